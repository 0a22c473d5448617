// The organisation: the public home, the tree of units, study groups, closing, two people at once.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, pathTo, press, signIn, story } from "../pages.mjs";

story("an administrator reads the structure, a unit, a group and the organisation", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, "/structure");
	await page.goto(address(base, "/structure", {}));
	await everyView(page, await page.locator(".tree a").nth(1).getAttribute("href"));
	await everyView(page, "/groups");
	await page.goto(address(base, "/groups", {}));
	await everyView(page, await page.locator("tbody a.name").first().getAttribute("href"));
	await everyView(page, "/structure/organisation");
});

story("forms of a unit, a group and the organisation", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, "/structure/units/new");
	await everyView(page, "/groups/new");
	await everyView(page, "/structure/organisation/edit");
	await everyView(page, "/structure/organisation/logo");
	const unit = await pathTo(page, base, "/structure", ".tree a");
	await everyView(page, `${unit}/edit`);
	await everyView(page, `${unit}/closure`);
	const group = await pathTo(page, base, "/groups", "tbody a.name");
	await everyView(page, `${group}/edit`);
	await everyView(page, `${group}/closure`);
});

story("a guest reads about the organisation and how its units are reached", async ({ page, base }) => {
	await everyView(page, "/about");
	await everyView(page, "/contacts");
	await open(page, address(base, "/", { lang: "ru" }));
	await page.locator(".footer a[href='/contacts']").click();
	await page.waitForSelector("h1:text-is('Подразделения и контакты')");
	assert.match(await page.locator("main").innerText(), /Омарова Жанар/);
});

story("what comes back from forms of the structure holds in every language", async ({ page, base }) => {
	await signIn(page, base, "admin");
	const unit = await pathTo(page, base, "/structure", ".tree a");
	const group = await pathTo(page, base, "/groups", "tbody a.name");
	const save = "main form.form button[type=submit]";
	for (const path of ["/structure/units/new", "/groups/new"]) {
		await everyView(page, path, { act: press(save), status: 422, views: ROUND });
	}
	await everyView(page, "/structure/organisation/edit", { act: press(save, { "name-kk": "", "contact-email": "a" }), status: 422, views: ROUND });
	// Somebody else has saved meanwhile.
	for (const path of [`${unit}/edit`, `${group}/edit`]) {
		await everyView(page, path, { act: press(save, { version: "0", "name-en": "Mine", "programme-en": "Mine" }), status: 422, views: ROUND });
	}
});

story("nothing found in the structure and the groups holds in every language", async ({ page, base }) => {
	await signIn(page, base, "admin");
	for (const path of ["/structure?q=жоқ-бөлім", "/structure?q=кафедра", "/groups?q=жоқ-топ"]) {
		await everyView(page, path, { views: ROUND });
	}
});

story("a group without learners is closed and opened again, and its pages hold", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/groups/new", { lang: "kk" }));
	await page.fill("#group-code", "СЫНАҚ-1");
	await page.fill("#admission-year", "2026");
	await page.selectOption("#group-unit", { index: 1 });
	await press("main form.form button[type=submit]")(page);
	await page.waitForSelector("h1:text-is('СЫНАҚ-1')");
	const place = new URL(page.url()).pathname;
	await everyView(page, place, { views: ROUND });
	await everyView(page, `${place}/closure`, { views: ROUND });
	await open(page, address(base, `${place}/closure`, {}));
	await press("main .confirm button[type=submit]", { ground: "№ 9 бұйрық" })(page);
	await everyView(page, place, { views: ROUND });
	await everyView(page, "/groups?closed=1", { views: ROUND });
	await open(page, address(base, place, {}));
	await press("main form[action$='/reopening'] button")(page);
	assert.match(await page.locator(".timeline").innerText(), /№ 9 бұйрық/);
});

story("a unit is added, refused its own place, closed and opened again", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await open(page, address(base, "/structure/units/new", { lang: "ru" }));
	await page.fill("#unit-code", "ПРОБА");
	await page.fill("#name-kk", "Сынақ бөлімі");
	await page.click("main .form button[type=submit]");
	assert.equal(await page.locator(".error-summary a").count(), 2, "two names are missing");
	assert.equal(await page.inputValue("#name-kk"), "Сынақ бөлімі");
	await page.fill("#name-ru", "Отдел проб");
	await page.fill("#name-en", "Office of Trials");
	await page.click("main .form button[type=submit]");
	await page.waitForSelector("h1:text-is('Отдел проб')");
	const place = new URL(page.url()).pathname;

	await everyView(page, `${place}/closure`, { views: ROUND });
	await page.goto(address(base, `${place}/closure`, { lang: "ru" }));
	await page.fill("#ground", "Приказ № 7");
	await page.click("main .confirm button[type=submit]");
	await page.waitForSelector(".badge:text-is('Закрыто')");
	await everyView(page, place, { views: ROUND });
	await open(page, address(base, place, { lang: "ru" }));
	assert.match(await page.locator(".timeline").innerText(), /Приказ № 7/);
	await page.click("main form[action$='/reopening'] button");
	await page.waitForSelector(".badge:text-is('Работает')");
});

story("who saves second sees what the first one changed", async ({ page, base, context }) => {
	await signIn(page, base, "zhanar");
	await open(page, address(base, "/structure", { lang: "ru" }));
	const unit = await page.locator(".tree a").last().getAttribute("href");
	const edit = address(base, `${unit}/edit`, {});
	const other = await context.newPage();
	await page.goto(edit);
	await other.goto(edit);
	await other.fill("#name-en", "Renamed Meanwhile");
	await other.click("main .form button[type=submit]");
	await page.fill("#name-ru", "Своё название");
	await page.click("main .form button[type=submit]");
	await page.waitForSelector("#meanwhile");
	assert.equal(await page.inputValue("#name-ru"), "Своё название");
	assert.equal(await page.inputValue("#name-en"), "Renamed Meanwhile");
	await page.click("main .form button[type=submit]");
	await page.waitForSelector("h1:text-is('Своё название')");
});

story("groups are filtered without leaving the page", async ({ page, base }) => {
	await signIn(page, base, "saule");
	await open(page, address(base, "/groups", { lang: "kk" }));
	await page.selectOption("select[name=language]", "ru");
	await page.waitForURL(/language=ru/);
	await page.waitForSelector(".chip");
	const codes = await page.locator("tbody a.name").allInnerTexts();
	assert.ok(codes.includes("ИС-22") && !codes.includes("ИС-21"), codes.join(", "));
});

story("a learner sees the own group and no list", async ({ page, base }) => {
	await signIn(page, base, "aigerim");
	const groups = address(base, "/groups", {});
	assert.equal((await page.request.get(groups)).status(), 403);
	await page.goto(address(base, "/today", {}));
	await page.locator("a[href^='/groups/']").first().click();
	await page.waitForSelector("h1:text-is('ИС-21')");
	assert.match(await page.locator("ol.rows").innerText(), /Тұрсынбек Айгерім/);
});
