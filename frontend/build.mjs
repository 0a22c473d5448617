// Builds frontend/dist: every file with its content hash in the name, compressed neighbours
// for text, and manifest.json that maps logical names to hashed ones.
//
//   node build.mjs           once
//   node build.mjs --watch   again at every change

import { context } from "esbuild";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const ROOT = dirname(fileURLToPath(import.meta.url));
const DIST = join(ROOT, "dist");
const WATCH = process.argv.includes("--watch");

/** What a person without a cache waits for, besides the page itself. */
const FIRST_VISIT = ["oqu.css", "app.js", "golos-text.woff2", "icons.svg"];
const FIRST_VISIT_LIMIT_KB = 75;

const TEXT = new Set([".js", ".css", ".svg", ".txt"]);

/** Logical name to source; a file outside the list (an island's chunk, say) is found by its importer. */
const ENTRIES = {
	"app.js": "src/app.ts",
	"oqu.css": "styles/oqu.css",
	"specimen.css": "styles/specimen.css",
	"icons.svg": "static/icons.svg",
	"favicon.svg": "static/favicon.svg",
	"golos-text.woff2": "static/golos-text.woff2",
	"icon-192.png": "static/icon-192.png",
	"icon-512.png": "static/icon-512.png",
	"icon-maskable-192.png": "static/icon-maskable-192.png",
	"icon-maskable-512.png": "static/icon-maskable-512.png",
	"golos-text.LICENSE.txt": "static/golos-text.LICENSE.txt",
	"icons.LICENSE.txt": "static/icons.LICENSE.txt",
};

const build = await context({
	absWorkingDir: ROOT,
	entryPoints: Object.values(ENTRIES),
	outdir: "dist",
	// All files lie flat under /assets/, so they find each other by name alone.
	entryNames: "[name]-[hash]",
	chunkNames: "[name]-[hash]",
	assetNames: "[name]-[hash]",
	bundle: true,
	splitting: true,
	format: "esm",
	minify: true,
	metafile: true,
	legalComments: "none",
	// The floor that tokens.css names: light-dark(), nesting, :has.
	target: ["chrome123", "safari17.5", "firefox120"],
	loader: { ".svg": "copy", ".png": "copy", ".woff2": "copy", ".txt": "copy" },
	// htmx carries an eval that `allowEval = false` keeps asleep.
	logOverride: { "direct-eval": "silent" },
	logLevel: "warning",
	plugins: [{ name: "finish", setup: (steps) => steps.onEnd(finish) }],
});

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
if (WATCH) {
	await build.watch();
} else {
	const failed = await build.rebuild().then(
		() => false,
		() => true,
	);
	await build.dispose();
	if (failed) process.exitCode = 1;
}

async function finish(result) {
	if (result.errors.length > 0) return;
	const outputs = Object.entries(result.metafile.outputs).map(([path, output]) => ({ name: basename(path), output }));
	const kept = new Set(["manifest.json"]);
	const sizes = new Map();
	for (const { name } of outputs) {
		kept.add(name);
		const size = await compress(name);
		sizes.set(name, size);
		if (TEXT.has(extname(name))) {
			kept.add(`${name}.gz`);
			kept.add(`${name}.br`);
		}
	}
	await removeOthers(kept);
	const manifest = manifestOf(outputs);
	await writeManifest(manifest);
	report(manifest, sizes);
}

/** Writes the neighbours of a text file; gives what travels over the line, in bytes. */
async function compress(name) {
	const path = join(DIST, name);
	const bytes = await readFile(path);
	if (!TEXT.has(extname(name))) return { plain: bytes.length, gz: bytes.length, br: bytes.length };
	const gz = gzipSync(bytes, { level: 9 });
	const br = brotliCompressSync(bytes, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
		},
	});
	await writeFile(`${path}.gz`, gz);
	await writeFile(`${path}.br`, br);
	return { plain: bytes.length, gz: gz.length, br: br.length };
}

/** While watching, the files of the last build go when the new ones are there. */
async function removeOthers(kept) {
	for (const name of await readdir(DIST)) {
		if (!kept.has(name)) await rm(join(DIST, name));
	}
}

function manifestOf(outputs) {
	const manifest = {};
	for (const [logical, source] of Object.entries(ENTRIES)) {
		const found = outputs.find(({ output }) => output.entryPoint === source || isCopyOf(output, source));
		if (!found) throw new Error(`failed to find the output of ${source}`);
		manifest[logical] = found.name;
	}
	for (const { name, output } of outputs) {
		const island = /^src\/(islands\/[\w-]+)\.ts$/.exec(output.entryPoint ?? "");
		if (island) manifest[`${island[1]}.js`] = name;
	}
	return Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isCopyOf(output, source) {
	const inputs = Object.keys(output.inputs);
	return inputs.length === 1 && inputs[0] === source;
}

/** Appears at once, so that a server that reads it meanwhile never sees half of it. */
async function writeManifest(manifest) {
	const path = join(DIST, "manifest.json");
	await writeFile(`${path}.new`, `${JSON.stringify(manifest, null, 2)}\n`);
	await rename(`${path}.new`, path);
}

function report(manifest, sizes) {
	let total = 0;
	for (const [logical, name] of Object.entries(manifest)) {
		const { plain, gz, br } = sizes.get(name);
		console.log(`${kb(plain)} ${kb(gz)} gz ${kb(br)} br  ${logical}`);
		if (FIRST_VISIT.includes(logical)) total += gz;
	}
	console.log(`${kb(total)} on a first visit without the page (gzip; at most ${FIRST_VISIT_LIMIT_KB} KB)`);
	if (total > FIRST_VISIT_LIMIT_KB * 1024) {
		console.error("The first visit has grown too heavy.");
		process.exitCode = 1;
	}
}

function kb(bytes) {
	return `${(bytes / 1024).toFixed(1).padStart(6)} KB`;
}
