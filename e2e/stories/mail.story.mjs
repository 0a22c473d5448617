// Letters and the links in them, through the outbox of the demo.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, signIn, story } from "../pages.mjs";

const DEMO_PASSWORD = "oqu-demo-2026";
const NEW = "жаңа-құпия-сөз-27";

story("recovery holds in every language and look", async ({ page }) => {
	await everyView(page, "/recovery");
	await everyView(page, "/recovery/sent");
	await everyView(page, "/recovery/new?key=none", { views: ROUND, status: 410 });
	await everyView(page, "/invitation?key=none", { views: ROUND, status: 410 });
});

story("somebody who forgot the password sets a new one", async ({ page, base, context }) => {
	await open(page, address(base, "/login", {}));
	await page.click("a[href='/recovery']");
	await page.fill("#login", "s0030");
	await Promise.all([page.waitForURL("**/recovery/sent"), page.click("form.form button[type=submit]")]);
	const admin = await (await context.browser().newContext()).newPage();
	await signIn(admin, base, "admin");
	await openMail(admin, base, "recovery", "s0030");
	const link = await linkOf(admin, base);
	await open(page, link);
	await everyView(page, link.slice(base.length));
	await open(page, link);
	await page.fill("#new_password", "Almaty2026");
	await page.click("form.form button[type=submit]");
	await page.waitForSelector(".error-summary");
	await page.fill("#new_password", NEW);
	await Promise.all([page.waitForURL("**/recovery/done"), page.click("form.form button[type=submit]")]);
	await everyView(page, "/recovery/done");
	await open(page, address(base, "/login", {}));
	await page.fill("#login", "s0030");
	await page.fill("#password", NEW);
	await Promise.all([page.waitForURL("**/today"), page.click("main button[type=submit]")]);
	await admin.context().close();
});

story("the outbox and a mail hold in every language and look", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await open(page, address(base, "/administration/mail", {}));
	await page.fill("#to", "me@kokzhiek.example");
	await Promise.all([page.waitForURL("**/administration/mail/*-*"), page.click("form[action$='/test'] button")]);
	const mail = new URL(page.url()).pathname;
	await everyView(page, "/administration/mail");
	await everyView(page, mail);
	assert.match(await page.frameLocator("iframe.letter").locator("h1").textContent(), /\S/);
});

story("a person who was added is invited and comes in", async ({ page, base, context }) => {
	await signIn(page, base, "zhanar");
	await open(page, address(base, "/people/new", {}));
	await page.fill("#surname", "Шақырова");
	await page.fill("#given", "Аяулым");
	await page.fill("#email", "ayaulym@kokzhiek.example");
	await page.click("form.form button[type=submit]");
	await page.waitForSelector(".flash[data-tone=action]");
	const person = new URL(page.url()).pathname;
	await page.click("form[action$='/invitations'] button");
	await page.waitForSelector("form[action$='/withdrawal']");
	await everyView(page, person);
	const admin = await (await context.browser().newContext()).newPage();
	await signIn(admin, base, "admin");
	await openMail(admin, base, "invitation", "ayaulym");
	const link = await linkOf(admin, base);
	const guest = await (await context.browser().newContext()).newPage();
	await open(guest, link);
	await everyView(guest, link.slice(base.length));
	await open(guest, link);
	await guest.fill("#new_password", NEW);
	await Promise.all([guest.waitForURL("**/recovery/done"), guest.click("form.form button[type=submit]")]);
	await Promise.all([guest.waitForURL("**/login"), guest.click("main a.button")]);
	await guest.fill("#login", "ayaulym@kokzhiek.example");
	await guest.fill("#password", NEW);
	await Promise.all([guest.waitForURL("**/today"), guest.click("main button[type=submit]")]);
	await admin.context().close();
	await guest.context().close();
});

story("one's own address and a password that must be changed hold in every language and look", async ({ page, base }) => {
	await signIn(page, base, "s0032");
	await everyView(page, "/account/address");
	await everyView(page, "/account/new-password");
});

story("a person takes a new address and confirms it by the link that went there", async ({ page, base, context }) => {
	await signIn(page, base, "s0033");
	await open(page, address(base, "/account/address", {}));
	await page.fill("#email", "jana.mekenjai@kokzhiek.example");
	await page.fill("#password", DEMO_PASSWORD);
	await page.click("form.form button[type=submit]");
	await page.waitForSelector(".flash[data-tone=action]");
	const admin = await (await context.browser().newContext()).newPage();
	await signIn(admin, base, "admin");
	await openMail(admin, base, "address", "jana.mekenjai");
	const link = await linkOf(admin, base);
	await admin.context().close();
	await everyView(page, link.slice(base.length));
	await open(page, link);
	await page.click("form[action='/address'] button[type=submit]");
	await page.waitForSelector(".flash[data-tone=action]");
	await open(page, address(base, "/account/address", {}));
	assert.match(await page.textContent("form.form"), /jana\.mekenjai@kokzhiek\.example/);
});

/** The link of an open mail. The demo writes `localhost` into it, the stories speak to its number. */
async function linkOf(page, base) {
	const { pathname, search } = new URL(await page.locator("main a.button[href*='key=']").getAttribute("href"));
	return base + pathname + search;
}

/** Opens the newest mail of a purpose to an address, as soon as it was written. */
async function openMail(page, base, purpose, who) {
	for (let at = 0; at < 40; at++) {
		await open(page, address(base, `/administration/mail?purpose=${purpose}&q=${who}`, {}));
		const first = page.locator("#mails tbody th a").first();
		if (await first.count()) {
			await open(page, base + (await first.getAttribute("href")));
			return;
		}
		await page.waitForTimeout(250);
	}
	assert.fail(`no mail of ${purpose} to ${who}`);
}
