// Documents as a learner orders them, a stranger checks them and the registrar revokes them.

import assert from "node:assert/strict";
import { address, everyView, open, settle, signIn, story } from "../pages.mjs";

async function ordered(page, base, purpose) {
	await signIn(page, base, "aigerim");
	await open(page, address(base, "/documents/mine", {}));
	await Promise.all([page.waitForURL("**/certificate"), page.click("main a[href$='/certificate']")]);
	await page.fill("[name=certificate-purpose]", purpose);
	await Promise.all([page.waitForURL(/\/documents\/[0-9a-f-]{36}$/), page.click("form.form button[type=submit]")]);
	const code = await page.textContent("a[href^='/verify/'] code");
	return { path: new URL(page.url()).pathname, code };
}

story("a learner orders a certificate and a stranger checks it by its code", async ({ page, base, context }) => {
	const { path, code } = await ordered(page, base, "Банкке");
	assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
	const [download] = await Promise.all([page.waitForEvent("download"), page.click(`main a[href='${path}/pdf']`)]);
	assert.match(download.suggestedFilename(), /\.pdf$/);
	await context.clearCookies();
	await open(page, address(base, "/verify", {}));
	await page.fill("#code", code.toLowerCase().replaceAll("-", " "));
	await Promise.all([page.waitForURL(`**/verify/${code}`), page.click("form[action='/verify'] button")]);
	await settle(page);
	assert.match(await page.textContent("main"), /Айгерім/);
	assert.equal(await page.locator(".flash[data-tone=action]").count(), 1);
});

story("documents hold in every language and look", async ({ page, base }) => {
	const { path, code } = await ordered(page, base, "Тексеруге");
	await everyView(page, "/documents/mine");
	await everyView(page, path);
	const person = await page.getAttribute("main dl.facts a[href^='/people/']", "href");
	await everyView(page, `${person}/certificate`);
	await everyView(page, "/verify");
	await everyView(page, `/verify/${code}`);
});

story("the register and a revocation hold in every language and look", async ({ page, base, context }) => {
	const { path } = await ordered(page, base, "Кітапханаға");
	await context.clearCookies();
	await signIn(page, base, "zhanar");
	await everyView(page, "/documents");
	await everyView(page, "/documents?q=жоқ-құжат", { looks: [{ name: "light", theme: "light", view: "plain" }] });
	await everyView(page, `${path}/revocation`);
	await open(page, address(base, `${path}/revocation`, {}));
	await page.click("form.confirm button[type=submit]");
	await page.waitForSelector(".error-summary");
	await page.fill("#ground", "Деректе қате бар");
	await Promise.all([page.waitForURL(`**${path}`), page.click("form.confirm button[type=submit]")]);
	assert.equal(await page.locator(".page-head .badge[data-tone=loss]").count(), 1);
	await everyView(page, path);
});
