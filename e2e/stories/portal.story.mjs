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

story("a guest reads the rules of the organisation", async ({ page, base }) => {
	await everyView(page, "/regulations");
	await open(page, address(base, "/regulations", { lang: "ru" }));
	const rule = new URL(await page.locator("main .rows a.name").first().getAttribute("href"), base).pathname;
	await everyView(page, rule);
	const paper = await page.locator("main .actions a[data-kind=main]").getAttribute("href");
	const answer = await page.request.get(new URL(paper, base).href);
	assert.equal(answer.status(), 200);
	assert.equal(answer.headers()["content-type"], "application/pdf");
});

story("a missing rule is seen, added from a file, replaced and cancelled", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await everyView(page, "/regulations/demands");
	await everyView(page, "/regulations/new");
	await everyView(page, "/regulations/new", { act: press("main form.form button[type=submit]"), status: 422, views: ROUND });
	await open(page, address(base, "/regulations/demands", { lang: "ru" }));
	await page.locator("a[href='/regulations/new?regulation-kind=practice']").click();
	await page.fill("#heading-ru", "Положение о практике");
	await page.fill("#regulation-number", "31");
	await page.fill("#approved-on", "01.09.2026");
	await page.fill("#force-from", "10.09.2026");
	await page.setInputFiles("#file", { name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") });
	await page.click("main .form button[type=submit]");
	await page.waitForSelector("h1:text-is('Положение о практике')");
	const rule = new URL(page.url()).pathname;
	await everyView(page, `${rule}/edit`);
	await everyView(page, `${rule}/closure`);
	await open(page, address(base, `${rule}/closure`, { lang: "ru" }));
	await page.fill("#ground", "Приказ № 7 от 20.11.2026");
	await page.click("main form button[type=submit]");
	await page.waitForSelector(".badge:text-is('Отменено')");
	await everyView(page, rule, { views: ROUND });
});
