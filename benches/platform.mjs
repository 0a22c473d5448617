// The figures of the platform, each beside its goal, in one run.
//
//   ./bench platform [--postgres] [--write]
//
// The load generator runs on the same processors as the program. Everything is measured warm with
// keep-alive; the reference work of the same run tells a slow machine from a slow program.

import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { formFields, getPage, signIn, signInAll, token } from "./client.mjs";
import { load } from "./load.mjs";
import { flushesPerSecond, machine } from "./machine.mjs";
import { startPostgres } from "./postgres.mjs";
import { Report } from "./report.mjs";
import { pause, pssMb, startOqu } from "./server.mjs";
import { weigh } from "./weight.mjs";

const ROOT = resolve(import.meta.dirname, "..");
const BINARY = resolve(process.env.OQU_BINARY ?? join(ROOT, "target/release/oqu"));
const FILL = resolve(process.env.OQU_FILL ?? join(ROOT, "target/release/examples/fill"));
const LEARNERS = ["aigerim", ...Array.from({ length: 299 }, (_, at) => `s${String(at + 1).padStart(4, "0")}`)];
const ADMINISTRATOR = "admin";
const ADMINISTRATOR_SESSIONS = 32;
const WRITE_TARGETS = 300;
const FILLED_PEOPLE = 100_000;
const IDLE_S = 5;
const SEARCHES = ["ахм", "айгерім", "aigerim", "серік", "омаров", "нур", "әбд", "иванова", "қуан", "жан", "сейтқали да", "тұрсын ай", "a", "ә"];
const SEARCH_ROUNDS = 20;
const LEAVES = 60;

const asked = new Set(process.argv.slice(2));
const work = await mkdtemp(join(process.env.OQU_BENCH_FOLDER ?? tmpdir(), "oqu-bench-"));
const report = new Report();

try {
	report.heading(`${await machine()}, ${new Date().toISOString().slice(0, 10)}, ${commit()}`);
	const reference = await measureReference();
	await measureStart();
	await measureDemo("SQLite", {}, reference);
	if (asked.has("--postgres")) {
		const postgres = await startPostgres();
		try {
			await measureDemo(`PostgreSQL ${postgres.version}`, { database: postgres.url }, reference);
		} finally {
			await postgres.stop();
		}
	}
	await measurePeople();
	report.print();
	if (asked.has("--write")) await writeFile(join(ROOT, "docs/bench-platform.md"), report.markdown());
} finally {
	await rm(work, { recursive: true, force: true });
}

async function folder(name) {
	const path = join(work, name);
	await mkdir(path, { recursive: true });
	return path;
}

function commit() {
	return execFileSync("git", ["-C", ROOT, "describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
}

/** What this machine does with work that is not Oqu's: a file over HTTP, a block on disk. */
async function measureReference() {
	report.section("Reference work of this run");
	const server = await startOqu({ binary: BINARY, data: await folder("reference") });
	try {
		const page = await getPage(`${server.base}/login`);
		const style = /href="(\/assets\/oqu-[^"]+)"/.exec(page.body.toString())[1];
		const asset = await load(server, [["get", style, "a=b"], ["get", style, "a=b"]], { encoding: "br" });
		report.row("the style sheet from memory (br)", `${round(asset.per_second)} req/s, ${ms(asset.cpu_ms)} CPU`);
		const flushes = await flushesPerSecond(work);
		report.row("4 KB appended and flushed, one after the other", `${round(flushes)} /s`);
		return { asset, flushes };
	} finally {
		await server.stop();
	}
}

async function measureStart() {
	report.section("Start and rest");
	const data = await folder("start");
	const first = await startOqu({ binary: BINARY, data });
	report.row("first start on an empty folder, with the demo, to the first page", ms(first.started_ms), "10 000 ms", first.started_ms / 10_000);
	await first.stop();
	const second = await startOqu({ binary: BINARY, data });
	report.row("second start to the first page", ms(second.started_ms), "1 000 ms", second.started_ms / 1_000);
	await pause(IDLE_S * 1000);
	const idle = await pssMb(second.pid);
	report.row(`memory at rest after ${IDLE_S} s (PSS)`, mb(idle), "80 MB", idle / 80);
	await measureWeight(second);
	await second.stop();

	const bare = await folder("bare");
	await copyFile(BINARY, join(bare, "oqu"));
	const alone = await startOqu({ binary: join(bare, "oqu"), data: join(bare, "data"), demo: false, cwd: bare });
	report.row("the binary alone in an empty folder, without the demo", `starts in ${ms(alone.started_ms)}`, "starts", null);
	await alone.stop();
}

