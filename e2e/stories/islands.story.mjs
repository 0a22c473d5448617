// The islands and the styles on paper pages: no server is needed.

import assert from "node:assert/strict";
import { startPaper } from "../paper.mjs";
import { address, everyView, open, story } from "../pages.mjs";

const paper = (name, act) => story(name, act, { start: startPaper });

const PAGES = ["/list", "/form", "/errors", "/account", "/confirm", "/job", "/report", "/sign-in", "/missing"];

for (const path of PAGES) {
	// The words of a paper page are Kazakh in every language.
	paper(`paper page ${path} holds in every look`, ({ page }) => everyView(page, path, { languages: ["kk"] }));
}

paper("what is typed comes back after a crash, but no secret does", async ({ page, base, context }) => {
	await open(page, address(base, "/form", {}));
	await page.fill("#reason", "Тартуға алмасу бағдарламасы");
	await page.fill("#iin", "010203500123");
	await page.fill("#secret", "құпия");
	await page.check("input[value=full]");
	await page.waitForTimeout(600);
	const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
	assert.ok(!kept.includes("010203500123") && !kept.includes("құпия"), "a secret was kept");
	await page.close();

	const again = await context.newPage();
	await open(again, address(base, "/form", {}));
	await again.waitForSelector("[data-draft-note]");
	assert.equal(await again.inputValue("#reason"), "Тартуға алмасу бағдарламасы");
	assert.ok(await again.isChecked("input[value=full]"));
	assert.equal(await again.inputValue("#iin"), "");
	await again.click("[data-draft-note] button");
	assert.equal(await again.inputValue("#reason"), "");
	assert.ok(await again.isChecked("input[value=mixed]"));
	assert.equal(await again.evaluate(() => localStorage.length), 0);
});

paper("a draft goes when the server confirms and stays when it refuses", async ({ page, base }) => {
	await open(page, address(base, "/form", {}));
	await page.fill("#reason", "refuse");
	await page.click("#application > .row button[type=submit]");
	await page.waitForURL("**/save");
	await open(page, address(base, "/form", {}));
	await page.waitForSelector("[data-draft-note]");
	assert.equal(await page.inputValue("#reason"), "refuse");

	await page.fill("#reason", "дұрыс");
	await page.click("#application > .row button[type=submit]");
	await page.waitForSelector(".flash[data-tone=action]");
	assert.equal(await page.evaluate(() => localStorage.length), 0);
	assert.equal(await page.inputValue("#reason"), "");
});

paper("files are listed with sizes, and one can be taken away", async ({ page, base }) => {
	await open(page, address(base, "/form", {}));
	await page.waitForSelector(".drop[data-ready]");
	const file = (name, size) => ({ name, mimeType: "application/pdf", buffer: Buffer.alloc(size) });
	await page.setInputFiles("#papers", [file("Бұйрық.pdf", 186_000), file("Үлкен.pdf", 6_000_000)]);
	const rows = await page.locator(".upload").allTextContents();
	assert.equal(rows.length, 2);
	assert.match(rows[0], /Бұйрық\.pdf.*182 КБ/);
	assert.match(rows[1], /5,7 МБ.*сыймайды/);
	assert.ok(!(await page.$eval("#papers", (input) => input.checkValidity())));
	await page.click(".upload:nth-child(2) button");
	assert.deepEqual(await page.$eval("#papers", (input) => [...input.files].map(({ name }) => name)), ["Бұйрық.pdf"]);
	assert.ok(await page.$eval("#papers", (input) => input.checkValidity()));
});

paper("a dialog asks, Escape leaves it and focus returns", async ({ page, base }) => {
	await open(page, address(base, "/form", {}));
	await page.waitForSelector("a[data-confirm][aria-haspopup]");
	await page.click("a[data-confirm]");
	assert.ok(await page.isVisible("#drop-draft"));
	await page.keyboard.press("Escape");
	assert.ok(!(await page.isVisible("#drop-draft")));
	assert.ok(await page.$eval("a[data-confirm]", (link) => link === document.activeElement));
	await page.click("a[data-confirm]");
	await page.click("#drop-draft button[formmethod=dialog]");
	assert.ok(!(await page.isVisible("#drop-draft")));
	assert.equal(new URL(page.url()).pathname, "/form");
});

paper("the menu closes by Escape and by a click elsewhere", async ({ page, base }) => {
	await open(page, address(base, "/list", {}));
	const summary = page.locator(".topbar .menu > summary");
	await page.waitForLoadState("networkidle");
	await summary.click();
	assert.ok(await page.isVisible(".menu-sheet"));
	await page.keyboard.press("Escape");
	assert.ok(!(await page.isVisible(".menu-sheet")));
	assert.ok(await summary.evaluate((element) => element === document.activeElement));
	await summary.click();
	await page.click("h1");
	assert.ok(!(await page.isVisible(".menu-sheet")));
});

paper("a filter sends itself, focus stays and the result is said", async ({ page, base }) => {
	await open(page, address(base, "/list", {}));
	await page.waitForLoadState("networkidle");
	await page.focus("select[name=role]");
	await page.selectOption("select[name=role]", "teacher");
	await page.waitForURL(/role=teacher/);
	await page.waitForFunction(() => document.querySelector("#announcer")?.textContent === "3 адам табылды");
	assert.ok(await page.$eval("select[name=role]", (select) => select === document.activeElement));

	await page.click(".pagination a[href='/list?page=2']");
	await page.waitForTimeout(300);
	assert.ok(await page.$eval(".pagination a[href='/list?page=2']", (link) => link === document.activeElement));
});

paper("an htmx request that fails shows the server's page, or a calm word", async ({ page, base, troubles, context }) => {
	await open(page, address(base, "/list", {}));
	await page.waitForLoadState("networkidle");
	await context.setOffline(true);
	await page.click(".pagination a[href='/list?page=2']");
	await page.waitForSelector(".flash[data-failure]");
	await context.setOffline(false);
	await page.click(".pagination a[href^='/failed']");
	await page.waitForSelector(".trouble h1");
	assert.ok(await page.$eval("h1", (heading) => heading === document.activeElement));
	troubles.length = 0;
});

paper("long work tells how far it is and ends with a fresh page", async ({ page, base }) => {
	await open(page, address(base, "/job", { lang: "kk" }));
	await page.waitForFunction(() => document.querySelector("[data-slot=count]").textContent.includes("480"), null, { timeout: 10_000 });
	assert.match(await page.textContent("[data-slot=left]"), /^1 мин қалды$/);
	assert.equal(await page.$eval("progress", (bar) => bar.max), 1200);
	await page.evaluate(() => (globalThis.oquBefore = true));
	await page.waitForEvent("load", { timeout: 15_000 });
	assert.equal(await page.evaluate(() => globalThis.oquBefore), undefined);
});

paper("long work without a stream asks for the page again", async ({ page, base, troubles }) => {
	await page.route("**/events", (route) => route.fulfill({ status: 404, body: "" }));
	await open(page, address(base, "/job", {}));
	await page.waitForEvent("load", { timeout: 15_000 });
	troubles.length = 0;
});

paper("“/” goes to the search, and types itself inside a field", async ({ page, base }) => {
	await open(page, address(base, "/list", {}));
	await page.keyboard.press("/");
	assert.ok(await page.$eval(".topbar-search input", (field) => field === document.activeElement));
	await page.keyboard.press("/");
	assert.equal(await page.inputValue(".topbar-search input"), "/");
});
