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
	await Promise.all([page.waitForNavigation(), page.click("main form.form button[type=submit]")]);
	await page.waitForSelector(".flash");
	const history = await page.textContent("aside");
	assert.ok(history.includes("Pacific/Auckland"), history);
	const tabs = await page.locator("nav.tabs a").count();
	assert.ok(tabs >= 2, `${tabs}`);
	await page.click("nav.tabs a[href$='/sign-in']");
	await page.waitForURL("**/administration/settings/sign-in");
	assert.equal(await page.locator("nav.tabs a[aria-current=page][href$='/sign-in']").count(), 1);
});

story("a pale colour is refused with a readable one, which is looked at and kept", async ({ page, base }) => {
	await signIn(page, base, "admin");
	const path = "/administration/settings/colours";
	await everyView(page, path);
	const keep = "main form.form button[value=keep]";
	await everyView(page, path, { act: press(keep, { light: "#ffd400" }), status: 422, views: ROUND });
	await open(page, address(base, path, { lang: "kk", theme: "light" }));
	await page.fill("#light", "#8a1538");
	await Promise.all([page.waitForURL("**light=8a1538**"), page.click("main form.form button[value=look]")]);
	const own = await colour(page, "main form.form button[value=keep]");
	assert.equal(own, "rgb(138, 21, 56)");
	await Promise.all([page.waitForURL(`**${path}`), page.click(keep)]);
	await page.waitForSelector(".flash");
	// Every look of every page holds with the colours of the organisation.
	await everyView(page, path);
	await everyView(page, "/today");
	await everyView(page, "/style");
	await open(page, address(base, path, { lang: "kk", theme: "light" }));
	await Promise.all([page.waitForNavigation(), page.click("form[action$='/colours/reset'] button")]);
	await page.waitForSelector(".flash");
	assert.equal(await page.locator("link[href^='/brand/']").count(), 0);
});

function colour(page, selector) {
	return page.evaluate((button) => getComputedStyle(document.querySelector(button)).backgroundColor, selector);
}

story("the store of files is tried out by a button", async ({ page, base }) => {
	await signIn(page, base, "admin");
	const path = "/administration/settings/files";
	await everyView(page, path);
	await open(page, address(base, path, { lang: "kk" }));
	await Promise.all([page.waitForNavigation(), page.click("form[action$='/files/test'] button")]);
	const told = await page.textContent(".flash");
	assert.match(told, /Қойма жұмыс істеп тұр/);
	await everyView(page, path, { views: ROUND });
});
