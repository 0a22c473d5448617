// The street and the door: home, sign-in, errors, sessions.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, press, signIn, story } from "../pages.mjs";

story("the public home holds in every language and look", ({ page }) => everyView(page, "/"));

story("the sign-in page holds in every language and look", ({ page }) => everyView(page, "/login"));

story("an address that is not there shows a way out", ({ page }) => everyView(page, "/nowhere", { status: 404, views: ROUND }));

story("a sign-in that is refused holds in every language", async ({ page }) => {
	let tries = 0;
	// Another name each time: one name is made to wait after some tries.
	const refused = (at) => press("main button[type=submit]", { login: `nobody-${(tries += 1)}`, password: "x" })(at);
	await everyView(page, "/login", { act: refused, status: 422, views: ROUND });
});

story("who tries too often is asked to wait, in every language", async ({ page }) => {
	const again = async (at) => {
		for (let tries = 0; tries < 20; tries += 1) {
			await open(at, new URL("/login", at.url()).href);
			const answer = await press("main button[type=submit]", { login: "too-often", password: "x" })(at);
			if (answer.status() !== 422) return answer;
		}
		return null;
	};
	await everyView(page, "/login", { act: again, status: 429, views: ROUND });
});

story("what one may not see, or comes to by a wrong way, is told in every language", async ({ page, base }) => {
	await signIn(page, base, "aigerim");
	await everyView(page, "/people", { status: 403, views: ROUND });
	await everyView(page, "/logout", { status: 405, views: ROUND });
	const large = (at) => press("main form.form button[type=submit]", { new_password: "a".repeat(3 << 20) })(at);
	await everyView(page, "/account", { act: large, status: 413, views: ROUND });
	const forged = (at) => press("main form.form button[type=submit]", { csrf: "x" })(at);
	await everyView(page, "/account", { act: forged, status: 403, views: ROUND });
});

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
	await everyView(page, "/account", { act: press("main form.form button[type=submit]"), status: 422, views: ROUND });
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
