// Which pages the stories have looked at in every view, against the routes of the program: a new
// page that no story opens fails the run.

import { appendFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Every route of the program, as the test of roles keeps it. */
const ROUTES = join(import.meta.dirname, "../app/tests/pages/roles-by-routes.txt");

/** Routes that answer machines or give files. */
const NO_PAGE = [
	/^\/(healthz|readyz|metrics)$/,
	/\.(xlsx|pdf|jsonl|webmanifest)$/,
	/\/pdf$/,
	/\/archive$/,
	/\/(events|progress)$/,
	/^\/files\//,
	/\/letter$/,
	/^\/api\//,
	/^\/news\/feed\//,
];

/** Routes that lead to where the page stands now. */
const MOVED = [/^\/protection$/];

/** Routes whose pages are failures, and never 200. */
const ALWAYS_REFUSED = [/^\/style\/failures\//];

/** The stories of one run note what they saw in one file; each file of stories is a process. */
export async function beginSeen() {
	const folder = await mkdtemp(join(tmpdir(), "oqu-seen-"));
	const file = join(folder, "pages");
	await writeFile(file, "");
	process.env.OQU_E2E_SEEN = file;
	return { folder, file };
}

export function noteSeen(path) {
	const file = process.env.OQU_E2E_SEEN;
	if (file) appendFileSync(file, `${new URL(path, "http://oqu").pathname}\n`);
}

/** The routes of pages that no story has looked at. */
export async function forgotten({ folder, file }) {
	const paths = (await readFile(file, "utf8")).split("\n").filter(Boolean);
	await rm(folder, { recursive: true, force: true });
	const routes = pageRoutes(await readFile(ROUTES, "utf8"));
	const seen = new Set(paths.map((path) => routeOf(routes, path)));
	return routes.filter((route) => !seen.has(route));
}

export function pageRoutes(table) {
	const routes = [...table.matchAll(/^GET +(\S+)/gm)].map(([, route]) => route);
	const without = [...NO_PAGE, ...MOVED, ...ALWAYS_REFUSED];
	return [...new Set(routes)].filter((route) => !without.some((pattern) => pattern.test(route)));
}

/** `/people/new` is a route of its own, and not a person. */
export function routeOf(routes, path) {
	if (routes.includes(path)) return path;
	return routes.find((route) => new RegExp(`^${route.replace(/\{\w+\}/g, "[^/]+")}$`).test(path));
}
