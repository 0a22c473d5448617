// Posts and who holds them; rooms, their equipment and what the rules demand of both.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, pathTo, press, signIn, story } from "../pages.mjs";

story("the posts of the organisation and a new one", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await everyView(page, "/structure/posts");
	await everyView(page, "/structure/posts/new");
	await everyView(page, "/structure/posts?vacant=1&kind=technical", { views: ROUND });
});

story("a post, its forms and the release of somebody", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	const post = await pathTo(page, base, "/structure/posts", "tbody tr:not(:has(.badge)) a.name");
	await everyView(page, post);
	await everyView(page, `${post}/edit`);
	await everyView(page, `${post}/closure`);
	await everyView(page, `${post}/appointments/new`);
	const end = await pathTo(page, base, post, "a[href$='/end']");
	await everyView(page, end);
});

story("rooms and what the rules demand of them", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await everyView(page, "/structure/rooms");
	await everyView(page, "/structure/rooms/demands");
	await everyView(page, "/structure/rooms/new");
	await everyView(page, "/structure/rooms?kind=studio", { views: ROUND });
});

story("a room, its equipment and their forms", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	const room = await pathTo(page, base, "/structure/rooms?kind=multimedia", "tbody a.name");
	await everyView(page, room);
	await everyView(page, `${room}/edit`);
	await everyView(page, `${room}/closure`);
	await everyView(page, `${room}/equipment/new`);
	const piece = await pathTo(page, base, room, "tbody a.name");
	await everyView(page, piece);
	const save = "main form.form button[type=submit]";
	for (const path of ["/structure/rooms/new", `${room}/equipment/new`]) {
		await everyView(page, path, { act: press(save), status: 422, views: ROUND });
	}
});

story("somebody is appointed by a name, told of too many rates, and released", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await open(page, address(base, "/structure/posts/new", { lang: "ru" }));
	await page.selectOption("#post-unit", { index: 3 });
	await page.fill("#title-kk", "Сынақ маманы");
	await page.fill("#title-ru", "Специалист по пробам");
	await page.fill("#title-en", "Trial Specialist");
	await page.fill("#post-rate", "0,5");
	await page.click("main .form button[type=submit]");
	await page.waitForSelector("h1:text-is('Специалист по пробам')");
	const post = new URL(page.url()).pathname;
	await everyView(page, post, { views: ROUND });
	await open(page, address(base, `${post}/appointments/new`, { lang: "ru" }));
	await page.fill("#appointee", "мұқанова сәуле");
	await page.fill("#appointment-rate", "1");
	await page.fill("#order-number", "77-ж");
	await page.click("main .form button[type=submit]");
	await page.locator("input[name=appointee-id]").first().check();
	await page.click("main .form button[type=submit]");
	assert.equal(await page.inputValue("#order-number"), "77-ж");
	await page.check("#appointment-agreed");
	await page.click("main .form button[type=submit]");
	await page.waitForSelector(".badge:text-is('Сверх ставки')");
	assert.match(await page.locator(".rows").first().innerText(), /Мұқанова Сәуле/);
	await page.locator("a[href$='/end']").first().click();
	await page.fill("#order-number", "78-ж");
	await page.click("main .form button[type=submit]");
	assert.match(await page.locator(".timeline").innerText(), /№ 78-ж/);
});
