// A file of 2 GB over a link that is cut ten times: `./bench people --only upload`. The sender speaks tus and goes
// on each time from where the server says it is; at the end the bytes in the store are compared.

import { createCipheriv, createHash } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { getPage, signIn, token } from "./client.mjs";
import { cpuSeconds, pause, pssMb, startOqu } from "./server.mjs";

const BYTES = Number(process.env.OQU_BENCH_UPLOAD_MB ?? 2048) * 2 ** 20;
const CUTS = 10;
/** Bytes of one request: some cuts fall into the middle of one, so that part of it must be kept. */
const PIECE = 64 * 2 ** 20;
const STEP = 1 << 20;
const MEMORY_EVERY_MS = 200;

/** Sends the file to a demo of its own in `folder`. */
export async function measureUpload(report, { binary }, folder) {
	report.section(`A file of ${BYTES / 2 ** 20} MB, cut ${CUTS} times`);
	await mkdir(folder, { recursive: true });
	const server = await startOqu({ binary, data: join(folder, "data") });
	try {
		await measure(report, server, folder);
	} finally {
		await server.stop();
	}
}

async function measure(report, server, folder) {
	const path = join(folder, "file");
	const hash = await writeFile(path);
	const cookie = await signIn(server.base, "aigerim");
	const csrf = token(await getPage(`${server.base}/account`, { headers: { cookie } }));
	const headers = { cookie, "tus-resumable": "1.0.0", "x-csrf-token": csrf };
	const metadata = `purpose ${base64("trial")},filename ${base64("сабақ.mp4")}`;
	const begun = await getPage(`${server.base}/uploads`, {
		method: "POST",
		headers: { ...headers, "upload-length": String(BYTES), "upload-metadata": metadata },
	});
	if (begun.status !== 201) throw new Error(`failed to begin: ${begun.status} ${begun.body}`);
	const place = server.base + begun.headers.location;
	const watch = watchMemory(server);
	const cpu = await cpuSeconds(server.pid);
	const start = performance.now();
	const sent = await sendAll(path, place, headers);
	const took = (performance.now() - start) / 1000;
	const used = (await cpuSeconds(server.pid)) - cpu;
	const peak = await watch.end();
	const stored = await hashOf(join(folder, "data/files", hash.slice(0, 2), hash.slice(2)));
	report.row("arrived whole (SHA-256 of what is in the store)", stored === hash ? "yes" : "NO", "yes", stored === hash ? 0 : Infinity);
	report.row("cuts", String(sent.cuts), String(CUTS));
	report.row("sent again after cuts", `${(sent.again / 2 ** 20).toFixed(1)} MB`);
	report.row("time, with the last check", `${took.toFixed(1)} s`);
	report.row("of that after the last byte", `${sent.last_s.toFixed(1)} s`);
	report.row("speed", `${(BYTES / 2 ** 20 / took).toFixed(0)} MB/s`);
	report.row("CPU of the server", `${used.toFixed(1)} s`);
	report.row("memory of the server at most (PSS)", `${peak.toFixed(0)} MB`, "200 MB", peak / 200);
	if (stored !== hash) process.exitCode = 1;
}

/** Sends the file piece by piece; ten requests are cut at a place of their own. */
async function sendAll(path, place, headers) {
	const cutAt = Array.from({ length: CUTS }, (_, turn) => Math.floor(((turn + 0.37) / CUTS) * BYTES));
	const file = await open(path);
	let [cuts, again, reached, last_s] = [0, 0, 0, 0];
	try {
		for (let offset = 0; offset < BYTES; ) {
			const end = Math.min(offset + PIECE, BYTES);
			const cut = cutAt.length > 0 && cutAt[0] < end ? cutAt.shift() : null;
			const begun = performance.now();
			const answer = await sendPiece(file, place, headers, offset, end, cut);
			if (cut !== null) {
				cuts += 1;
				reached = cut;
				offset = await whereIsIt(place, headers);
				again += Math.max(0, reached - offset);
				continue;
			}
			if (answer === 423) {
				await pause(200);
				offset = await whereIsIt(place, headers);
				continue;
			}
			if (answer !== 204) throw new Error(`a piece was answered by ${answer}`);
			last_s = (performance.now() - begun) / 1000;
			offset = end;
		}
	} finally {
		await file.close();
	}
	return { cuts, again, last_s };
}

/** One request; when it is to be cut, the line is torn after so many bytes of the file. */
async function sendPiece(file, place, headers, from, to, cut) {
	const asked = request(place, {
		method: "PATCH",
		agent: false,
		headers: { ...headers, "upload-offset": String(from), "content-type": "application/offset+octet-stream", "content-length": String(to - from) },
	});
	const answered = new Promise((done) => {
		asked.on("response", (answer) => answer.resume().on("end", () => done(answer.statusCode)));
		asked.on("error", () => done(0));
	});
	for (let at = from; at < (cut ?? to); ) {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(STEP), 0, Math.min(STEP, (cut ?? to) - at), at);
		at += bytesRead;
		const more = asked.write(buffer.subarray(0, bytesRead));
		if (!more) await Promise.race([new Promise((done) => asked.once("drain", done)), answered]);
	}
	if (cut === null) asked.end();
	else asked.destroy();
	return answered;
}

/** Asks until the server has noticed that the line is cut and has written what came. */
async function whereIsIt(place, headers) {
	let known = -1;
	for (;;) {
		const answer = await getPage(place, { method: "HEAD", headers });
		if (answer.status !== 200) throw new Error(`asked where it is: ${answer.status}`);
		const offset = Number(answer.headers["upload-offset"]);
		if (offset === known) return offset;
		known = offset;
		await pause(100);
	}
}

/** Bytes that cannot be packed, the same each time. */
async function writeFile(path) {
	const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, 7), Buffer.alloc(16));
	const hash = createHash("sha256");
	const blank = Buffer.alloc(STEP);
	const file = await open(path, "w");
	for (let at = 0; at < BYTES; at += STEP) {
		const bytes = cipher.update(blank);
		hash.update(bytes);
		await file.write(bytes);
	}
	await file.close();
	return hash.digest("hex");
}

async function hashOf(path) {
	const hash = createHash("sha256");
	const file = await open(path).catch(() => null);
	if (!file) return "";
	for await (const bytes of file.createReadStream({ highWaterMark: STEP })) hash.update(bytes);
	return hash.digest("hex");
}

function watchMemory(server) {
	let peak = 0;
	const look = async () => (peak = Math.max(peak, await pssMb(server.pid).catch(() => 0)));
	const timer = setInterval(look, MEMORY_EVERY_MS);
	return {
		async end() {
			clearInterval(timer);
			await look();
			return peak;
		},
	};
}

function base64(text) {
	return Buffer.from(text).toString("base64");
}
