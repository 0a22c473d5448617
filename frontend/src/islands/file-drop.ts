/**
 * `<div class="drop" data-island="file-drop">` around `<input type="file">`: files can be
 * dropped, are listed with their sizes and can be taken away one by one before they are
 * sent. With `data-purpose` they go to the server at once, in pieces that go on where they
 * broke off; the form then names them in hidden fields. Without scripts the plain input does
 * the work.
 *
 * Texts: `data-text-remove="Remove {name}"`, `data-text-large="{name} is larger than …"`,
 * `data-text-units="B KB MB GB"`; with a purpose also `-going`, `-there`, `-waits`, `-broken`,
 * `-pause` and `-go-on` with `{name}`, `-unfinished`.
 * Limit: `data-max-bytes`.
 */
import type { Tools } from "../islands";
import { settle, unfinished, Upload } from "../uploads";

export function start(root: HTMLElement, signal: AbortSignal, tools: Tools): void {
	const input = root.querySelector<HTMLInputElement>("input[type=file]");
	if (!input) return;
	const list = tools.make("ul", { class: "uploads" });
	root.after(list);
	root.dataset.ready = "";
	signal.addEventListener("abort", () => list.remove());
	const form = input.form;
	const token = form?.querySelector<HTMLInputElement>("input[name=csrf]")?.value;
	if (form && token && root.dataset.purpose) {
		new Sender(root, input, form, token, list, tools, signal);
		return;
	}
	const show = (): void => list.replaceChildren(...rows(root, input, show, tools));
	input.addEventListener("change", show, { signal });
	listenForDrops(root, input, show, signal);
	// After Back the browser may have kept the chosen files.
	show();
}

/** Sends what is chosen at once, and lets the form wait for it. */
class Sender {
	#uploads = new Map<Upload, HTMLElement>();
	/** How the form was to be sent while files were still on their way. */
	#waiting: { by: HTMLElement | null } | null = null;

