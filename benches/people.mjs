// The figures of people, files, documents and jobs, each beside its goal, in one run.
//
//   ./bench people [--postgres] [--write]
//
// Each part measures one thing on temporary data of its own.

import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { flushesPerSecond, machine } from "./machine.mjs";
import { startPostgres } from "./postgres.mjs";
import { Report } from "./report.mjs";

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "..");
const SPEED = resolve(process.env.OQU_SPEED ?? join(ROOT, "target/release/examples/speed"));
const SMALL_JOBS = 3_000;
const SMALL_JOBS_GOAL = 50;

const asked = new Set(process.argv.slice(2));
const work = await mkdtemp(join(process.env.OQU_BENCH_FOLDER ?? tmpdir(), "oqu-bench-"));
const report = new Report("people, files, documents and jobs", "people");

try {
	const commit = execFileSync("git", ["-C", ROOT, "describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
	report.heading(`${await machine()}, ${new Date().toISOString().slice(0, 10)}, ${commit}`);
	report.section("Reference work of this run");
	report.row("4 KB appended and flushed, one after the other", `${Math.round(await flushesPerSecond(work))} /s`);
	const postgres = asked.has("--postgres") ? await startPostgres() : null;
	try {
		await measureJobs("SQLite", ["--data", work]);
		if (postgres) await measureJobs(`PostgreSQL ${postgres.version}`, ["--database", postgres.url]);
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
