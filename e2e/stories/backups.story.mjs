// Backups from a page: made while one looks on, downloaded, deleted after being asked once.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, press, signIn, story } from "../pages.mjs";

const PATH = "/administration/backups";

async function made(page, base) {
	await open(page, address(base, PATH, { lang: "kk" }));
	const before = await page.locator("tbody tr").count();
	await Promise.all([page.waitForURL("**/jobs/**"), page.click(`form[action='${PATH}'] button`)]);
	for (let tries = 0; tries < 100; tries += 1) {
		await open(page, address(base, PATH, {}));
		if ((await page.locator("tbody tr").count()) > before && !(await page.locator(".actions button[disabled]").count())) return;
		await page.waitForTimeout(200);
	}
	assert.fail("the backup never came");
}

story("a backup is made, looked at in every view, downloaded and deleted", async ({ page, base }) => {
	await signIn(page, base, "admin");
	await everyView(page, PATH, { views: ROUND });
	await made(page, base);
	await everyView(page, PATH);
	await open(page, address(base, PATH, { lang: "kk" }));
	const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[download]")]);
	assert.match(download.suggestedFilename(), /^oqu-.*\.tar$/);
	const deletion = await page.getAttribute("tbody a[href$='/delete']", "href");
	await everyView(page, deletion);
	await open(page, address(base, deletion, { lang: "kk" }));
	await Promise.all([page.waitForURL(`**${PATH}`), page.click("main form button[type=submit]")]);
	assert.equal(await page.locator("tbody tr").count(), 0);
});

story("a schedule and a passphrase are set, and wrong ones are told", async ({ page, base }) => {
	await signIn(page, base, "admin");
	const schedule = `form[action='${PATH}/schedule'] button`;
	await everyView(page, PATH, { act: press(schedule, { "setting-backup-keep": "0" }), status: 422, views: ROUND });
	await open(page, address(base, PATH, { lang: "kk" }));
	await page.click("aside details summary");
	await page.fill("#passphrase", "алма бағы көктемде гүлдейді");
	await page.fill("#again", "алма бағы көктемде гүлдейді");
	await Promise.all([page.waitForNavigation(), page.click(`form[action='${PATH}/lock'] button`)]);
	await page.waitForSelector(".flash");
	await made(page, base);
	assert.match(await page.textContent("tbody tr code"), /\.tar\.sealed$/);
	await everyView(page, PATH, { views: ROUND });
});
