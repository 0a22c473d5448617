// The administrator's rooms: one page that leads to all, and how the system stands.

import assert from "node:assert/strict";
import { address, everyView, open, signIn, story } from "../pages.mjs";

story("the administration holds in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, "/administration");
	await everyView(page, "/administration/system");
	await everyView(page, "/administration/settings");
});

story("one entry of the bar leads to every room and back", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/administration", { lang: "kk" }));
	const rooms = await page.locator(".tiles h2 a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
	assert.ok(rooms.length >= 5, `${rooms}`);
	for (const room of rooms) {
		await open(page, address(base, room, {}));
		assert.equal(await page.locator("nav.workspace a[href='/administration'][aria-current=page]").count(), 1, room);
		assert.equal(await page.locator(".breadcrumb a[href='/administration']").count(), 1, room);
	}
});

story("everything is read and checked when an administrator asks", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/administration/system", { lang: "kk" }));
	await Promise.all([page.waitForLoadState(), page.click("form[action$='/look'] button")]);
	for (let tries = 0; tries < 50; tries += 1) {
		if (await page.locator("#checks-2").count()) break;
		await page.waitForTimeout(200);
		await page.reload();
	}
	assert.equal(await page.locator("#checks-2").count(), 1);
});
