// Starts Oqu with its demo organisation on a free port and an empty data folder.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5_000;
const ASK_EVERY_MS = 50;

/**
 * Gives `{ base, log(), stop() }`. `OQU_BINARY` is the program, `OQU_DATABASE` an address
 * of a database to use in place of SQLite.
 */
export async function startServer(extra = []) {
	const binary = resolve(process.env.OQU_BINARY ?? join(import.meta.dirname, "../target/release/oqu"));
	const port = await freePort();
	const data = await mkdtemp(join(tmpdir(), "oqu-e2e-"));
	const args = ["serve", "--demo", "--listen", `127.0.0.1:${port}`, "--data", data];
	if (process.env.OQU_DATABASE) args.push("--database", process.env.OQU_DATABASE);
	const child = spawn(binary, [...args, ...extra], { stdio: ["ignore", "pipe", "pipe"] });

	let output = "";
	let ended = null;
	const keep = (piece) => {
		output = (output + piece).slice(-64_000);
	};
	child.stdout.on("data", keep);
	child.stderr.on("data", keep);
	child.on("error", (error) => {
		ended = error.message;
	});
	child.on("exit", (code, signal) => {
		ended = ended ?? `exit ${code ?? signal}`;
	});

	const stop = async () => {
		await end(child, () => ended !== null);
		await rm(data, { recursive: true, force: true });
	};
	const base = `http://127.0.0.1:${port}`;
	try {
		await untilHealthy(base, () => ended);
	} catch (error) {
		await stop();
		throw new Error(`failed to start ${binary}: ${error.message}\n${output}`);
	}
	return { base, data, log: () => output, stop };
}

async function untilHealthy(base, ended) {
	const limit = Date.now() + START_LIMIT_MS;
	while (Date.now() < limit) {
		if (ended()) throw new Error(ended());
		const answer = await fetch(`${base}/healthz`).catch(() => null);
		if (answer?.status === 200) return;
		await pause(ASK_EVERY_MS);
	}
	throw new Error(`no answer from ${base}/healthz in ${START_LIMIT_MS / 1000} s`);
}

async function end(child, isGone) {
	if (isGone()) return;
	child.kill("SIGTERM");
	const limit = Date.now() + STOP_LIMIT_MS;
	while (!isGone() && Date.now() < limit) await pause(ASK_EVERY_MS);
	if (!isGone()) child.kill("SIGKILL");
}

async function freePort() {
	const probe = createServer();
	await new Promise((done) => probe.listen(0, "127.0.0.1", done));
	const { port } = probe.address();
	await new Promise((done) => probe.close(done));
	return port;
}

function pause(ms) {
	return new Promise((done) => setTimeout(done, ms));
}
