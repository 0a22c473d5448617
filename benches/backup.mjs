// A backup of 100 000 people and 5 GB of files while people read: `./bench people --only backup`.
// Learners open Today at an even pace all the while; what counts is how long each of them waits.

import { execFile, execFileSync } from "node:child_process";
import { createCipheriv } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { getPage, signIn, signInAll, token } from "./client.mjs";
import { pause, pssMb, startOqu } from "./server.mjs";

const run = promisify(execFile);
const PEOPLE = Number(process.env.OQU_BENCH_PEOPLE ?? 100_000);
const FILES_MB = Number(process.env.OQU_BENCH_FILES_MB ?? 5 * 1024);
const ONE_FILE_MB = 512;
const STEP = 1 << 20;
const READERS = Array.from({ length: 50 }, (_, at) => `s${String(at + 1).padStart(4, "0")}`);
const PAGES_A_SECOND = 100;
const QUIET_S = 5;
const GOAL_MS = 200;
const GOAL_SHARE = 0.999;
/** What the commands print is not looked at. */
const QUIET = { maxBuffer: 1 << 24 };

/** Fills an installation in `folder`, backs it up while people read, and restores it into an empty folder. */
export async function measureBackup(report, { binary, fill }, folder) {
	report.section(`Backup of ${PEOPLE} people and ${FILES_MB} MB of files, SQLite`);
	await mkdir(folder, { recursive: true });
	const data = join(folder, "data");
	await (await startOqu({ binary, data })).stop();
	execFileSync(fill, ["--data", data, "--people", String(PEOPLE)], { stdio: ["ignore", "ignore", "inherit"] });
	const server = await startOqu({ binary, data });
	try {
		await putFiles(server);
		await backUp(report, server, { binary, data, archive: join(folder, "backup.oqu") });
	} finally {
		await server.stop();
	}
	const begun = performance.now();
	await run(binary, ["restore", join(folder, "backup.oqu"), "--data", join(folder, "restored")], QUIET);
	report.row("restored into an empty folder in", `${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

async function backUp(report, server, { binary, data, archive }) {
	const cookies = await signInAll(server.base, READERS);
	const before = read(server, cookies);
	await pause(QUIET_S * 1000);
	tell(report, "before", (await before.end()).sort((one, other) => one - other));
	const during = read(server, cookies);
	const begun = performance.now();
	await run(binary, ["backup", archive, "--data", data], QUIET);
	const took = (performance.now() - begun) / 1000;
	const waits = (await during.end()).sort((one, other) => one - other);
	tell(report, "during the backup", waits);
	const inTime = waits.filter((ms) => ms < GOAL_MS).length / waits.length;
	report.row(`answered in ${GOAL_MS} ms`, `${(inTime * 100).toFixed(3)} %`, `${GOAL_SHARE * 100} %`, (1 - inTime) / (1 - GOAL_SHARE));
	report.row("the backup took", `${took.toFixed(1)} s`);
	const { size } = await stat(archive);
	report.row("its archive", `${(size / 2 ** 20).toFixed(0)} MB`);
	report.row("memory of the server after it (PSS)", `${(await pssMb(server.pid)).toFixed(0)} MB`);
}

function tell(report, when, waits) {
	const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))].toFixed(1);
	report.row(`Today ${when}: ${waits.length} pages, median, p99, p99.9, most`, `${at(0.5)}, ${at(0.99)}, ${at(0.999)}, ${at(1)} ms`);
}

/** Opens pages at an even pace until it is ended; a slow answer does not slow the next question. */
function read(server, cookies) {
	const waits = [];
	const open = new Set();
	let turn = 0;
	const timer = setInterval(() => {
		const due = performance.now();
		const cookie = cookies[turn++ % cookies.length];
		const one = getPage(`${server.base}/today`, { headers: { cookie } }).then(
			(answer) => waits.push(answer.status === 200 ? performance.now() - due : Infinity),
			() => waits.push(Infinity),
		);
		open.add(one);
		one.finally(() => open.delete(one));
	}, 1000 / PAGES_A_SECOND);
	return {
		async end() {
			clearInterval(timer);
			await Promise.all(open);
			return waits;
		},
	};
}

/** Files of bytes that cannot be packed, each another, brought as a teacher would bring a film. */
async function putFiles(server) {
	const metadata = `purpose ${base64("trial")},filename ${base64("сабақ.mp4")}`;
	for (let left = FILES_MB, number = 0; left > 0; left -= ONE_FILE_MB, number += 1) {
		// A person may have a few uploads open at once.
		const cookie = await signIn(server.base, READERS[number % READERS.length]);
		const csrf = token(await getPage(`${server.base}/account`, { headers: { cookie } }));
		const headers = { cookie, "tus-resumable": "1.0.0", "x-csrf-token": csrf };
		const bytes = Math.min(left, ONE_FILE_MB) * STEP;
		const begun = await getPage(`${server.base}/uploads`, { method: "POST", headers: { ...headers, "upload-length": String(bytes), "upload-metadata": metadata } });
		if (begun.status !== 201) throw new Error(`failed to begin: ${begun.status} ${begun.body}`);
		const answer = await sendFile(server.base + begun.headers.location, headers, number, bytes);
		if (answer !== 204) throw new Error(`a file was answered by ${answer}`);
	}
}

async function sendFile(place, headers, number, bytes) {
	const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, number + 1), Buffer.alloc(16));
	const blank = Buffer.alloc(STEP);
	const asked = request(place, {
		method: "PATCH",
		agent: false,
		headers: { ...headers, "upload-offset": "0", "content-type": "application/offset+octet-stream", "content-length": String(bytes) },
	});
	const answered = new Promise((done, failed) => {
		asked.on("response", (answer) => answer.resume().on("end", () => done(answer.statusCode)));
		asked.on("error", failed);
	});
	for (let at = 0; at < bytes; at += STEP) {
		if (!asked.write(cipher.update(blank))) await new Promise((done) => asked.once("drain", done));
	}
	asked.end();
	return answered;
}

function base64(text) {
	return Buffer.from(text).toString("base64");
}
