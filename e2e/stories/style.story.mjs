// The living style page: every component as the program draws it, in every language and look.

import assert from "node:assert/strict";
import { ROUND, address, everyView, open, story } from "../pages.mjs";

story("the style page holds in every language and look", ({ page }) => everyView(page, "/style"));

story("an act that cannot be undone asks on a page of its own", ({ page }) => everyView(page, "/style/confirm"));

story("every failure has a page, a reason and a way out", async ({ page, base }) => {
	await open(page, address(base, "/style", {}));
	const listed = await page.$$eval("a[href^='/style/failures/']", (links) => links.map((link) => [link.getAttribute("href"), Number(link.closest("li").querySelector(".num").textContent)]));
	assert.ok(listed.length >= 14);
	for (const [path, status] of listed) {
		await everyView(page, path, { status, views: ROUND });
		assert.ok((await page.locator("main a.button").count()) > 0, path);
	}
});

story("the same question opens in place of that page, and Escape leaves it", async ({ page, base }) => {
	await open(page, address(base, "/style", {}));
	await page.waitForSelector("a[data-confirm][aria-haspopup]");
	await page.click("a[data-confirm]");
	assert.ok(await page.isVisible("dialog#delete-draft"));
	await page.keyboard.press("Escape");
	assert.ok(!(await page.isVisible("dialog#delete-draft")));
});

story("a tree opens by its arrow and leads by its name", async ({ page, base }) => {
	await open(page, address(base, "/style", {}));
	const arrow = page.locator(".tree summary").first();
	const branch = page.locator(".tree [aria-current=page]");
	assert.ok(await branch.isVisible());
	await arrow.focus();
	await page.keyboard.press("Enter");
	assert.ok(!(await branch.isVisible()));
	await page.keyboard.press("Enter");
	assert.ok(await branch.isVisible());
});

story("a browser can install Oqu as an app", async ({ page, base }) => {
	const answer = await page.request.get(`${base}/manifest.webmanifest`);
	assert.equal(answer.headers()["content-type"], "application/manifest+json");
	const manifest = await answer.json();
	assert.equal(manifest.start_url, "/today");
	assert.ok(manifest.icons.some(({ purpose }) => purpose === "maskable"));
	for (const { src } of manifest.icons) {
		assert.equal((await page.request.get(base + src)).status(), 200, src);
	}
});
