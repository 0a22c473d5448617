import { announce } from "./announce";
import { digitsLanguage, fill, icon, make } from "./dom";
import { draftKey, dropDraft, dropOldDrafts, markSent, readDraft, writeDraft } from "./drafts";

/**
 * What the islands share is handed to them. If they imported it, the bundler would move it
 * out of app.js into files of their own, and every first visit would wait for those too.
 */
const drafts = { draftKey, dropDraft, dropOldDrafts, markSent, readDraft, writeDraft };
const TOOLS = { announce, digitsLanguage, drafts, fill, icon, make };

export type Tools = typeof TOOLS;

/** An island brings one element to life; the signal fires when the element leaves the page. */
export interface Island {
	start(root: HTMLElement, signal: AbortSignal, tools: Tools): void;
}

interface Entry {
	selector: string;
	load: () => Promise<Island>;
}

// The one list of islands. Each is a file of its own that is fetched when a page needs it.
const ISLANDS: Entry[] = [
	{ selector: '[data-island~="autosubmit"]', load: () => import("./islands/autosubmit") },
	{ selector: '[data-island~="draft"]', load: () => import("./islands/draft") },
	{ selector: '[data-island~="file-drop"]', load: () => import("./islands/file-drop") },
	{ selector: '[data-island~="passkey"]', load: () => import("./islands/passkey") },
	{ selector: '[data-island~="progress"]', load: () => import("./islands/progress") },
	{ selector: "a[data-confirm]", load: () => import("./islands/dialog") },
	{ selector: "details.menu", load: () => import("./islands/menu") },
];

const running = new Map<Element, Map<string, AbortController>>();

/** Starts the islands in a piece of page, each element once. */
export function startIslands(root: Element): void {
	for (const entry of ISLANDS) {
		for (const element of matches(root, entry.selector)) start(entry, element);
	}
}

/** Stops the islands of an element that leaves the page, and of all inside it. */
export function stopIslands(root: Element): void {
	for (const [element, controllers] of running) {
		if (!root.contains(element)) continue;
		for (const controller of controllers.values()) controller.abort();
		running.delete(element);
	}
}

async function start(entry: Entry, element: HTMLElement): Promise<void> {
	const controllers = running.get(element) ?? new Map<string, AbortController>();
	if (controllers.has(entry.selector)) return;
	const controller = new AbortController();
	controllers.set(entry.selector, controller);
	running.set(element, controllers);
	try {
		const island = await entry.load();
		if (!controller.signal.aborted) island.start(element, controller.signal, TOOLS);
	} catch (error) {
		// Without its island an element is still plain HTML that works; a later swap tries again.
		controllers.delete(entry.selector);
		console.warn(`failed to start ${entry.selector}`, error);
	}
}

function matches(root: Element, selector: string): HTMLElement[] {
	const found = [...root.querySelectorAll<HTMLElement>(selector)];
	if (root instanceof HTMLElement && root.matches(selector)) found.unshift(root);
	return found;
}
