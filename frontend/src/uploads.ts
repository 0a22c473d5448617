// Files that go on where they broke off: the tus protocol 1.0 as `platform/files` speaks it.
// Only the island of file fields imports this.

const ENDPOINT = "/uploads";
const VERSION = "1.0.0";

/** Bytes of one request: each is on disk before the next begins. */
const PIECE = 8 * 1024 * 1024;
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** The server forgets an upload after a day without a new piece. */
const KEEP_MS = 24 * 60 * 60 * 1000;
const PREFIX = "oqu-upload:";

/** What a browser remembers of an upload, to go on after the page was left. */
export interface Kept {
	place: string;
	name: string;
	size: number;
	begun_ms: number;
}

export type State = "going" | "paused" | "waits" | "there" | "broken";

export interface Told {
	state: State;
	sent: number;
	/** What the server says of a file that it does not take. */
	why: string;
}

/** One file on its way. `changed` is told of every step. */
export class Upload {
	place = "";
	told: Told = { state: "going", sent: 0, why: "" };
	#request: XMLHttpRequest | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pause = SHORTEST_PAUSE_MS;
	#key: string;

	constructor(
		readonly file: File,
		private readonly purpose: string,
		private readonly token: string,
		private readonly changed: (upload: Upload) => void,
	) {
		this.#key = `${PREFIX}${purpose}:${file.name}:${file.size}:${file.lastModified}`;
		addEventListener("online", this.#online);
	}

	/** The id by which a form names it. */
	get id(): string {
		return this.place.split("/").pop() ?? "";
	}

	start(): void {
		this.place = read(this.#key)?.place ?? "";
		if (this.place) this.#ask();
		else this.#begin();
	}

	pause(): void {
		this.#stop();
		this.#tell("paused");
	}

	goOn(): void {
		this.#pause = SHORTEST_PAUSE_MS;
		this.#tell("going");
		if (this.place) this.#ask();
		else this.#begin();
	}

	/** The person does not want it: the server forgets it too. */
	cancel(): void {
		this.#stop();
		removeEventListener("online", this.#online);
		forget(this.#key);
		if (this.place) this.#send("DELETE", this.place, {}, null, () => {});
	}

	/** The page goes away; the upload stays. */
	leave(): void {
		this.#stop();
		removeEventListener("online", this.#online);
	}

	#online = (): void => {
		if (this.told.state === "waits") this.goOn();
	};

	#stop(): void {
		clearTimeout(this.#timer);
		const request = this.#request;
		this.#request = null;
		request?.abort();
	}

	#tell(state: State, sent = this.told.sent, why = ""): void {
		this.told = { state, sent, why };
		this.changed(this);
	}

	#begin(): void {
		const metadata = `purpose ${base64(this.purpose)},filename ${base64(this.file.name)}`;
		const headers = { "Upload-Length": String(this.file.size), "Upload-Metadata": metadata };
		this.#send("POST", ENDPOINT, headers, null, (request) => {
			if (request.status !== 201) return this.#refused(request);
			this.place = new URL(request.getResponseHeader("Location") ?? "", location.href).pathname;
			write(this.#key, { place: this.place, name: this.file.name, size: this.file.size, begun_ms: Date.now() });
			this.#add(0);
		});
	}

	#ask(): void {
		this.#send("HEAD", this.place, {}, null, (request) => {
			if (request.status === 404 || request.status === 410) {
				this.place = "";
				return this.#begin();
			}
			if (request.status !== 200) return this.#refused(request);
			this.#add(Number(request.getResponseHeader("Upload-Offset")));
		});
	}

	#add(offset: number): void {
		if (offset >= this.file.size) {
			this.#tell("there", this.file.size);
			return;
		}
		this.#tell("going", offset);
		const headers = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
		const piece = this.file.slice(offset, offset + PIECE);
		this.#send("PATCH", this.place, headers, piece, (request) => {
			if (request.status !== 204) return this.#refused(request);
			this.#pause = SHORTEST_PAUSE_MS;
			this.#add(Number(request.getResponseHeader("Upload-Offset")));
		});
	}

	/** A step that another try may help is tried again, later each time. */
	#refused(request: XMLHttpRequest): void {
		const { status } = request;
		const passes = status === 0 || status === 409 || status === 423 || status === 460 || status === 507 || status >= 500;
		if (!passes) {
			// Whoever signs in again goes on with it.
			if (status !== 401 && status !== 403) forget(this.#key);
			this.#tell("broken", this.told.sent, request.getResponseHeader("Content-Type")?.startsWith("text/plain") ? request.responseText : "");
			return;
		}
		this.#tell("waits");
		this.#timer = setTimeout(() => this.#retry(), this.#pause);
		this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
	}

	#retry(): void {
		if (this.place) this.#ask();
		else this.#begin();
	}

	#send(method: string, place: string, headers: Record<string, string>, body: Blob | null, done: (request: XMLHttpRequest) => void): void {
		const request = new XMLHttpRequest();
		request.open(method, place);
		request.setRequestHeader("Tus-Resumable", VERSION);
		request.setRequestHeader("X-CSRF-Token", this.token);
		for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
		const offset = Number(headers["Upload-Offset"] ?? 0);
		request.upload.onprogress = (event) => {
			if (this.#request === request) this.#tell("going", offset + event.loaded);
		};
		request.onloadend = () => {
			if (method === "DELETE" || this.#request === request) done(request);
		};
		if (method !== "DELETE") this.#request = request;
		request.send(body);
	}
}

/** Uploads for a purpose that were begun in this browser and not used yet. */
export function unfinished(purpose: string): Kept[] {
	const found: Kept[] = [];
	try {
		for (const key of Object.keys(localStorage)) {
			if (!key.startsWith(`${PREFIX}${purpose}:`)) continue;
			const kept = read(key);
			if (kept && Date.now() - kept.begun_ms < KEEP_MS) found.push(kept);
			else forget(key);
		}
	} catch {
		// Without storage an upload ends with its page.
	}
	return found;
}

/** The form has taken them: nothing is left to go on with. */
export function settle(places: string[]): void {
	try {
		for (const key of Object.keys(localStorage)) {
			if (key.startsWith(PREFIX) && places.includes(read(key)?.place ?? "")) forget(key);
		}
	} catch {
		// see unfinished
	}
}

function base64(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function read(key: string): Kept | null {
	try {
		const text = localStorage.getItem(key);
		return text ? (JSON.parse(text) as Kept) : null;
	} catch {
		return null;
	}
}

function write(key: string, kept: Kept): void {
	try {
		localStorage.setItem(key, JSON.stringify(kept));
	} catch {
		// see unfinished
	}
}

function forget(key: string): void {
	try {
		localStorage.removeItem(key);
	} catch {
		// see unfinished
	}
}
