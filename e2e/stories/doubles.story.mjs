// Two records of one person: the list of pairs, the comparison, the merge.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, press, signIn, story } from "../pages.mjs";

story("a registrar finds two records of one person, compares them and makes them one", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await everyView(page, "/people/doubles");
	await everyView(page, "/people/doubles?by=phone", { views: ROUND });
	await open(page, address(base, "/people/doubles", { lang: "ru" }));
	const pair = await page.locator("tbody a.button").first().getAttribute("href");
	await everyView(page, pair);
	await everyView(page, pair, { act: press("main form.stack > .form button[type=submit]"), status: 422, views: ROUND });
	await open(page, address(base, pair, { lang: "ru" }));
	await page.fill("#ground", "Удостоверение личности");
	await page.click("main form.stack > .form button[type=submit]");
	await page.waitForSelector("text=Записи объединены");
	const kept = new URL(page.url()).pathname;
	const [one, other] = pair.split("/").slice(-2);
	const gone = kept.endsWith(one) ? other : one;
	await open(page, address(base, `/people/${gone}`, { lang: "ru" }));
	assert.equal(new URL(page.url()).pathname, kept);
	await open(page, address(base, pair, { lang: "ru" }));
	await page.waitForSelector("text=Эта запись уже объединена");
});

story("whoever may not merge two records reads why", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	const id = async (login) => {
		await open(page, address(base, `/people?q=${login}`, { lang: "ru" }));
		return (await page.locator("tbody a.name").first().getAttribute("href")).split("/").pop();
	};
	const pair = `/people/doubles/${await id("saule")}/${await id("admin")}`;
	await everyView(page, pair, { views: ROUND });
});
