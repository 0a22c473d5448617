// The log of acts as an administrator reads and checks it.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, signIn, story } from "../pages.mjs";

story("the log holds in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, "/audit?act=session.begun");
});

story("an entry with its proof holds in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/audit?act=person.added", { lang: "kk" }));
	const path = await page.locator("a[href^='/audit/entries/']").first().getAttribute("href");
	await everyView(page, path);
});

story("a check of the whole log ends with a report, and the report holds in every look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/audit", { lang: "kk" }));
	await Promise.all([page.waitForURL("**/audit/checks/*"), page.click("form[action='/audit/checks'] button")]);
	await page.waitForSelector("[data-island=progress]", { state: "detached" });
	await everyView(page, new URL(page.url()).pathname);
	await open(page, address(base, "/audit?act=audit-check.finished", { lang: "ru" }));
	const entry = await page.locator("a[href^='/audit/entries/']").first().getAttribute("href");
	await open(page, address(base, entry, { lang: "ru" }));
	assert.match(await page.textContent("main table"), /Всё цело/);
});

story("a wrong date is told at its field and the list stays", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/audit?from=31.02.2026", { lang: "kk" }));
	assert.ok(await page.locator(".error, .error-summary").first().isVisible());
	await everyView(page, "/audit?from=31.02.2026&q=мұқанова", { status: 422, views: ROUND });
	await everyView(page, "/audit?q=жоқ-адам", { views: ROUND });
});

story("a learner has no way to the log", async ({ page, base }) => {
	await signIn(page, base, "aigerim");
	const answer = await page.goto(address(base, "/audit", {}));
	assert.equal(answer.status(), 403);
	assert.equal(await page.locator(".workspace a[href='/audit']").count(), 0);
});
