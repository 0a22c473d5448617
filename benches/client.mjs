// A browser without a window: keeps cookies, fills in forms, signs people in.

import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const PASSWORD = "oqu-demo-2026";

/** Asks for one address; gives status, headers, body and the time from sending to the last byte. */
export function getPage(url, { method = "GET", headers = {}, body = null } = {}) {
	return new Promise((done, failed) => {
		const begun = performance.now();
		const asked = request(url, { method, headers, agent }, (answer) => {
			const pieces = [];
			answer.on("data", (piece) => pieces.push(piece));
			answer.on("error", failed);
			answer.on("end", () => {
				const took_ms = performance.now() - begun;
				done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces), took_ms });
			});
		});
		asked.on("error", failed);
		asked.end(body);
	});
}

/** Signs in as a person would, by the form; gives the cookie of the session. */
export async function signIn(base, login) {
	const form = await getPage(`${base}/login`);
	const guest = cookie(form, "oqu_guest");
	const fields = { csrf: token(form), login, password: PASSWORD };
	const answer = await send(`${base}/login`, guest, fields);
	const session = cookie(answer, "oqu_session");
	if (answer.status !== 303 || !session) throw new Error(`failed to sign in as ${login}: ${answer.status}`);
	return session;
}

/** Signs several people in, two at a time: a hash is meant to be slow. */
export async function signInAll(base, logins) {
	const cookies = new Array(logins.length);
	let next = 0;
	const hand = async () => {
		while (next < logins.length) {
			const at = next++;
			cookies[at] = await signIn(base, logins[at]);
		}
	};
	await Promise.all([hand(), hand()]);
	return cookies;
}

export function send(url, cookies, fields) {
	const body = new URLSearchParams(fields).toString();
	const headers = { cookie: cookies, "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
	return getPage(url, { method: "POST", headers, body });
}

export function token(page) {
	const found = /name="csrf" value="([^"]+)"/.exec(page.body.toString());
	if (!found) throw new Error(`a page without a form: ${page.status}`);
	return found[1];
}

/** The fields of the page's main form as they stand there. */
export function formFields(page) {
	const html = page.body.toString();
	const form = /<form class="form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
	const fields = {};
	for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
		const name = attribute(tag, "name");
		const ticks = /type="(radio|checkbox)"/.test(tag);
		if (name && (!ticks || / checked/.test(tag))) fields[name] = attribute(tag, "value") ?? "";
	}
	for (const [, name, options] of form.matchAll(/<select\b[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
		fields[name] = attribute(/<option[^>]* selected[^>]*>/.exec(options)?.[0] ?? "", "value") ?? "";
	}
	return fields;
}

function attribute(tag, name) {
	const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
	return found?.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

function cookie(answer, name) {
	const lines = answer.headers["set-cookie"] ?? [];
	return lines.find((line) => line.startsWith(`${name}=`))?.split(";")[0];
}
