// The figures of people, files, documents and jobs, each beside its goal, in one run.
//
//   ./bench people [--postgres] [--write] [--only jobs|import|documents|upload|backup]
//
// Each part measures one thing on temporary data of its own.

import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { measureBackup } from "./backup.mjs";
import { measureDocuments } from "./documents.mjs";
import { flushesPerSecond, machine } from "./machine.mjs";
import { startPostgres } from "./postgres.mjs";
import { Report } from "./report.mjs";
import { measureUpload } from "./upload.mjs";

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "..");
const SPEED = resolve(process.env.OQU_SPEED ?? join(ROOT, "target/release/examples/speed"));
const OQU = resolve(process.env.OQU_BINARY ?? join(ROOT, "target/release/oqu"));
const LIST = resolve(process.env.OQU_LIST ?? join(ROOT, "target/release/examples/list"));
const FILL = resolve(process.env.OQU_FILL ?? join(ROOT, "target/release/examples/fill"));
const PEOPLE = 10_000;
const PEOPLE_GOAL_S = 20;
const PEOPLE_GOAL_MB = 200;
const SMALL_JOBS = 3_000;
const SMALL_JOBS_GOAL = 50;

/** Runs a command and tells the most memory that it held, as the kernel counted it. */
const PEAK = '"$0" "$@" & pid=$!; while kill -0 $pid 2>/dev/null; do kb=$(awk "/VmHWM/ {print \\$2}" /proc/$pid/status 2>/dev/null); [ -n "$kb" ] && peak=$kb; sleep 0.02; done; wait $pid; code=$?; echo "peak_kb $peak" >&2; exit $code';

/** Parts with a server of their own. */
const PARTS = { documents: measureDocuments, upload: measureUpload, backup: measureBackup };

const asked = new Set(process.argv.slice(2));
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : null;
const wanted = (part) => only === null || only === part;
const work = await mkdtemp(join(process.env.OQU_BENCH_FOLDER ?? tmpdir(), "oqu-bench-"));
const report = new Report("people, files, documents and jobs", "people");

try {
	const commit = execFileSync("git", ["-C", ROOT, "describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
	report.heading(`${await machine()}, ${new Date().toISOString().slice(0, 10)}, ${commit}`);
	report.section("Reference work of this run");
	report.row("4 KB appended and flushed, one after the other", `${Math.round(await flushesPerSecond(work))} /s`);
	const postgres = asked.has("--postgres") ? await startPostgres() : null;
	try {
		if (wanted("jobs")) await measureJobs("SQLite", ["--data", work]);
		if (wanted("jobs") && postgres) await measureJobs(`PostgreSQL ${postgres.version}`, ["--database", postgres.url]);
		if (wanted("import")) await measureImport("SQLite", ["--data", join(work, "import")]);
		if (wanted("import") && postgres) {
			await measureImport(`PostgreSQL ${postgres.version}`, ["--data", join(work, "import-postgres"), "--database", postgres.url]);
		}
		for (const [name, measure] of Object.entries(PARTS)) {
			if (!wanted(name)) continue;
			const folder = join(work, name);
			await measure(report, { binary: OQU, fill: FILL }, folder);
			await rm(folder, { recursive: true, force: true });
		}
	} finally {
		await postgres?.stop();
	}
	report.print();
	if (asked.has("--write")) await writeFile(join(ROOT, "docs/bench-people.md"), report.markdown());
} finally {
	await rm(work, { recursive: true, force: true });
}

/** One worker, jobs that write one row each. */
async function measureJobs(engine, place) {
	report.section(`Jobs, ${engine}`);
	const { stdout } = await run(SPEED, ["--jobs", String(SMALL_JOBS), ...place]);
	const told = JSON.parse(stdout);
	const perSecond = Math.round(told.per_second);
	report.row(`${SMALL_JOBS} small jobs by one worker`, `${perSecond} jobs/s`, `${SMALL_JOBS_GOAL} jobs/s`, SMALL_JOBS_GOAL / told.per_second);
	report.row("from the queueing of a single job to its end, median and most", `${told.wait_ms_median} ms, ${told.wait_ms_most} ms`);
}

/** People from XLSX by the console: the whole command, from the file to the last row, and again. */
async function measureImport(engine, place) {
	report.section(`Import of people, ${engine}`);
	const file = join(work, "people.xlsx");
	await run(LIST, [String(PEOPLE), file]);
	await run(OQU, [...place, "user", "add", "--login", "bench.import", "--surname", "А", "--given", "Б"]);
	for (const what of ["from XLSX", "the same file again, which changes nothing"]) {
		const out = join(work, "import.json");
		const begun = performance.now();
		const { stderr } = await run("/usr/bin/env", ["bash", "-c", PEAK, OQU, ...place, "import", "people", file, "--report", out]);
		const seconds = (performance.now() - begun) / 1000;
		const peak = Number(/peak_kb (\d+)/.exec(stderr)?.[1]) / 1024;
		const counts = JSON.parse(await readFile(out, "utf8")).counts;
		report.row(`${PEOPLE} people ${what} (${Object.entries(counts).map(([word, count]) => `${word} ${count}`).join(", ")})`, `${seconds.toFixed(1)} s`, `${PEOPLE_GOAL_S} s`, seconds / PEOPLE_GOAL_S);
		report.row("most memory", `${peak.toFixed(0)} MB`, `${PEOPLE_GOAL_MB} MB`, peak / PEOPLE_GOAL_MB);
	}
}
