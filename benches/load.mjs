// One run of wrk, with the CPU that the server used meanwhile.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { cpuSeconds } from "./server.mjs";

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, "requests.lua");

/** The load of the figures: keep-alive, 32 connections; requests.lua counts on two threads. */
const CONNECTIONS = 32;
const THREADS = 2;
const WARM_UP_S = 2;
export const RUN_S = Number(process.env.OQU_BENCH_SECONDS ?? 8);

/** `targets` are lines of requests.lua; `write` runs are not warmed up by the same targets. */
export async function load(server, targets, { encoding = "", warm = true } = {}) {
	const folder = await mkdtemp(join(tmpdir(), "oqu-bench-"));
	const file = join(folder, "targets.tsv");
	await writeFile(file, targets.map((parts) => `${parts.join("\t")}\n`).join(""));
	try {
		if (warm) await wrk(server.base, file, encoding, WARM_UP_S);
		const before = await cpuSeconds(server.pid);
		const result = await wrk(server.base, file, encoding, RUN_S);
		const cpu_s = (await cpuSeconds(server.pid)) - before;
		return {
			...result,
			per_second: result.requests / result.seconds,
			cpu_ms: (cpu_s * 1000) / result.requests,
			bytes_each: result.bytes / result.requests,
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function wrk(base, file, encoding, seconds) {
	const args = [`-t${THREADS}`, `-c${CONNECTIONS}`, `-d${seconds}s`, "--timeout", "30s", "-s", SCRIPT, base, "--", file, encoding];
	const { stdout } = await run("wrk", args, { maxBuffer: 1 << 22 });
	const line = stdout.split("\n").find((text) => text.startsWith("RESULT "));
	if (!line) throw new Error(`wrk said:\n${stdout}`);
	return JSON.parse(line.slice("RESULT ".length));
}
