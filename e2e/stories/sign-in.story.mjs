// The street and the door: home, sign-in, errors, sessions.

import assert from "node:assert/strict";
import { address, everyView, open, signIn, story } from "../pages.mjs";

story("the public home holds in every language and look", ({ page }) => everyView(page, "/"));

story("the sign-in page holds in every language and look", ({ page }) => everyView(page, "/login"));

story("an address that is not there shows a way out", ({ page }) => everyView(page, "/nowhere", { status: 404 }));

story("somebody signs in with the keyboard alone and lands where they were going", async ({ page, base }) => {
	await open(page, address(base, "/account?x=1", {}));
	assert.equal(new URL(page.url()).pathname, "/login");
	await page.focus("#login");
	await page.keyboard.type("aigerim");
	await page.keyboard.press("Tab");
	await page.keyboard.type("oqu-demo-2026");
	await Promise.all([page.waitForURL("**/account?x=1"), page.keyboard.press("Enter")]);
	assert.equal(await page.locator(".sessions .badge").count(), 1);
});

story("a wrong password is refused calmly and the login stays", async ({ page, base }) => {
	await open(page, address(base, "/login", {}));
	await page.fill("#login", "aigerim");
	await page.fill("#password", "басқа");
	await page.click("main button[type=submit]");
	await page.waitForSelector(".error-summary");
	assert.equal(await page.inputValue("#login"), "aigerim");
	assert.equal(await page.inputValue("#password"), "");
});

story("the switch of languages keeps the place and stays with the person", async ({ page, base, context }) => {
	await signIn(page, base, "zhanar");
	await open(page, address(base, "/people?q=ахмет&role=learner", {}));
	await page.click(".languages a[lang=ru]");
	await page.waitForSelector("html[lang=ru]");
	const url = new URL(page.url());
	assert.equal(url.pathname, "/people");
	assert.equal(url.searchParams.get("q"), "ахмет");
	assert.equal(url.searchParams.get("role"), "learner");
	await context.clearCookies();
	await signIn(page, base, "zhanar");
	assert.equal(await page.getAttribute("html", "lang"), "ru");
	await page.click(".languages a[lang=kk]");
	await page.waitForSelector("html[lang=kk]");
});

story("my account holds in every language and look", async ({ page, base }) => {
	await signIn(page, base, "saule");
	await everyView(page, "/account");
});

story("a session on another device is seen and ended", async ({ page, base, context }) => {
	const other = await context.browser().newContext();
	const elsewhere = await other.newPage();
	await signIn(elsewhere, base, "umit");
	await signIn(page, base, "umit");
	await open(page, address(base, "/account", { lang: "kk" }));
	assert.equal(await page.locator(".sessions > li").count(), 2);
	await page.click(".sessions form button");
	await page.waitForSelector(".flash");
	assert.equal(await page.locator(".sessions > li").count(), 1);
	await open(elsewhere, address(base, "/today", {}));
	assert.equal(new URL(elsewhere.url()).pathname, "/login");
	await other.close();
});

story("who holds two roles opens the other workspace", async ({ page, base }) => {
	await signIn(page, base, "marat");
	await page.click("details.menu > summary");
	await Promise.all([page.waitForURL("**/today"), page.click("button[name=role][value=teacher]")]);
	assert.equal(await page.textContent(".workspace .role"), "Оқытушы");
	await page.click("details.menu > summary");
	await Promise.all([page.waitForURL((url) => url.pathname === "/"), page.click("form[action='/logout'] button")]);
	await open(page, address(base, "/today", {}));
	assert.equal(new URL(page.url()).pathname, "/login");
});
