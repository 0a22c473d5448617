// What the machine is, and how fast it does work that has nothing to do with Oqu.

import { open, readFile, rm } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

export async function machine() {
	const system = await readFile("/etc/os-release", "utf8").catch(() => "");
	const name = /^PRETTY_NAME="(.*)"/m.exec(system)?.[1] ?? process.platform;
	const kernel = (await readFile("/proc/sys/kernel/osrelease", "utf8")).trim();
	const processors = cpus();
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${processors.length} × ${processors[0].model.trim()}, ${memory} GB, ${name}, Linux ${kernel}`;
}

/** Appends of 4 KB, each on disk before the next: what one durable write costs here at least. */
export async function flushesPerSecond(folder) {
	const path = join(folder, "flush");
	const file = await open(path, "w");
	const block = Buffer.alloc(4096, 1);
	const begun = performance.now();
	let flushes = 0;
	while (performance.now() - begun < 1_000) {
		await file.write(block);
		await file.datasync();
		flushes += 1;
	}
	const seconds = (performance.now() - begun) / 1000;
	await file.close();
	await rm(path);
	return flushes / seconds;
}
