// People as a registrar and an administrator work with them.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, press, settle, signIn, story } from "../pages.mjs";

story("Today of a learner holds in every language and look", async ({ page, base }) => {
	await signIn(page, base, "aigerim");
	await everyView(page, "/today");
});

for (const login of ["saule", "nurzhan", "bolat", "zhanar", "admin"]) {
	story(`Today of ${login} holds in every language`, async ({ page, base }) => {
		await signIn(page, base, login);
		await everyView(page, "/today", { views: ROUND });
	});
}

story("the list of people holds in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, "/people?role=teacher");
	await everyView(page, "/people?q=жоқ-адам", { views: ROUND });
});

story("a person, their form and their lock hold in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	const path = await pathOf(page, base, "мұқанова");
	await everyView(page, path);
	await everyView(page, `${path}/edit`);
	await everyView(page, `${path}/lock`);
	await everyView(page, "/people/new");
});

story("what comes back from a form of a person holds in every language", async ({ page, base }) => {
	await signIn(page, base, "admin");
	const path = await pathOf(page, base, "мұқанова");
	const wrong = { iin: "1", birth_date: "31.02.2005", email: "a@b", phone: "12", login: "." };
	const save = "main form.form button[type=submit]";
	await everyView(page, "/people/new", { act: press(save, wrong), status: 422, views: ROUND });
	await everyView(page, "/people/new", { act: press(save, { surname: "А", given: "Б", login: "admin", email: "saule@kokzhiek.example" }), status: 422, views: ROUND });
	// A form that was opened before somebody else saved.
	await everyView(page, `${path}/edit`, { act: press(save, { version: "0", surname: "" }), status: 422, views: ROUND });
	await everyView(page, `${path}/lock`, { act: press("main form.confirm button[type=submit]"), status: 422, views: ROUND });
});

story("a locked person holds in every language", async ({ page, base }) => {
	await signIn(page, base, "admin");
	const path = await pathOf(page, base, "қалиева");
	await open(page, address(base, `${path}/lock`, {}));
	await press("main form.confirm button[type=submit]", { ground: "№ 5 бұйрық" })(page);
	await everyView(page, path, { views: ROUND });
	await everyView(page, "/people?state=locked", { views: ROUND });
});

story("the list answers while one types, and Kazakh letters may be typed as plain ones", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await open(page, address(base, "/people", {}));
	await page.locator(".filters input[name=q]").pressSequentially("муканова сауле");
	await page.waitForFunction(() => document.querySelectorAll("#people tbody tr").length === 1);
	assert.match(await page.textContent("#people tbody th"), /Мұқанова Сәуле/);
	assert.match(decodeURIComponent(page.url()), /q=муканова/);
	assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q");
});

story("a registrar adds a person, is told what is wrong, and nothing typed is lost", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await open(page, address(base, "/people/new", {}));
	await page.fill("#surname", "Сынақова");
	await page.fill("#iin", "030515500123");
	await page.fill("#birth_date", "31.02.2005");
	await page.fill("#email", "synaq@example.kz");
	await page.click("form.form button[type=submit]");
	await page.waitForSelector(".error-summary");
	assert.equal(await page.evaluate(() => document.activeElement?.className), "error-summary");
	assert.equal(await page.locator(".error-summary li").count(), 3);
	assert.equal(await page.inputValue("#surname"), "Сынақова");
	assert.equal(await page.inputValue("#email"), "synaq@example.kz");
	await page.fill("#given", "Әйгерім");
	await page.fill("#iin", "");
	await page.fill("#birth_date", "28.02.2005");
	await page.click("form.form button[type=submit]");
	await page.waitForSelector(".flash[data-tone=action]");
	assert.equal(await page.textContent("h1"), "Сынақова Әйгерім");
	assert.match(await page.textContent(".timeline"), /Адам қосылды/);
});

story("two hands on one person: the slower one is told and keeps what was typed", async ({ page, base, context }) => {
	await signIn(page, base, "zhanar");
	const path = await pathOf(page, base, "ілиясов");
	await open(page, address(base, `${path}/edit`, {}));
	const other = await context.newPage();
	await open(other, address(base, `${path}/edit`, {}));
	await other.fill("#phone", "+7 701 111 11 11");
	await Promise.all([other.waitForURL(`**${path}`), other.click("form.form button[type=submit]")]);
	await page.fill("#phone", "+7 702 222 22 22");
	await page.click("form.form button[type=submit]");
	await page.waitForSelector(".error-summary");
	assert.equal(await page.inputValue("#phone"), "+7 702 222 22 22");
	await Promise.all([page.waitForURL(`**${path}`), page.click("form.form button[type=submit]")]);
	assert.match(await page.textContent(".facts"), /\+77022222222/);
});

story("an administrator gives a role, locks and unlocks, and the history tells it", async ({ page, base }) => {
	await signIn(page, base, "admin");
	const path = await pathOf(page, base, "соколова");
	await open(page, address(base, path, {}));
	await page.click("details.more > summary");
	await page.selectOption("#role", "proctor");
	await page.click("details.more button[type=submit]");
	await page.waitForSelector(".flash[data-tone=action]");
	assert.match(await page.textContent(".timeline"), /Рөл берілді/);
	await open(page, address(base, `${path}/lock`, {}));
	await page.click("form.confirm button[type=submit]");
	await page.waitForSelector(".error-summary");
	await page.fill("#ground", "Өтініш № 12");
	await Promise.all([page.waitForURL(`**${path}`), page.click("form.confirm button[type=submit]")]);
	assert.match(await page.textContent(".timeline"), /Өтініш № 12/);
	await page.click(`form[action='${path}/unlock'] button`);
	await page.waitForSelector(".flash[data-tone=action]");
});

/** The page of the person whom a search finds first. */
async function pathOf(page, base, words) {
	await open(page, address(base, `/people?q=${encodeURIComponent(words)}`, {}));
	await settle(page);
	return page.locator("#people tbody th a").first().getAttribute("href");
}
