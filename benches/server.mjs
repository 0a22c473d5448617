// Starts the program, waits for its first page, and reads what the kernel counts about it.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { getPage } from "./client.mjs";

const START_LIMIT_MS = 120_000;
const ASK_EVERY_MS = 2;
/** Linux on all its platforms: USER_HZ. */
const TICKS_PER_SECOND = 100;

export async function startOqu({ binary, data, demo = true, database = null, cwd = process.cwd() }) {
	const port = await freePort();
	const args = ["serve", "--listen", `127.0.0.1:${port}`, "--data", data];
	if (demo) args.push("--demo");
	if (database) args.push("--database", database);
	const env = { ...process.env, OQU_SIGN_IN_PER_ADDRESS: "1000000", OQU_SIGN_IN_PER_LOGIN: "1000000", OQU_LOG: "warn" };
	const begun = performance.now();
	const child = spawn(binary, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
	let said = "";
	let ended = null;
	child.stderr.on("data", (piece) => (said = (said + piece).slice(-8_000)));
	child.on("error", (error) => (ended = error.message));
	child.on("exit", (code, signal) => (ended = `it ended with ${code ?? signal}`));
	const base = `http://127.0.0.1:${port}`;
	const stop = () => end(child, () => ended !== null);
	for (;;) {
		if (ended !== null) throw new Error(`failed to start ${binary}: ${ended}\n${said}`);
		const page = await getPage(`${base}/login`).catch(() => null);
		if (page?.status === 200) break;
		if (performance.now() - begun > START_LIMIT_MS) {
			await stop();
			throw new Error(`no page after ${START_LIMIT_MS / 1000} s\n${said}`);
		}
		await pause(ASK_EVERY_MS);
	}
	return { base, pid: child.pid, started_ms: performance.now() - begun, stop };
}

/** Seconds of CPU that the process has used, user and system. */
export async function cpuSeconds(pid) {
	const stat = await readFile(`/proc/${pid}/stat`, "utf8");
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Proportional set size in MB: shared pages count by their share. */
export async function pssMb(pid) {
	const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
	return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)[1]) / 1024;
}

export function pause(ms) {
	return new Promise((done) => setTimeout(done, ms));
}

async function end(child, isGone) {
	if (isGone()) return;
	child.kill("SIGTERM");
	for (let waited = 0; waited < 10_000 && !isGone(); waited += 20) await pause(20);
	if (!isGone()) child.kill("SIGKILL");
}

async function freePort() {
	const probe = createServer();
	await new Promise((done) => probe.listen(0, "127.0.0.1", done));
	const { port } = probe.address();
	await new Promise((done) => probe.close(done));
	return port;
}
