// Takes pictures of pages, for people who want to see what they made.
//
//   node look.mjs [--base URL] [--out DIR] [--as LOGIN] [--lang kk|ru|en] [--theme light|dark]
//                 [--view contrast] [--width 1280|360] PATH…
//
// Without --base it starts Oqu itself (see server.mjs); with --paper the built styles on
// paper pages (see paper.mjs). Pictures are full pages; --fold keeps to the first screen.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { startPaper } from "./paper.mjs";
import { startServer } from "./server.mjs";
import { signIn } from "./sign-in.mjs";
import { WIDTHS, address, open, unfold } from "./views.mjs";

const { values: asked, positionals: paths } = parseArgs({
	allowPositionals: true,
	options: {
		base: { type: "string" },
		paper: { type: "boolean" },
		out: { type: "string", default: "look" },
		as: { type: "string" },
		lang: { type: "string" },
		theme: { type: "string" },
		view: { type: "string" },
		width: { type: "string", default: "1280" },
		fold: { type: "boolean" },
	},
});

if (paths.length === 0) {
	console.error("usage: node look.mjs [--base URL | --paper] [--out DIR] [--as LOGIN] [--lang kk] [--theme dark] [--view contrast] [--width 360] PATH…");
	process.exit(1);
}

const server = asked.base ? null : asked.paper ? await startPaper() : await startServer();
const base = asked.base ?? server.base;
const browser = await launch();
try {
	await mkdir(asked.out, { recursive: true });
	const context = await browser.newContext({ viewport: viewport(asked.width), reducedMotion: "reduce" });
	const page = await context.newPage();
	page.on("console", (message) => {
		if (message.type() === "error") console.error(`console: ${message.text()}`);
	});
	if (asked.as) await signIn(page, base, asked.as);
	for (const path of paths) await look(page, path);
} finally {
	await browser.close();
	await server?.stop();
}

async function look(page, path) {
	const answer = await open(page, address(base, path, asked));
	const file = join(asked.out, `${nameOf(path)}.png`);
	if (!asked.fold) await unfold(page);
	await page.screenshot({ path: file });
	await page.setViewportSize(viewport(asked.width));
	console.log(`${answer?.status() ?? "?"} ${path} -> ${file}`);
}

function nameOf(path) {
	const words = path.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "home";
	const marks = [asked.as, asked.lang, asked.theme, asked.view, asked.width].filter(Boolean);
	return [words, ...marks].join(".");
}

function viewport(width) {
	return WIDTHS.find((size) => String(size.width) === width) ?? { width: Number(width), height: 800 };
}
