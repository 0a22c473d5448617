/**
 * `<form data-island="passkey" data-mode="get|create" data-options="/…/options">`: asks the
 * server for a challenge, asks the browser for a passkey, and sends the form with what it
 * said. `[data-passkey-ready]` shows when there are passkeys here, `[data-passkey-absent]`
 * when there are none. Without scripts the form stays hidden and the password does the work.
 *
 * Texts: `data-text-failed`, `data-text-known` (the device has a passkey already).
 */
import type { Tools } from "../islands";

export function start(root: HTMLElement, signal: AbortSignal, tools: Tools): void {
	if (!window.PublicKeyCredential || !navigator.credentials) return;
	const form = root as HTMLFormElement;
	const ready = form.querySelector<HTMLElement>("[data-passkey-ready]");
	const absent = form.querySelector<HTMLElement>("[data-passkey-absent]");
	if (!ready) return;
	ready.hidden = false;
	if (absent) absent.hidden = true;
	let busy = false;

	form.addEventListener(
		"submit",
		(event) => {
			event.preventDefault();
			if (busy) return;
			busy = true;
			answer(form, signal)
				.catch((error: unknown) => complain(form, ready, error, tools))
				.finally(() => (busy = false));
		},
		{ signal },
	);
}

async function answer(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
	const asked = await ask(form, signal);
	if (asked.place) {
		location.assign(asked.place);
		return;
	}
	const fields = form.dataset.mode === "create" ? await create(asked.publicKey, signal) : await get(asked.publicKey, signal);
	for (const [name, value] of Object.entries(fields)) put(form, name, value);
	form.submit();
}

/** The options as they travel: bytes are base64url. */
type Options = any;

async function ask(form: HTMLFormElement, signal: AbortSignal): Promise<{ place?: string; publicKey: Options }> {
	const csrf = form.querySelector<HTMLInputElement>("input[name=csrf]")?.value ?? "";
	const response = await fetch(form.dataset.options ?? "", { method: "POST", body: new URLSearchParams({ csrf }), signal });
	if (!response.ok) throw new Error(`options: ${response.status}`);
	return response.json();
}

async function create(options: Options, signal: AbortSignal): Promise<Record<string, string>> {
	const publicKey = {
		...options,
		challenge: bytes(options.challenge),
		user: { ...options.user, id: bytes(options.user.id) },
		excludeCredentials: known(options.excludeCredentials),
	};
	const made = (await navigator.credentials.create({ publicKey, signal })) as PublicKeyCredential;
	const response = made.response as AuthenticatorAttestationResponse;
	return {
		client: text(response.clientDataJSON),
		authenticator: text(response.getAuthenticatorData()),
		transports: response.getTransports?.().join(",") ?? "",
	};
}

async function get(options: Options, signal: AbortSignal): Promise<Record<string, string>> {
	const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
	const found = (await navigator.credentials.get({ publicKey, signal })) as PublicKeyCredential;
	const response = found.response as AuthenticatorAssertionResponse;
	return {
		credential: text(found.rawId),
		client: text(response.clientDataJSON),
		authenticator: text(response.authenticatorData),
		signature: text(response.signature),
		handle: response.userHandle ? text(response.userHandle) : "",
	};
}

function known(list: Options[]): PublicKeyCredentialDescriptor[] {
	return list.map((one) => {
		const described: PublicKeyCredentialDescriptor = { type: "public-key", id: bytes(one.id) };
		if (one.transports.length > 0) described.transports = one.transports;
		return described;
	});
}

function put(form: HTMLFormElement, name: string, value: string): void {
	let field = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
	if (!field) {
		field = document.createElement("input");
		field.type = "hidden";
		field.name = name;
		form.append(field);
	}
	field.value = value;
}

function complain(form: HTMLFormElement, ready: HTMLElement, error: unknown, tools: Tools): void {
	if ((error as Error).name === "AbortError") return;
	const isKnown = (error as Error).name === "InvalidStateError" && form.dataset.textKnown;
	const said = isKnown ? (form.dataset.textKnown ?? "") : (form.dataset.textFailed ?? "");
	let note = form.querySelector<HTMLElement>("[data-passkey-note]");
	if (!note) {
		note = tools.make("p", { class: "error", "data-passkey-note": "" });
		ready.after(note);
	}
	note.textContent = said;
	tools.announce(said);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
	const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
	return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
	const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
	return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
