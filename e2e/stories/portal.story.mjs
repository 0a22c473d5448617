// The portal for everybody: news and the rules of the organisation.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, press, signIn, story } from "../pages.mjs";

story("news is written, kept as a draft, given a picture, published and read by guests", async ({ page, base, context }) => {
	await everyView(page, "/news");
	await signIn(page, base, "irina");
	await everyView(page, "/news", { views: ROUND });
	await everyView(page, "/news/new");
	await everyView(page, "/news/new", { act: press("main form.form button[type=submit]"), status: 422, views: ROUND });
	await open(page, address(base, "/news/new", { lang: "ru" }));
	await page.fill("#heading-ru", "Пробная новость");
	await page.fill("#news-text-ru", "Первый абзац.\n\nВторой абзац.");
	await page.click("main .form button[type=submit]");
	await page.waitForSelector(".badge:text-is('Черновик')");
	const news = new URL(page.url()).pathname;
	const guest = await (await context.browser().newContext()).newPage();
	assert.equal((await guest.goto(address(base, news, {}))).status(), 404);
	await everyView(page, `${news}/edit`);
	await everyView(page, `${news}/picture`);
	await everyView(page, `${news}/publication`);
	await open(page, address(base, `${news}/publication`, { lang: "ru" }));
	await page.fill("#news-day", "01.02.2001");
	await page.fill("#news-time", "9 утра");
	await page.click("main .form button[type=submit]");
	await page.waitForSelector("#news-time-error");
	await open(page, address(base, `${news}/picture`, { lang: "ru" }));
	await page.fill("#alt-ru", "Знак Oqu");
	await page.setInputFiles("#picture", "../frontend/static/icon-512.png");
	await page.click("main .form button[type=submit]");
	await page.waitForSelector("img[alt='Знак Oqu']");
	await page.click("form[action$='/publication'] button");
	await page.waitForSelector("form[action$='/withdrawal']");
	await everyView(page, news);
	await guest.goto(address(base, "/", { lang: "ru" }));
	await guest.click("a:text-is('Пробная новость')");
	await guest.waitForSelector("h1:text-is('Пробная новость')");
	assert.equal(await guest.locator("img[alt='Знак Oqu']").evaluate((img) => img.naturalWidth > 0), true);
	await guest.context().close();
});
