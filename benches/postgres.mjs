// A PostgreSQL of our own on a free port, with the durability that it has by default.

import { execFile } from "node:child_process";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export async function startPostgres() {
	const versions = (await readdir("/usr/lib/postgresql").catch(() => [])).map(Number).sort((a, b) => b - a);
	if (versions.length === 0) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
	const programs = `/usr/lib/postgresql/${versions[0]}/bin`;
	const folder = await mkdtemp(join(tmpdir(), "oqu-bench-pg-"));
	const port = await freePort();
	// initdb refuses to run as root.
	const root = userInfo().uid === 0;
	if (root) {
		const { stdout } = await run("id", ["-u", "postgres"]);
		await chown(folder, Number(stdout), -1);
	}
	const as = (program, args) =>
		root ? run("runuser", ["-u", "postgres", "--", join(programs, program), ...args]) : run(join(programs, program), args);
	const data = join(folder, "data");
	await as("initdb", ["-D", data, "-U", "oqu", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-instructions"]);
	const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
	await as("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"]);
	await as("createdb", ["-h", "127.0.0.1", "-p", String(port), "-U", "oqu", "oqu"]);
	const stop = async () => {
		await as("pg_ctl", ["-D", data, "-m", "fast", "-w", "stop"]).catch(() => {});
		await rm(folder, { recursive: true, force: true });
	};
	return { url: `postgres://oqu@127.0.0.1:${port}/oqu`, version: versions[0], stop };
}

async function freePort() {
	const probe = createServer();
	await new Promise((done) => probe.listen(0, "127.0.0.1", done));
	const { port } = probe.address();
	await new Promise((done) => probe.close(done));
	return port;
}
