// What people agree to, and how the office keeps it.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, press, signIn, story } from "../pages.mjs";

const hrefs = (page, pattern) =>
	page.$$eval("main a[href]", (links, source) => links.map((link) => new URL(link.href).pathname).filter((path) => new RegExp(source).test(path)), pattern);

story("a learner reads, gives and withdraws a consent", async ({ page, base }) => {
	await signIn(page, base, "aigerim");
	await everyView(page, "/account/consents");
	const path = (await hrefs(page, "/transfer$"))[0];
	await everyView(page, path);
	await everyView(page, path, { act: press("form[action$='/transfer'] button[type=submit]"), status: 422, views: ROUND });
	await open(page, address(base, path, {}));
	await page.check("#agree");
	await page.click("form[action$='/transfer'] button[type=submit]");
	await page.waitForURL(/\/account\/consents$/);
	assert.match(await page.textContent("main"), /Берілген/);
	await open(page, address(base, path, {}));
	const given = (await hrefs(page, "^/consents/"))[0];
	await everyView(page, given);
	await everyView(page, path, { views: ROUND });
	await open(page, address(base, path, {}));
	await page.check("#understood");
	await page.click("form[action$='/withdrawal'] button[type=submit]");
	await page.waitForURL(/\/account\/consents$/);
	await everyView(page, given, { views: ROUND });
});

story("a parent decides for a child with the keyboard alone", async ({ page, base }) => {
	await signIn(page, base, "nurzhan");
	await everyView(page, "/account/consents", { views: ROUND });
	const path = (await hrefs(page, "/transfer$")).at(-1);
	await everyView(page, path, { views: ROUND });
	await open(page, address(base, path, {}));
	await page.focus("#agree");
	await page.keyboard.press("Space");
	await page.keyboard.press("Enter");
	await page.waitForURL(/\/account\/consents$/);
	assert.match(await page.textContent("main"), /Берілген/);
});

story("the office sees a group, notes a paper and adds a version", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await everyView(page, "/consents", { views: ROUND });
	await page.selectOption("select[name=group]", { label: "ИС-21" });
	await page.click(".filters button[type=submit]");
	await page.waitForURL(/group=/);
	const list = new URL(page.url());
	await everyView(page, `/consents${list.search}`);
	const person = (await hrefs(page, "/people/.*/consents$"))[0];
	await everyView(page, person);
	await everyView(page, person, { act: press("form.form button[type=submit]"), status: 422, views: ROUND });
	await everyView(page, "/consents/texts");
	const text = (await hrefs(page, "/consents/texts/[0-9a-f]"))[0];
	await everyView(page, text);
	await everyView(page, "/consents/texts/new?kind=biometrics");
	const save = "main form.form button[type=submit]";
	await everyView(page, "/consents/texts/new?kind=biometrics", { act: press(save, { "text-ru": "", since: "1" }), status: 422, views: ROUND });
});