	constructor(
		private readonly root: HTMLElement,
		private readonly input: HTMLInputElement,
		private readonly form: HTMLFormElement,
		private readonly token: string,
		private readonly list: HTMLElement,
		private readonly tools: Tools,
		signal: AbortSignal,
	) {
		const take = (): void => this.#take();
		input.addEventListener("change", take, { signal });
		listenForDrops(root, input, take, signal);
		form.addEventListener("submit", (event) => this.#submit(event), { signal });
		signal.addEventListener("abort", () => {
			for (const upload of this.#uploads.keys()) upload.leave();
		});
		if (unfinished(root.dataset.purpose ?? "").length > 0) {
			const note = tools.make("li", { class: "upload", "data-tone": "attention" }, tools.icon("sync"));
			note.append(tools.make("span", { class: "note" }, root.dataset.textUnfinished ?? ""));
			list.append(note);
		}
		if (input.files?.length) take();
	}

	#take(): void {
		const files = [...(this.input.files ?? [])];
		// The form carries names of uploads, not the files again.
		this.input.value = "";
		if (files.length === 0) return;
		if (!this.input.multiple) for (const upload of [...this.#uploads.keys()]) this.#remove(upload);
		for (const note of this.list.querySelectorAll(":scope > :not([data-file])")) note.remove();
		const limit = Number(this.root.dataset.maxBytes) || Infinity;
		for (const file of files) {
			if (file.size > limit) {
				this.list.append(large(this.root, file, this.tools));
				continue;
			}
			const upload = new Upload(file, this.root.dataset.purpose ?? "", this.token, () => this.#show(upload));
			const item = this.#item(upload);
			this.#uploads.set(upload, item);
			this.list.append(item);
			upload.start();
		}
	}

	#item(upload: Upload): HTMLElement {
		const { icon, make } = this.tools;
		const { file } = upload;
		const bar = make("progress", { class: "bar", max: "100", value: "0", "aria-label": file.name });
		const note = make("span", { class: "soft num", "data-slot": "note" });
		const hold = make("button", { class: "tool", type: "button", "data-slot": "hold" });
		hold.addEventListener("click", () => (upload.told.state === "paused" ? upload.goOn() : upload.pause()));
		const remove = button(this.root.dataset.textRemove, file.name, "x", this.tools);
		remove.addEventListener("click", () => {
			this.#remove(upload);
			this.input.focus();
		});
		const tools = make("span", { class: "upload-tools" }, hold, remove);
		return make("li", { class: "upload", "data-file": "" }, icon("file"), make("span", { class: "file-name" }, file.name), note, bar, tools);
	}

	#show(upload: Upload): void {
		const item = this.#uploads.get(upload);
		if (!item) return;
		const { fill, icon, make, digitsLanguage, announce } = this.tools;
		const { state, sent, why } = upload.told;
		const { dataset } = this.root;
		const words = { going: dataset.textGoing, paused: "", waits: dataset.textWaits, there: dataset.textThere, broken: why || dataset.textBroken }[state] ?? "";
		const before = item.dataset.state;
		item.dataset.state = state;
		const bar = item.querySelector("progress");
		if (bar) {
			bar.value = upload.file.size > 0 ? (100 * sent) / upload.file.size : 100;
			bar.hidden = state === "there" || state === "broken";
		}
		const units = dataset.textUnits ?? "";
		const size = sizeText(upload.file.size, units, digitsLanguage());
		const part = state === "there" || state === "broken" ? size : `${sizeText(sent, units, digitsLanguage())} / ${size}`;
		const note = item.querySelector('[data-slot="note"]');
		if (note) note.textContent = words ? `${part}. ${words}` : part;
		if (before === state) return;
		const hold = item.querySelector<HTMLElement>('[data-slot="hold"]');
		if (hold) {
			hold.hidden = state === "there" || state === "broken";
			const label = fill((state === "paused" ? dataset.textGoOn : dataset.textPause) ?? "{name}", { name: upload.file.name });
			hold.title = label;
			hold.setAttribute("aria-label", label);
			hold.replaceChildren(icon(state === "paused" ? "play" : "pause"));
		}
		if (state === "broken") item.dataset.tone = "loss";
		if (state === "there") {
			item.append(make("input", { type: "hidden", name: `${this.input.name}_upload`, value: upload.id }));
			announce(`${upload.file.name}: ${words}`);
		} else if (state === "broken" || state === "waits") {
			announce(`${upload.file.name}: ${words}`);
		}
		this.#sendWaiting();
	}

	#remove(upload: Upload): void {
		upload.cancel();
		this.#uploads.get(upload)?.remove();
		this.#uploads.delete(upload);
		this.#sendWaiting();
	}

	#isBusy(): boolean {
		return [...this.#uploads.keys()].some(({ told }) => told.state !== "there" && told.state !== "broken");
	}

	#submit(event: SubmitEvent): void {
		if (this.#isBusy()) {
			event.preventDefault();
			event.stopImmediatePropagation();
			this.#waiting = { by: event.submitter };
			this.tools.announce(this.root.dataset.textGoing ?? "");
			return;
		}
		// Hidden fields stand in the list beside the drop; they belong to the form wherever they stand.
		settle([...this.#uploads.keys()].map((upload) => upload.place));
	}

	#sendWaiting(): void {
		const waiting = this.#waiting;
		if (!waiting || this.#isBusy()) return;
		this.#waiting = null;
		const failed = [...this.#uploads.keys()].some(({ told }) => told.state === "broken");
		if (!failed) this.form.requestSubmit(waiting.by);
	}
}

function rows(root: HTMLElement, input: HTMLInputElement, changed: () => void, tools: Tools): HTMLElement[] {
	const limit = Number(root.dataset.maxBytes) || Infinity;
	const files = [...(input.files ?? [])];
	const tooLarge = files.find((file) => file.size > limit);
	input.setCustomValidity(tooLarge ? tools.fill(root.dataset.textLarge ?? "", { name: tooLarge.name }) : "");
	return files.map((file) => row(root, input, file, file.size > limit, changed, tools));
}

function row(root: HTMLElement, input: HTMLInputElement, file: File, isLarge: boolean, changed: () => void, tools: Tools): HTMLElement {
	const item = isLarge ? large(root, file, tools) : plain(root, file, tools);
	const remove = button(root.dataset.textRemove, file.name, "x", tools);
	remove.addEventListener("click", () => {
		const files = [...(input.files ?? [])].filter((other) => other !== file);
		setFiles(input, files);
		changed();
		tools.announce(remove.title);
		input.focus();
	});
	item.children[2]?.after(remove);
	return item;
}

function button(text: string | undefined, name: string, sign: string, { fill, icon, make }: Tools): HTMLElement {
	const label = fill(text ?? "{name}", { name });
	return make("button", { class: "tool", type: "button", title: label, "aria-label": label }, icon(sign));
}

function plain(root: HTMLElement, file: File, { digitsLanguage, icon, make }: Tools): HTMLElement {
	const name = make("span", { class: "file-name" }, file.name);
	const size = make("span", { class: "soft num" }, sizeText(file.size, root.dataset.textUnits ?? "", digitsLanguage()));
	return make("li", { class: "upload" }, icon("file"), name, size);
}

function large(root: HTMLElement, file: File, tools: Tools): HTMLElement {
	const item = plain(root, file, tools);
	item.dataset.tone = "loss";
	item.append(tools.make("span", { class: "note" }, tools.fill(root.dataset.textLarge ?? "", { name: file.name })));
	return item;
}

function listenForDrops(root: HTMLElement, input: HTMLInputElement, changed: () => void, signal: AbortSignal): void {
	root.addEventListener(
		"dragover",
		(event) => {
			event.preventDefault();
			root.dataset.over = "";
		},
		{ signal },
	);
	root.addEventListener("dragleave", () => delete root.dataset.over, { signal });
	root.addEventListener(
		"drop",
		(event) => {
			event.preventDefault();
			delete root.dataset.over;
			const dropped = [...(event.dataTransfer?.files ?? [])];
			if (dropped.length === 0) return;
			setFiles(input, input.multiple ? [...(input.files ?? []), ...dropped] : dropped.slice(0, 1));
			changed();
		},
		{ signal },
	);
}

function setFiles(input: HTMLInputElement, files: File[]): void {
	const transfer = new DataTransfer();
	for (const file of files) transfer.items.add(file);
	input.files = transfer.files;
	input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** 6.1 MB in the words of the page; sizes as people see them in their folders. */
function sizeText(bytes: number, unitWords: string, language: string): string {
	const units = unitWords.split(" ");
	let value = bytes;
	let step = 0;
	while (value >= 1024 && step < units.length - 1) {
		value /= 1024;
		step += 1;
	}
	const number = new Intl.NumberFormat(language, { maximumFractionDigits: step < 2 ? 0 : 1 });
	return `${number.format(value)} ${units[step]}`;
}
