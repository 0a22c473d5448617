// Kills a server under writing load again and again, on both databases: `./bench platform --faults`.
// The test itself is the one of the gate; here it has many more cycles and a PostgreSQL of its own.

import { spawn } from "node:child_process";
import { startPostgres } from "./postgres.mjs";

const CYCLES = "200";

const postgres = await startPostgres();
try {
	const server = postgres.url.slice(0, postgres.url.lastIndexOf("/"));
	const env = { ...process.env, OQU_TEST_POSTGRES: server, OQU_FAULT_CYCLES: CYCLES };
	const args = ["test", "--release", "-p", "oqu", "--test", "site", "--", "--nocapture", "survives_kills"];
	const code = await new Promise((done) => spawn("cargo", args, { env, stdio: "inherit" }).on("exit", done));
	process.exitCode = code ?? 1;
} finally {
	await postgres.stop();
}
