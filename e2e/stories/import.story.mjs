// A registrar brings a list of people in from a file.

import assert from "node:assert/strict";
import { address, everyView, open, signIn, story } from "../pages.mjs";

const HEAD = "Тегі;Аты;Туған күні;Логин;Тобы\n";
const WRONG = `${HEAD}Көрініс;Ақбота;31.02.2006;e2e.aqbota;ИС-21\nКөрініс;Болат;01.09.2006;e2e.bolat;ЖОҚ-1\nКөрініс;Гүлім;02.09.2006;e2e.gulim;ИС-21\n`;
const RIGHT = WRONG.replace("31.02.2006", "28.02.2006").replace("ЖОҚ-1", "ИС-21");

const file = (text) => ({ name: "тізім.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

async function send(page, text) {
	await page.setInputFiles("#file", file(text));
	await Promise.all([page.waitForURL(/\/people\/import\/[0-9a-f-]{36}$/), page.click("form[enctype] button[type=submit]")]);
}

const pathOf = (page) => new URL(page.url()).pathname;

story("a registrar imports a list with errors, corrects and confirms it, and every step holds", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await everyView(page, "/people/import");
	await open(page, address(base, "/people/import", {}));
	await send(page, WRONG);
	await everyView(page, pathOf(page));
	await Promise.all([page.waitForURL(/\/people\/import\//), page.click("form[action$='/columns'] button[type=submit]")]);
	assert.equal(await page.textContent("h1"), "Не болады");
	assert.match(await page.textContent("main"), /Туған күні: /);
	assert.match(await page.textContent("main"), /«ЖОҚ-1»/);
	await everyView(page, pathOf(page));
	await page.click(".chips a[href$='show=wrong']");
	await page.waitForURL(/show=wrong/);
	assert.equal(await page.locator("tbody tr").count(), 2);
	const first = pathOf(page);
	await page.setInputFiles("#file", file(RIGHT));
	await Promise.all([
		page.waitForURL((url) => url.pathname !== first && !url.pathname.endsWith("/file")),
		page.click("form[action$='/file'] button[type=submit]"),
	]);
	assert.equal(await page.locator(".error").count(), 0);
	await page.click("form[action$='/confirmation'] button[type=submit]");
	await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Енгізу нәтижесі");
	assert.equal(await page.locator("tbody tr").count(), 3);
	await everyView(page, pathOf(page));
	await page.click("tbody tr:first-child a.name");
	await page.waitForSelector(".facts");
	assert.equal(await page.textContent("h1"), "Көрініс Ақбота");
});

story("a file that is no list is told at its field, with the keyboard alone", async ({ page, base }) => {
	await signIn(page, base, "zhanar");
	await open(page, address(base, "/people/import", {}));
	await page.setInputFiles("#file", file("surname;given\n"));
	await page.focus("form[enctype] button[type=submit]");
	await page.keyboard.press("Enter");
	await page.waitForSelector(".error-summary");
	assert.equal(await page.evaluate(() => document.activeElement?.className), "error-summary");
	await page.click(".error-summary a");
	assert.equal(await page.evaluate(() => document.activeElement?.id), "file");
});
