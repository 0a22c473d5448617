// Tokens of programs: the list, a new one, its secret shown once, a program that uses it, the end of it.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, press, signIn, story } from "../pages.mjs";

const NEW = "/administration/tokens/new";

story("the pages of tokens hold in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, "/administration/tokens");
	await everyView(page, NEW);
	await everyView(page, NEW, { views: ROUND, act: press("main form.form button[type=submit]", { title: "" }), status: 422 });
	await open(page, address(base, "/administration/tokens", {}));
	const revocation = await page.locator("main tbody a.button").first().getAttribute("href");
	await everyView(page, revocation);
});

story("a program reads with a token until it is revoked", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, NEW, {}));
	await page.fill("#title", "Кітапхана жүйесі");
	await page.click("main form.form button[type=submit]");
	const secret = await page.textContent("main code.key");
	assert.match(secret, /^oqu_[\w-]{32}$/);
	const ask = (path) => fetch(`${base}/api/v1/${path}`, { headers: { authorization: `Bearer ${secret}` } });
	const people = await ask("people?limit=2");
	assert.equal(people.status, 200);
	assert.equal((await people.json()).items.length, 2);
	const refused = await ask("units");
	assert.equal(refused.status, 403);
	assert.equal(refused.headers.get("content-type"), "application/problem+json");
	await page.click("main a.button[data-kind=main]");
	assert.ok(!(await page.content()).includes(secret));
	const row = page.locator("main tbody tr", { hasText: "Кітапхана жүйесі" });
	await row.locator("a.button").click();
	await page.fill("#ground", "Жүйе ауыстырылды");
	await Promise.all([page.waitForURL("**/administration/tokens"), page.click("main form.form button[type=submit]")]);
	assert.equal((await ask("people")).status, 401);
});