async function measureWeight(server) {
	report.section("Transferred to a browser without a cache");
	const stranger = await weigh(server.base, null, ["/login"]);
	const [login] = stranger.visits;
	report.row(`/login, first visit, ${login.requests} requests`, kb(login.kb), "100 KB", login.kb / 100);
	const session = await signIn(server.base, LEARNERS[0]);
	const learner = await weigh(server.base, session, ["/today", "/account"]);
	const [today, later] = learner.visits;
	report.row(`/today, first visit, ${today.requests} requests`, kb(today.kb), "100 KB", today.kb / 100);
	report.row(`/account after it, ${later.requests} requests`, kb(later.kb), "15 KB", later.kb / 15);
	const foreign = [...stranger.foreign, ...learner.foreign];
	report.row("requests to other sites", String(foreign.length), "0", null);
}

async function measureDemo(engine, { database }, reference) {
	const server = await startOqu({ binary: BINARY, data: await folder(engine), database });
	try {
		await measureToday(engine, server, reference);
		await measureWrites(engine, server, reference);
	} finally {
		await server.stop();
	}
}

async function measureToday(engine, server, reference) {
	report.section(`Today, ${engine}, ${LEARNERS.length} learners, 32 connections`);
	const sessions = await signInAll(server.base, LEARNERS);
	const page = await getPage(`${server.base}/today`, { headers: { cookie: sessions[0] } });
	const queries = Number(/(\d+) queries/.exec(page.headers["server-timing"] ?? "")?.[1] ?? NaN);
	report.row("statements", String(queries), "6", queries / 6);
	const targets = sessions.map((session) => ["get", "/today", session]);
	for (const encoding of ["", "gzip"]) {
		const name = encoding || "plain";
		const goal_ms = encoding ? 0.5 : 0.3;
		const run = await load(server, targets, { encoding });
		report.row(`CPU a request, ${name}`, ms(run.cpu_ms), ms(goal_ms), run.cpu_ms / goal_ms);
		const goal = encoding && engine === "SQLite" ? 4_000 : null;
		report.row(`requests a second, ${name}`, round(run.per_second), goal && round(goal), goal && goal / run.per_second);
		report.row(`p50, p99, p99.9, ${name}`, `${ms(run.p50_ms)}, ${ms(run.p99_ms)}, ${ms(run.p999_ms)}`);
		report.row(`against the style sheet, ${name}`, `${(run.cpu_ms / reference.asset.cpu_ms).toFixed(1)} times its CPU`);
		failures(run, name);
	}
}

/**
 * The smallest act that a person does by a form: locking an account, one row and its audit entry;
 * and a usual one: saving a person's whole form, with the search words made anew.
 */
async function measureWrites(engine, server, reference) {
	report.section(`Durable writes through HTTP, ${engine}, ${ADMINISTRATOR_SESSIONS} sessions`);
	const sessions = await signInAll(server.base, Array(ADMINISTRATOR_SESSIONS).fill(ADMINISTRATOR));
	const people = await peopleOf(server.base, sessions[0]);
	const tokens = await Promise.all(sessions.map(async (cookie) => token(await getPage(`${server.base}/people/new`, { headers: { cookie } }))));
	const toggles = people.map((path, at) => ["toggle", path, sessions[at % sessions.length], tokens[at % sessions.length]]);
	const small = await load(server, toggles, { warm: false });
	const goal = engine === "SQLite" ? 8_000 : 2_500;
	report.row("an account locked or unlocked, with its audit entry", `${round(small.per_second)} /s`, `${round(goal)} /s`, goal / small.per_second);
	report.row("CPU of one", ms(small.cpu_ms));
	report.row("p50, p99, p99.9", `${ms(small.p50_ms)}, ${ms(small.p99_ms)}, ${ms(small.p999_ms)}`);
	report.row("against lone flushes of the disk", `${(small.per_second / reference.flushes).toFixed(2)} times as many`);
	failures(small, "lock");

	const forms = [];
	for (const [at, path] of people.entries()) {
		const session = sessions[at % sessions.length];
		const fields = formFields(await getPage(`${server.base}${path}/edit`, { headers: { cookie: session } }));
		const { version, phone, csrf, ...others } = fields;
		const body = new URLSearchParams({ ...others, csrf: tokens[at % sessions.length] }).toString();
		forms.push(["form", path, session, body, version]);
	}
	const whole = await load(server, forms, { warm: false });
	report.row("a person's form saved, with search words and audit entry", `${round(whole.per_second)} /s`);
	report.row("CPU of one", ms(whole.cpu_ms));
	failures(whole, "form");
}

