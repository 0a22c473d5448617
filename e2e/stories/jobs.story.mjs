// Background jobs as an administrator meets them.

import assert from "node:assert/strict";
import { address, everyView, open, signIn, story } from "../pages.mjs";

const LIST = "/administration/jobs";

story("the line of jobs holds in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, LIST);
});

story("one job holds in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, `${LIST}?q=tomorrow`, { lang: "kk" }));
	const path = await page.locator(`a.name[href^='${LIST}/']`).first().getAttribute("href");
	await everyView(page, path);
	await everyView(page, `${path}/give-up`);
	await everyView(page, path.replace(LIST, "/jobs"));
});

story("a job is given up after a question, begun again, and done", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, `${LIST}?q=tomorrow`, { lang: "kk" }));
	await Promise.all([page.waitForURL(`**${LIST}/*`), page.locator(`a.name[href^='${LIST}/']`).first().click()]);
	await page.click("a[data-confirm=give-up]");
	await Promise.all([page.waitForLoadState(), page.click("dialog[open] button[data-kind=loss]")]);
	await page.waitForSelector("form[action$='/restart'] button");
	await Promise.all([page.waitForLoadState(), page.click("form[action$='/restart'] button")]);
	// The page follows the job and is asked again when it ends.
	await page.waitForSelector("[data-island=progress]", { state: "detached" });
	await page.reload();
	assert.equal(await page.locator("form[action$='/restart'], a[data-confirm=give-up]").count(), 0);
});

story("the filters narrow the list in place", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, LIST, { lang: "kk" }));
	await page.selectOption("select[name=state]", "running");
	await page.waitForURL("**state=running*");
	await page.waitForSelector("#jobs .empty");
});

story("one's own jobs hold in every language and look", async ({ page, base }) => {
	await signIn(page, base, "aigerim");
	await everyView(page, "/jobs");
	const answer = await page.goto(address(base, LIST, {}));
	assert.equal(answer.status(), 403);
});
