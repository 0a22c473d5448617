// The protection of the sign-in: an app's codes, recovery codes, passkeys in Chromium's virtual
// authenticator, an administrator in another person's place.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { ROUND, address, everyView, open, signIn, story } from "../pages.mjs";
import { startServer } from "../server.mjs";

const STEP_MS = 30_000;

/** Browsers make passkeys for names only, so that the site is asked by its name. */
async function startByName() {
	const server = await startServer();
	return { ...server, base: server.base.replace("127.0.0.1", "localhost") };
}

const start = { start: startByName };

/** The code of an app for a secret in base32, so many steps from now (RFC 6238). */
function code(secret, steps = 0) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const bits = [...secret.replace(/\s/g, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
	const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + steps));
	const tag = createHmac("sha1", bytes).update(counter).digest();
	const number = tag.readUInt32BE(tag[19] & 15) & 0x7fffffff;
	return String(number % 1_000_000).padStart(6, "0");
}

/** A device with a passkey store that sees who holds it. */
async function device(page) {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send("WebAuthn.enable");
	const options = {
		protocol: "ctap2",
		transport: "internal",
		hasResidentKey: true,
		hasUserVerification: true,
		isUserVerified: true,
		automaticPresenceSimulation: true,
	};
	const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options });
	return { cdp, authenticatorId };
}

async function signOut(page, base) {
	await open(page, address(base, "/today", { lang: "kk" }));
	await page.click("details.menu > summary");
	await Promise.all([page.waitForURL((url) => url.pathname === "/"), page.click("form[action='/logout'] button")]);
}

async function typePassword(page, base, login) {
	await open(page, address(base, "/login", {}));
	await page.fill("input[name=login]", login);
	await page.fill("input[name=password]", "oqu-demo-2026");
	await page.press("input[name=password]", "Enter");
}

const press = (page, selector, place) => Promise.all([page.waitForURL(place), page.click(selector)]);

story(
	"a teacher sets an app up, keeps the codes and signs in with both",
	async ({ page, base }) => {
		await signIn(page, base, "saule");
		await everyView(page, "/account/protection");
		await press(page, "form[action='/account/protection/totp'] button", "**/account/protection/totp");
		await everyView(page, "/account/protection/totp");
		const secret = await page.textContent(".second-step .key");
		await page.fill("#code", "000000");
		await page.click("form[action$='/confirm'] button");
		await page.waitForSelector("#code-error");
		await page.fill("#code", code(secret));
		await press(page, "form[action$='/confirm'] button", "**/account/protection/codes");
		await everyView(page, "/account/protection/codes");
		await page.click("form[action='/account/protection/codes'] button");
		await page.waitForSelector(".codes");
		const codes = await page.locator(".codes li").allTextContents();
		assert.equal(codes.length, 10);
		const [file] = await Promise.all([page.waitForEvent("download"), page.click("form[action$='codes.txt'] button")]);
		assert.equal(file.suggestedFilename(), "oqu-codes.txt");
		await signOut(page, base);

		await typePassword(page, base, "saule");
		await page.waitForURL("**/login/second");
		await everyView(page, "/login/second");
		await page.fill("#code", "000000");
		await page.click("form[action='/login/second'] button");
		await page.waitForSelector(".error-summary");
		await page.fill("#code", code(secret, 1));
		await press(page, "form[action='/login/second'] button", "**/today");
		await signOut(page, base);

		await typePassword(page, base, "saule");
		await page.waitForURL("**/login/second");
		await page.click("details.more > summary");
		await page.fill("#recovery", codes[0]);
		await press(page, "details.more form button", "**/today");
		assert.match(await page.textContent(".flash"), /9/);
		await open(page, address(base, "/account/protection", {}));
		await everyView(page, "/account/protection", { views: ROUND });
	},
	start,
);

