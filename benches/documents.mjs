// What documents cost: a thousand certificates of study issued and printed, and the list of people:
// `./bench people --only documents`.
//
// The hands that ask run on the same processors as the program.

import { mkdir } from "node:fs/promises";
import { formFields, getPage, send, signIn } from "./client.mjs";
import { cpuSeconds, pssMb, startOqu } from "./server.mjs";

const REGISTRAR = "zhanar";
const CERTIFICATES = 1_000;
const GOAL_S = 20;
const HANDS = 4;

/** Issues and prints a thousand certificates on a demo of its own in `folder`. */
export async function measureDocuments(report, { binary }, folder) {
	await mkdir(folder, { recursive: true });
	const server = await startOqu({ binary, data: folder });
	try {
		report.section("Documents");
		const session = await signIn(server.base, REGISTRAR);
		const learners = await learnersOf(server.base, session);
		const before = await pssMb(server.pid);
		const issued = new Array(CERTIFICATES);
		const issuing = await timed(server, CERTIFICATES, async (at) => {
			issued[at] = await issue(server.base, session, learners[at % learners.length], at);
		});
		const bytes = new Array(CERTIFICATES);
		const printing = await timed(server, CERTIFICATES, async (at) => {
			bytes[at] = await print(server.base, session, `${issued[at]}/pdf`);
		});
		const kb = bytes.reduce((sum, size) => sum + size, 0) / CERTIFICATES / 1_000;
		const each = (cpu) => `${((cpu * 1_000) / CERTIFICATES).toFixed(1)} ms CPU each`;
		report.row(`${CERTIFICATES} certificates issued, by their forms`, `${issuing.s.toFixed(1)} s, ${each(issuing.cpu_s)}`);
		report.row(`${CERTIFICATES} PDF of the certificate, ${Math.round(kb)} KB each`, `${printing.s.toFixed(1)} s, ${each(printing.cpu_s)}`, `${GOAL_S} s`, printing.s / GOAL_S);
		const most = Math.max(printing.most_mb, issuing.most_mb);
		report.row("memory before, at most", `${Math.round(before)} MB, ${Math.round(most)} MB`);
		const list = await timed(server, 1, async () => {
			await print(server.base, session, "/people.pdf");
		});
		report.row("the list of people on paper", `${list.s.toFixed(1)} s, memory after ${Math.round(await pssMb(server.pid))} MB`);
	} finally {
		await server.stop();
	}
}

async function learnersOf(base, session) {
	const found = new Set();
	let path = "/people?role=learner";
	while (path && found.size < CERTIFICATES) {
		const page = await getPage(`${base}${path}`, { headers: { cookie: session } });
		const html = page.body.toString();
		for (const [, id] of html.matchAll(/href="\/people\/([0-9a-f-]{36})"/g)) found.add(id);
		const next = /<a href="([^"]+)" rel="next"/.exec(html)?.[1];
		path = next?.replaceAll("&#38;", "&").replaceAll("&amp;", "&");
	}
	return [...found];
}

async function issue(base, session, person, at) {
	const address = `${base}/people/${person}/certificate`;
	const fields = formFields(await getPage(address, { headers: { cookie: session } }));
	const typed = { ...fields, "certificate-language": ["kk", "ru"][at % 2], "certificate-purpose": `№ ${at}` };
	const answer = await send(address, session, typed);
	if (answer.status !== 303) throw new Error(`failed to issue a certificate: ${answer.status}`);
	return answer.headers.location;
}

async function print(base, session, path) {
	const answer = await getPage(`${base}${path}`, { headers: { cookie: session } });
	if (answer.status !== 200) throw new Error(`failed to print ${path}: ${answer.status}`);
	return answer.body.length;
}

/** Does something so many times by a few hands. */
async function timed(server, count, act) {
	const [begun, cpu] = [performance.now(), await cpuSeconds(server.pid)];
	let next = 0;
	let most_mb = 0;
	const hand = async () => {
		while (next < count) {
			const at = next++;
			await act(at);
			if (at % 50 === 0) most_mb = Math.max(most_mb, await pssMb(server.pid));
		}
	};
	await Promise.all(Array.from({ length: Math.min(HANDS, count) }, hand));
	const s = (performance.now() - begun) / 1_000;
	return { s, cpu_s: (await cpuSeconds(server.pid)) - cpu, most_mb };
}
