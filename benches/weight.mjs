// What a real browser without a cache fetches for a page, byte by byte as it comes over the wire.

import { launch } from "../e2e/browser.mjs";

/** Gives `{ visits: [{ path, kb, requests }], foreign }` for paths opened one after the other. */
export async function weigh(base, session, paths) {
	const browser = await launch();
	try {
		const context = await browser.newContext();
		if (session) {
			const [name, value] = session.split("=");
			await context.addCookies([{ name, value, url: base }]);
		}
		const page = await context.newPage();
		const wire = await context.newCDPSession(page);
		await wire.send("Network.enable");
		let bytes = 0;
		let requests = 0;
		const foreign = [];
		wire.on("Network.requestWillBeSent", ({ request }) => {
			requests += 1;
			if (!request.url.startsWith(base) && !request.url.startsWith("data:")) foreign.push(request.url);
		});
		wire.on("Network.loadingFinished", ({ encodedDataLength }) => {
			bytes += encodedDataLength;
		});
		const visits = [];
		for (const path of paths) {
			bytes = 0;
			requests = 0;
			await page.goto(base + path, { waitUntil: "networkidle" });
			visits.push({ path, kb: bytes / 1024, requests });
		}
		return { visits, foreign };
	} finally {
		await browser.close();
	}
}
