// What an administrator sets holds at once, and what cannot be taken is told beside its field.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, press, signIn, story } from "../pages.mjs";

story("settings hold in every language and look, and so does what is wrong with them", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, "/administration/settings");
	const wrong = { "setting-zone": "Asia/Nowhere", "setting-upload-most": "1" };
	const act = press("main form.form button[type=submit]", wrong);
	await everyView(page, "/administration/settings", { act, status: 422, views: ROUND });
});

story("a zone of another place changes the clocks of the page at once", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/administration/settings", { lang: "kk" }));
	await page.fill("#setting-zone", "Pacific/Auckland");
	await Promise.all([page.waitForLoadState(), page.click("main form.form button[type=submit]")]);
	await page.waitForSelector(".flash");
	const history = await page.textContent("aside");
	assert.ok(history.includes("Pacific/Auckland"), history);
	const tabs = await page.locator("nav.tabs a").count();
	assert.ok(tabs >= 2, `${tabs}`);
	await page.click("nav.tabs a[href$='/sign-in']");
	await page.waitForURL("**/administration/settings/sign-in");
	assert.equal(await page.locator("nav.tabs a[aria-current=page][href$='/sign-in']").count(), 1);
});
