// Files as people bring them: a photo by an upload, by a plain form, with errors, taken away.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { address, everyView, open, signIn, story } from "../pages.mjs";

/** A PNG of one colour, made by hand. */
function picture(width, height, [red, green, blue]) {
	const row = Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: width }, () => [red, green, blue]).flat())]);
	const chunk = (kind, bytes) => {
		const body = Buffer.concat([Buffer.from(kind), bytes]);
		const sized = Buffer.alloc(4);
		sized.writeUInt32BE(bytes.length);
		const sum = Buffer.alloc(4);
		sum.writeUInt32BE(crc32(body));
		return Buffer.concat([sized, body, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
	return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function crc32(bytes) {
	let crc = ~0;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	return ~crc >>> 0;
}

const GREEN = { name: "сурет.png", mimeType: "image/png", buffer: picture(300, 400, [20, 140, 90]) };
const TEXT = { name: "қате.jpg", mimeType: "image/jpeg", buffer: Buffer.from("бұл сурет емес") };

async function ownPhoto(page, base, login) {
	await signIn(page, base, login);
	await open(page, address(base, "/account", {}));
	const path = await page.locator("a[href$='/photo']").getAttribute("href");
	await open(page, address(base, path, {}));
	await page.waitForSelector(".drop[data-ready]");
	return path;
}

story("a photo goes up at once, is saved, seen and taken away", async ({ page, base }) => {
	const path = await ownPhoto(page, base, "aigerim");
	await page.setInputFiles("#photo", GREEN);
	await page.waitForSelector(".upload[data-state=there]");
	assert.equal(await page.inputValue("#photo"), "", "the form does not carry it twice");
	await page.click("form.form button[data-kind=main]");
	await page.waitForSelector(".flash[data-tone=action]");
	const loaded = () => page.evaluate(() => [...document.querySelectorAll("img.avatar")].map((image) => image.complete && image.naturalWidth > 0));
	await page.waitForFunction(() => [...document.querySelectorAll("img.avatar")].some((image) => image.complete && image.naturalWidth > 0));
	assert.deepEqual(await loaded(), [true]);
	await everyView(page, path);
	await everyView(page, "/account");
	await open(page, address(base, path, {}));
	await page.click("form[action$='/removal'] button");
	await page.waitForSelector(".flash[data-tone=action]");
	assert.equal(await page.locator("img.avatar").count(), 0);
});

story("what is no picture is told at the field, by an upload and by a plain form", async ({ page, base, troubles }) => {
	const path = await ownPhoto(page, base, "saule");
	await page.setInputFiles("#photo", TEXT);
	await page.waitForSelector(".upload[data-state=broken]");
	assert.match(await page.textContent(".upload"), /қабылданбайды/);
	troubles.length = 0;
	await page.click("form.form button[data-kind=main]");
	await page.waitForSelector(".error-summary");
	assert.match(await page.textContent("#photo-error"), /Файл таңдаңыз/);
	await open(page, address(base, path, {}));
	// As a browser without scripts sends it.
	const csrf = await page.inputValue("form.form input[name=csrf]");
	const answer = await page.request.post(base + path, { multipart: { csrf, photo: TEXT } });
	assert.equal(answer.status(), 422);
	assert.match(await answer.text(), /Бұл — сурет емес/);
	const set = await page.request.post(base + path, { multipart: { csrf, photo: GREEN }, maxRedirects: 0 });
	assert.equal(set.status(), 303);
});

story("an upload that a person has paused goes on, and after a reload too", async ({ page, base, troubles }) => {
	await ownPhoto(page, base, "nurlan");
	// A file of the disk: the same one is known again by its name, size and time.
	const folder = await mkdtemp(join(tmpdir(), "oqu-photo-"));
	const photo = join(folder, GREEN.name);
	await writeFile(photo, GREEN.buffer);
	// The line is dead while the first piece is under way.
	await page.route("**/uploads/*", (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
	await page.setInputFiles("#photo", photo);
	await page.waitForSelector(".upload[data-state=waits]");
	await page.click(".upload [data-slot=hold]");
	await page.waitForSelector(".upload[data-state=paused]");
	await page.unroute("**/uploads/*");
	troubles.length = 0;
	await page.reload();
	await page.waitForSelector(".uploads .note");
	assert.match(await page.textContent(".uploads .note"), /сол файлды қайта таңдаңыз/);
	const begun = [];
	page.on("request", (request) => request.method() === "POST" && request.url().endsWith("/uploads") && begun.push(request.url()));
	await page.setInputFiles("#photo", photo);
	await page.waitForSelector(".upload[data-state=there]");
	assert.deepEqual(begun, [], "it goes on, it does not begin anew");
	await rm(folder, { recursive: true });
});

story("the registrar sees photos in the list", async ({ page, base }) => {
	const path = await ownPhoto(page, base, "zhanar");
	await page.setInputFiles("#photo", GREEN);
	await page.click("form.form button[data-kind=main]");
	await page.waitForSelector(".flash[data-tone=action]");
	assert.equal(path.endsWith("/photo"), true);
	await everyView(page, "/people?role=registrar");
});