story(
	"a learner adds a passkey and signs in without a name or a password",
	async ({ page, base }) => {
		const { cdp, authenticatorId } = await device(page);
		await signIn(page, base, "aigerim");
		await open(page, address(base, "/account/protection", { lang: "kk" }));
		await press(page, "form[action='/account/passkeys'] button", "**/account/protection/codes");
		const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
		assert.equal(credentials.length, 1);
		assert.equal(credentials[0].isResidentCredential, true);
		await open(page, address(base, "/account/protection", {}));
		await page.click(".passkeys summary");
		await page.fill(".passkeys input[name=name]", "Жатақханадағы телефон");
		await page.click(".passkeys details button");
		await page.waitForSelector(".flash");
		assert.equal(await page.textContent(".passkeys strong"), "Жатақханадағы телефон");
		await everyView(page, "/account/protection", { views: ROUND });
		await signOut(page, base);

		await open(page, address(base, "/login?back=%2Faccount", {}));
		await press(page, "form[action='/login/passkey'] button", "**/account");
		await signOut(page, base);

		// With the password the passkey is the second step.
		await typePassword(page, base, "aigerim");
		await page.waitForURL("**/login/second");
		await everyView(page, "/login/second", { views: ROUND });
		await press(page, "form[action='/login/second/passkey'] button", "**/today");
		await signOut(page, base);

		// A copy that has signed less often is refused, and the learner is told.
		const [credential] = (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
		await cdp.send("WebAuthn.removeCredential", { authenticatorId, credentialId: credential.credentialId });
		await cdp.send("WebAuthn.addCredential", { authenticatorId, credential: { ...credential, signCount: 0 } });
		await open(page, address(base, "/login", {}));
		await page.click("form[action='/login/passkey'] button");
		await page.waitForSelector(".error-summary");
		assert.match(await page.textContent(".error-summary"), /көшірме/);
		await cdp.send("WebAuthn.removeCredential", { authenticatorId, credentialId: credential.credentialId });
		await cdp.send("WebAuthn.addCredential", { authenticatorId, credential: { ...credential, signCount: 100 } });
		await press(page, "form[action='/login/passkey'] button", "**/today");
		await everyView(page, "/account/protection", { views: ROUND });
	},
	start,
);

story(
	"without scripts the password does the work",
	async ({ context, base }) => {
		const plain = await context.browser().newContext({ javaScriptEnabled: false });
		const page = await plain.newPage();
		await page.goto(address(base, "/login", {}));
		assert.equal(await page.isVisible("form[action='/login/passkey'] button"), false);
		await page.fill("input[name=login]", "s0121");
		await page.fill("input[name=password]", "oqu-demo-2026");
		await press(page, "form[action='/login'] button", "**/today");
		await page.goto(address(base, "/account/protection", {}));
		assert.equal(await page.isVisible("form[action='/account/passkeys'] button"), false);
		assert.equal(await page.isVisible("[data-passkey-absent]"), true);
		await plain.close();
	},
	start,
);

story(
	"an administrator asks a second step of librarians, who set it up at the door",
	async ({ page, base }) => {
		await signIn(page, base, "admin");
		await everyView(page, "/administration/settings/sign-in");
		await page.check("input[name=roles][value=librarian]");
		await page.click("form[action='/administration/settings/sign-in'] button");
		await page.waitForSelector(".flash");
		await signOut(page, base);
		await typePassword(page, base, "umit");
		await page.waitForURL("**/login/setup");
		await everyView(page, "/login/setup");
		const secret = await page.textContent(".second-step .key");
		await page.fill("#code", code(secret));
		await press(page, "form[action='/login/setup'] button[data-kind=main]", "**/account/protection/codes");
	},
	start,
);

story(
	"an administrator helps in a registrar's place and comes back",
	async ({ page, base }) => {
		await signIn(page, base, "admin");
		await open(page, address(base, "/people?q=zhanar", { lang: "kk" }));
		await page.click("a.name");
		const person = new URL(page.url()).pathname;
		await everyView(page, `${person}/sign-in-as`);
		await everyView(page, `${person}/factors/reset`);
		await open(page, address(base, `${person}/sign-in-as`, {}));
		await page.fill("#ground", "№ 4 өтініш");
		await press(page, "form.confirm button[type=submit]", "**/today");
		assert.equal(await page.isVisible(".acting"), true);
		await everyView(page, "/today", { views: ROUND });
		await everyView(page, "/people", { views: ROUND });
		await open(page, address(base, "/today", {}));
		await press(page, ".acting button", `**${person}`);
		assert.equal(await page.isVisible(".acting"), false);
		await everyView(page, "/account/confirm");
	},
	start,
);