/** Addresses of people to act on, from the list that a person would leaf through. */
async function peopleOf(base, cookie) {
	const own = /href="(\/people\/[0-9a-f-]{36})"/.exec((await getPage(`${base}/people?q=admin`, { headers: { cookie } })).body.toString())?.[1];
	const paths = new Set();
	let place = "/people?role=learner";
	while (place && paths.size < WRITE_TARGETS) {
		const html = (await getPage(base + place, { headers: { cookie } })).body.toString();
		for (const [, path] of html.matchAll(/href="(\/people\/[0-9a-f-]{36})"/g)) if (path !== own) paths.add(path);
		place = next(html);
	}
	if (paths.size === 0) throw new Error("the list of people is empty");
	return [...paths];
}

function next(html) {
	return /<a href="([^"]+)" rel="next"/.exec(html)?.[1].replaceAll("&#38;", "&");
}

async function measurePeople() {
	report.section(`List of ${round(FILLED_PEOPLE)} people, SQLite`);
	const data = process.env.OQU_BENCH_FILLED ?? (await fill());
	const server = await startOqu({ binary: BINARY, data });
	try {
		const cookie = await signIn(server.base, ADMINISTRATOR);
		await measureSearch(server, cookie);
		await measureLeafing(server, cookie);
	} finally {
		await server.stop();
	}
}

async function fill() {
	const data = await folder("filled");
	const first = await startOqu({ binary: BINARY, data });
	await first.stop();
	const begun = performance.now();
	execFileSync(FILL, ["--data", data, "--people", String(FILLED_PEOPLE)], { stdio: ["ignore", "ignore", "inherit"] });
	report.row("adding them, in slices", `${((performance.now() - begun) / 1000).toFixed(1)} s`);
	return data;
}

async function measureSearch(server, cookie) {
	const took = [];
	for (let turn = 0; turn <= SEARCH_ROUNDS; turn += 1) {
		for (const words of SEARCHES) {
			const answer = await getPage(`${server.base}/people?q=${encodeURIComponent(words)}`, { headers: { cookie } });
			if (answer.status !== 200) throw new Error(`a search for ${words} gave ${answer.status}`);
			if (turn > 0) took.push([answer.took_ms, words]);
		}
	}
	took.sort(([left], [right]) => left - right);
	const at = (part) => took[Math.floor((took.length - 1) * part)];
	report.row(`a search, with its page: median of ${took.length}`, ms(at(0.5)[0]), "30 ms", at(0.5)[0] / 30);
	report.row(`the slowest hundredth (“${at(0.99)[1]}”)`, ms(at(0.99)[0]), "30 ms", at(0.99)[0] / 30);
}

async function measureLeafing(server, cookie) {
	const places = [];
	let place = "/people";
	while (place && places.length < LEAVES) {
		places.push(place);
		place = next((await getPage(server.base + place, { headers: { cookie } })).body.toString());
	}
	for (const encoding of ["", "gzip"]) {
		const run = await load(server, places.map((path) => ["get", path, cookie]), { encoding });
		const name = encoding || "plain";
		report.row(`CPU a page of the list, ${name}`, ms(run.cpu_ms), encoding ? null : "1 ms", encoding ? null : run.cpu_ms);
		report.row(`pages a second, ${name}`, round(run.per_second));
		failures(run, name);
	}
}

function failures(run, name) {
	if (run.failed + run.refused > 0) report.row(`not answered or refused, ${name}`, `${run.failed}, ${run.refused} of ${run.requests}`, "0", Infinity);
}

function ms(value) {
	return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ms`;
}

function kb(value) {
	return `${value.toFixed(1)} KB`;
}

function mb(value) {
	return `${value.toFixed(1)} MB`;
}

function round(value) {
	return Math.round(value).toLocaleString("en").replaceAll(",", " ");
}
