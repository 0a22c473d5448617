// Stories: what a person does in Oqu, told as a test in stories/*.story.mjs.
//
//   node pages.mjs                     all stories
//   node pages.mjs stories/login       those whose path holds the text
//
// A story file:
//
//   import { story, everyView, signIn } from "../pages.mjs";
//
//   story("a learner finds what is due today", async ({ page, base }) => {
//     await signIn(page, base, "aigerim");
//     await everyView(page, "/today");
//   });

import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { beginSeen, forgotten, noteSeen } from "./seen.mjs";
import { startServer } from "./server.mjs";
import { hiddenTabStops } from "./tab-stops.mjs";
import { ALL, LANGUAGES, ROUND, WIDTHS, address, open, pathTo, settle, unfold } from "./views.mjs";

export { signIn } from "./sign-in.mjs";
export { ROUND, address, open, pathTo, settle, violations };

const STORY_LIMIT_MS = 300_000;
/** Files of stories at once: a browser waits for frames, so that two do not fill two processors. */
const JOBS = 3;

let browser;
let server;
let prepared = false;

/**
 * A test with a browser page of its own. `start` gives the server of the file (by default
 * Oqu with its demo); the first story of a file starts it, the end of the file stops it.
 * Every story also fails when its pages broke: see watch().
 */
export function story(name, act, { start = startServer } = {}) {
	prepare(start);
	test(name, { timeout: STORY_LIMIT_MS }, async (context) => {
		const browserContext = await browser.newContext({ viewport: WIDTHS[0], reducedMotion: "reduce", locale: "kk-KZ" });
		const page = await browserContext.newPage();
		const troubles = watch(page, server.base);
		try {
			await act({ page, base: server.base, context: browserContext, test: context, troubles, server });
			assert.deepEqual(troubles, [], "the pages of the story broke");
		} finally {
			await browserContext.close();
		}
	});
}

function prepare(start) {
	if (prepared) return;
	prepared = true;
	before(async () => {
		const base = process.env.OQU_BASE;
		server = base ? { base, stop: async () => {} } : await start();
		browser = await launch();
	});
	after(async () => {
		await browser?.close();
		await server?.stop();
	});
}

/**
 * Gathers what a person would not see but a page must not do: failed requests, errors in
 * the console, requests to another origin. A story that expects one empties the list.
 */
function watch(page, base) {
	const troubles = [];
	const origin = new URL(base).origin;
	page.on("console", (message) => {
		// Bad answers are gathered below, where pages that ought to refuse can be told apart.
		if (message.text().startsWith("Failed to load resource: the server responded")) return;
		if (message.type() === "error") troubles.push(`console: ${message.text()} (${message.location().url})`);
	});
	page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
	page.on("request", (request) => {
		const url = new URL(request.url());
		if (url.protocol.startsWith("http") && url.origin !== origin) troubles.push(`request to another origin: ${url.href}`);
	});
	page.on("requestfailed", (request) => {
		// A page that is left cuts off what it was still fetching.
		const reason = request.failure()?.errorText;
		if (reason !== "net::ERR_ABORTED") troubles.push(`failed request: ${request.url()} ${reason}`);
	});
	page.on("response", (response) => {
		const isPage = response.request().isNavigationRequest();
		if (response.status() >= 400 && !isPage) troubles.push(`${response.status()} for ${response.url()}`);
	});
	return troubles;
}

/**
 * Opens a path in every language, width and look, and asserts that it holds there: no scrolling
 * sideways; all rules of axe-core in light, and once in contrast; the rules of colour in the dark; every
 * stop of the Tab key seen where the language is the first, and where Russian words fill a narrow page.
 * The choices of the person are put back at the end.
 *
 * `status` is the answer expected of the page; `act` is done on it before it is looked at, and gives
 * the answer that counts: see press(). `views` are ALL (14), or ROUND (6) for what differs little from
 * a page that is seen in full; `languages` narrows.
 */
export async function everyView(page, path, asked = {}) {
	const { status = 200, act, views = ALL, languages = LANGUAGES } = asked;
	const base = asked.base ?? server.base;
	const problems = [];
	for (const { size, lang, look } of views.filter((view) => languages.includes(view.lang))) {
		await page.setViewportSize(size);
		const url = address(base, path, { lang, ...look });
		const found = await problemsOfView(page, url, { lang, look, status, act, isFirst: lang === languages[0] });
		problems.push(...found.map((line) => `${path} ${lang} ${size.width} ${look.name}: ${line}`));
	}
	await page.setViewportSize(WIDTHS[0]);
	await open(page, address(base, path, { lang: "kk", theme: "auto", view: "plain" }));
	assert.equal(problems.length, 0, `\n${problems.join("\n")}`);
	if (!act && status === 200 && views === ALL && languages === LANGUAGES) noteSeen(path);
}

/** Presses a button of a form, some fields filled before, and gives the answer to it. */
export function press(selector, fields = {}) {
	return async (page) => {
		await page.evaluate(
			([button, values]) => {
				const { form } = document.querySelector(button);
				for (const [name, value] of Object.entries(values)) {
					const field = form.elements.namedItem(name);
					if (field) field.value = value;
				}
			},
			[selector, fields],
		);
		const [answer] = await Promise.all([page.waitForNavigation(), page.click(selector)]);
		await settle(page);
		return answer;
	};
}

async function problemsOfView(page, url, { lang, look, status, act, isFirst }) {
	const problems = [];
	const opened = await open(page, url);
	const answer = act ? await act(page) : opened;
	if (answer?.status() !== status) return [`answered ${answer?.status()}, not ${status}`];
	const spoken = await page.evaluate(() => document.documentElement.lang);
	if (spoken !== lang) problems.push(`html lang is “${spoken}”`);
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	if (overflow > 0) problems.push(`scrolls ${overflow} px sideways`);
	const size = page.viewportSize();
	// Contrast breaks in each language alike; how far the words reach was asked above.
	if (look.name === "contrast" && !isFirst) return problems;
	await unfold(page);
	problems.push(...(await violations(page, { colourOnly: look.name === "dark" })));
	await page.setViewportSize(size);
	if (look.name !== "dark" && (isFirst || isTightest(lang, size))) problems.push(...(await hiddenTabStops(page)));
	return problems;
}

/** Russian has the longest words. */
function isTightest(lang, { width }) {
	return lang === "ru" && width === WIDTHS.at(-1).width;
}

/** Run as a program: gives the story files to node's own test runner. */
async function main(filters) {
	const { run } = await import("node:test");
	const { spec } = await import("node:test/reporters");
	const all = findStories();
	const files = all.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
	if (files.length === 0) {
		console.error(`no story matches ${filters.join(" ")}`);
		process.exit(1);
	}
	const seen = await beginSeen();
	const told = run({ files, concurrency: Number(process.env.OQU_E2E_JOBS) || JOBS })
		.on("test:fail", () => {
			process.exitCode = 1;
		})
		.compose(spec);
	await pipeline(told, process.stdout, { end: false });
	if (filters.length === 0) tellForgotten(await forgotten(seen));
}

function tellForgotten(routes) {
	if (routes.length === 0) return;
	process.exitCode = 1;
	console.error(`No story looks at these pages by everyView: ${routes.join(", ")}`);
}

/** The longest first, so that the last ones do not wait for it. */
function findStories() {
	const folder = join(import.meta.dirname, "stories");
	const files = readdirSync(folder).filter((name) => name.endsWith(".story.mjs"));
	const found = files.map((name) => join(folder, name));
	return found.sort((left, right) => statSync(right).size - statSync(left).size);
}

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));
