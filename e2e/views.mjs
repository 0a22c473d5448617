// The ways in which every page must hold: languages, widths, and light, dark and contrast.

export const LANGUAGES = ["kk", "ru", "en"];

export const WIDTHS = [
	{ width: 1280, height: 800 },
	{ width: 360, height: 740 },
];

export const LOOKS = [
	{ name: "light", theme: "light", view: "plain" },
	{ name: "dark", theme: "dark", view: "plain" },
	{ name: "contrast", theme: "light", view: "contrast" },
];

/** Every language at every width, each time in another look: for what differs little from a page seen in full. */
export const ROUND = WIDTHS.flatMap((size, row) => LANGUAGES.map((lang, column) => ({ size, lang, look: LOOKS[(row + column) % LOOKS.length] })));

/** Every language at every width, in light and in contrast, whose type is larger; and in the dark, where words lie as in light, once. */
export const ALL = WIDTHS.flatMap((size) =>
	LANGUAGES.flatMap((lang) => LOOKS.filter((look) => look.name !== "dark" || lang === LANGUAGES[0]).map((look) => ({ size, lang, look }))),
);

/** The address with the switches the server understands on any page. */
export function address(base, path, { lang, theme, view }) {
	const url = new URL(path, base);
	if (lang) url.searchParams.set("lang", lang);
	if (theme) url.searchParams.set("theme", theme);
	if (view) url.searchParams.set("view", view);
	return url.href;
}

/** Opens a page and waits until it stands: styles, typeface, islands. */
export async function open(page, url) {
	const answer = await page.goto(url, { waitUntil: "load" });
	await settle(page);
	return answer;
}

/** Where the first link of a page leads that the selector finds. */
export async function pathTo(page, base, path, selector) {
	await open(page, address(base, path, {}));
	return page.locator(selector).first().getAttribute("href");
}

export async function settle(page) {
	await page.evaluate(async () => {
		await document.fonts.ready;
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	});
}

const TALLEST_PX = 12_000;

/**
 * A window as tall as the page, for pictures and for rules about what lies under what:
 * bars that stick then stand at the ends of the page and cover nothing.
 */
export async function unfold(page) {
	const { width, height } = page.viewportSize();
	const wanted = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width, height: Math.min(Math.max(wanted, height), TALLEST_PX) });
	await settle(page);
}
