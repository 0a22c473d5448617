// Where drafts lie and when they may go. The island writes them, every page settles them.

const PREFIX = "oqu-draft:";
const SENT = "oqu-draft-sent";

/** A draft left untouched this long is forgotten. */
const KEEP_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface Draft {
	saved_at_ms: number;
	fields: [name: string, values: string[]][];
}

export function draftKey(user: string, path: string, form: string): string {
	return `${PREFIX}${user}:${path}:${form}`;
}

export function readDraft(key: string): Draft | null {
	try {
		const text = localStorage.getItem(key);
		return text ? (JSON.parse(text) as Draft) : null;
	} catch {
		return null;
	}
}

export function writeDraft(key: string, draft: Draft): void {
	try {
		localStorage.setItem(key, JSON.stringify(draft));
	} catch {
		// A full or forbidden storage costs the draft, never the form.
	}
}

export function dropDraft(key: string): void {
	try {
		localStorage.removeItem(key);
	} catch {
		// see writeDraft
	}
}

/** The form is on its way; its draft stays until a page says that it arrived. */
export function markSent(key: string): void {
	try {
		sessionStorage.setItem(SENT, key);
	} catch {
		// see writeDraft
	}
}

/** A confirming flash after a sent form means that the server has it: the draft may go. */
export function settleDraft(root: Element): void {
	const confirmed = root.matches(CONFIRMED) || root.querySelector(CONFIRMED) !== null;
	if (!confirmed) return;
	try {
		const key = sessionStorage.getItem(SENT);
		if (key) dropDraft(key);
		sessionStorage.removeItem(SENT);
	} catch {
		// see writeDraft
	}
}

const CONFIRMED = '.flash[data-tone="action"]';

/** Forgets drafts that nobody came back to. */
export function dropOldDrafts(now_ms: number): void {
	for (const key of Object.keys(localStorage)) {
		if (!key.startsWith(PREFIX)) continue;
		const draft = readDraft(key);
		if (!draft || now_ms - draft.saved_at_ms > KEEP_DAYS * DAY_MS) dropDraft(key);
	}
}
