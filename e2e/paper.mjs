// A stand-in for the server: serves the built assets and the pages of paper/, with the same
// address switches and the same Content-Security-Policy. Styles, islands and the test
// harness itself are tried on it. `node paper.mjs [PORT]` keeps it running.
//
// OQU_PAPER_DIR names one more folder of plain HTML pages, served under /more/.

import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";

const ASSETS = join(import.meta.dirname, "../frontend/dist");
const PAGES = join(import.meta.dirname, "paper");

const TYPES = {
	".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
	".png": "image/png",
	".txt": "text/plain; charset=utf-8",
};

const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SWITCHES = ["lang", "theme", "view"];

export async function startPaper(port = 0) {
	const assets = JSON.parse(await readFile(join(ASSETS, "manifest.json"), "utf8"));
	const server = createServer((request, response) => {
		answer(request, response, assets).catch((error) => {
			response.writeHead(500, { "content-type": "text/plain" }).end(String(error.stack));
		});
	});
	await new Promise((done) => server.listen(port, "127.0.0.1", done));
	const base = `http://127.0.0.1:${server.address().port}`;
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((done) => server.close(done));
	};
	return { base, stop };
}

async function answer(request, response, assets) {
	const url = new URL(request.url, "http://paper");
	const cookies = readCookies(request);
	if (remembersSwitches(url, response)) return;
	if (url.pathname.startsWith("/assets/")) return sendAsset(basename(url.pathname), response);
	if (url.pathname === "/healthz") return send(response, 200, "text/plain", "ok");
	if (url.pathname === "/events") return sendEvents(url, response);
	if (url.pathname === "/save") return save(request, response);
	const status = Number(url.searchParams.get("status")) || 200;
	const html = await pageHtml(url, cookies, assets);
	if (html === null) return send(response, 404, "text/plain", "no such paper");
	send(response, status, "text/html; charset=utf-8", html);
}

/** As on the server: a switch goes to a cookie, and the address loses it. */
function remembersSwitches(url, response) {
	const asked = SWITCHES.filter((name) => url.searchParams.has(name));
	if (asked.length === 0) return false;
	const cookies = asked.map((name) => `${name}=${url.searchParams.get(name)}; Path=/; SameSite=Lax`);
	for (const name of asked) url.searchParams.delete(name);
	response.writeHead(303, { location: url.pathname + url.search, "set-cookie": cookies }).end();
	return true;
}

async function pageHtml(url, cookies, assets) {
	const name = basename(url.pathname).replace(/\.html$/, "");
	const more = url.pathname.startsWith("/more/");
	const folder = more ? process.env.OQU_PAPER_DIR : PAGES;
	const text = await readFile(join(folder ?? PAGES, `${name}.html`), "utf8").catch(() => null);
	if (text === null) return null;
	return more ? dress(text, cookies, assets) : compose(text, url, cookies, assets);
}

/** A paper page is a title line and the content; the frame it names stands around it. */
async function compose(text, url, cookies, assets) {
	const [, frame, title, body] = /^<!-- (\w+): (.*?) -->\n([\s\S]*)$/.exec(text);
	const frameText = await readFile(join(PAGES, `_${frame}.html`), "utf8");
	const confirmed = url.searchParams.has("done")
		? '<div class="flash" data-tone="action" role="status"><svg class="icon" aria-hidden="true"><use href="icons.svg#check-circle"/></svg><div>Сақталды.</div></div>'
		: "";
	const page = frameText.replace("{{body}}", () => body).replaceAll("{{title}}", title).replace("{{flash}}", confirmed);
	return dress(page, cookies, assets);
}

/** Puts in the language, the look and the hashed names of assets. */
function dress(html, cookies, assets) {
	const look = [`lang="${cookies.lang ?? "kk"}"`];
	if (["light", "dark"].includes(cookies.theme)) look.push(`data-theme="${cookies.theme}"`);
	if (cookies.view === "contrast") look.push('data-view="contrast"');
	const asset = (name) => `/assets/${assets[name]}`;
	return html
		.replace(/<html[^>]*>/, `<html ${look.join(" ")}>`)
		.replace(/<script src="prototype.js"><\/script>/, `<script type="module" src="${asset("app.js")}"></script>`)
		.replace(/(href|src)="(?:fonts\/)?(oqu\.css|specimen\.css|app\.js|favicon\.svg|golos-text\.woff2)"/g, (_, key, name) => `${key}="${asset(name)}"`)
		.replaceAll('"icons.svg', `"${asset("icons.svg")}`);
}

async function sendAsset(name, response) {
	const type = TYPES[extname(name)];
	const compressed = name.match(/\.(js|css|svg)$/) !== null;
	response.setHeader("cache-control", "public, max-age=31536000, immutable");
	response.setHeader("content-type", type ?? "application/octet-stream");
	if (compressed) response.setHeader("content-encoding", "br");
	createReadStream(join(ASSETS, compressed ? `${name}.br` : name))
		.on("error", () => response.writeHead(404).end())
		.pipe(response);
}

/** Twenty steps of work in five seconds; `?end=1` gives no stream at all. */
function sendEvents(url, response) {
	if (url.searchParams.has("end")) return send(response, 404, "text/plain", "");
	response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
	let done = 400;
	const tick = () => {
		done += 40;
		const state = done >= 1200 ? "done" : "running";
		const report = { done, total: 1200, left_seconds: Math.ceil((1200 - done) / 10), state, text: "Курстар көшірілуде" };
		response.write(`data: ${JSON.stringify(report)}\n\n`);
	};
	const timer = setInterval(tick, 250);
	response.on("close", () => clearInterval(timer));
}

/** Takes any form: `refuse` in it brings the page back with 422, else it is confirmed. */
async function save(request, response) {
	let body = "";
	for await (const piece of request) body += piece;
	const back = new URL(request.headers.referer ?? "http://paper/form").pathname;
	if (body.includes("refuse")) return send(response, 422, "text/html; charset=utf-8", "<!doctype html><html lang=kk><title>422</title><link rel=icon href='data:,'><main><h1>422</h1></main></html>");
	response.writeHead(303, { location: `${back}?done=1` }).end();
}

function send(response, status, type, text) {
	response.writeHead(status, { "content-type": type, "content-security-policy": CSP, "cache-control": "no-store" }).end(text);
}

function readCookies(request) {
	const pairs = (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("="));
	return Object.fromEntries(pairs);
}

if (process.argv[1] === import.meta.filename) {
	const { base } = await startPaper(Number(process.argv[2]) || 8099);
	console.log(base);
}
