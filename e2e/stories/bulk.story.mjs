// One act on many people.

import { ROUND, address, everyView, open, press, signIn, story } from "../pages.mjs";

story("an act on a list is looked at, confirmed and done", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/people?q=мұқанова", {}));
	await page.check("#people input[name=person]");
	await page.click("#bulk button[type=submit]");
	await page.waitForURL(/\/people\/bulk\?/);
	const start = new URL(page.url());
	await everyView(page, `/people/bulk${start.search}`);
	await everyView(page, `/people/bulk${start.search}&deed=give`, { act: press("form.form button[type=submit]"), status: 422, views: ROUND });
	await open(page, address(base, `/people/bulk${start.search}&deed=ask`, {}));
	await press("form.form button[type=submit]", { ground: "№ 5 бұйрық" })(page);
	await page.waitForURL(/\/people\/bulk\/[0-9a-f-]{36}$/);
	const act = new URL(page.url()).pathname;
	await everyView(page, act);
	await open(page, address(base, act, {}));
	await page.click("form[action$='/confirmation'] button[type=submit]");
	await page.waitForFunction(() => document.querySelector(".state .badge[data-tone=action]") !== null, null, { timeout: 30_000 });
	await everyView(page, act, { views: ROUND });
});
