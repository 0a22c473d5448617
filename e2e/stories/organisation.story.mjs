// The organisation: the public home, the tree of units, study groups, closing, two people at once.

import assert from "node:assert/strict";
import { address, everyView, open, signIn, story } from "../pages.mjs";

story("a passer-by reads the home page", async ({ page, base }) => {
	await everyView(page, "/");
});

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

	await everyView(page, `${place}/closure`);
	await page.goto(address(base, `${place}/closure`, { lang: "ru" }));
	await page.fill("#ground", "Приказ № 7");
	await page.click("main .confirm button[type=submit]");
	await page.waitForSelector(".badge:text-is('Закрыто')");
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
