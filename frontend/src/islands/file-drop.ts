/**
 * `<div class="drop" data-island="file-drop">` around `<input type="file">`: files can be
 * dropped, are listed with their sizes and can be taken away one by one before they are
 * sent. Without scripts the plain input does the work.
 *
 * Texts: `data-text-remove="Remove {name}"`, `data-text-large="{name} is larger than …"`,
 * `data-text-units="B KB MB GB"`.
 * Limit: `data-max-bytes`.
 */
import type { Tools } from "../islands";

export function start(root: HTMLElement, signal: AbortSignal, tools: Tools): void {
	const input = root.querySelector<HTMLInputElement>("input[type=file]");
	if (!input) return;
	const list = tools.make("ul", { class: "uploads" });
	root.after(list);
	root.dataset.ready = "";

	const show = (): void => list.replaceChildren(...rows(root, input, show, tools));

	input.addEventListener("change", show, { signal });
	listenForDrops(root, input, show, signal);
	signal.addEventListener("abort", () => list.remove());
	// After Back the browser may have kept the chosen files.
	show();
}

function rows(root: HTMLElement, input: HTMLInputElement, changed: () => void, tools: Tools): HTMLElement[] {
	const limit = Number(root.dataset.maxBytes) || Infinity;
	const files = [...(input.files ?? [])];
	const large = files.find((file) => file.size > limit);
	input.setCustomValidity(large ? tools.fill(root.dataset.textLarge ?? "", { name: large.name }) : "");
	return files.map((file) => row(root, input, file, file.size > limit, changed, tools));
}

function row(root: HTMLElement, input: HTMLInputElement, file: File, large: boolean, changed: () => void, tools: Tools): HTMLElement {
	const { announce, digitsLanguage, fill, icon, make } = tools;
	const label = fill(root.dataset.textRemove ?? "{name}", { name: file.name });
	const remove = make("button", { class: "tool", type: "button", title: label, "aria-label": label }, icon("x"));
	remove.addEventListener("click", () => {
		const files = [...(input.files ?? [])].filter((other) => other !== file);
		setFiles(input, files);
		changed();
		announce(label);
		input.focus();
	});
	const name = make("span", { class: "file-name" }, file.name);
	const size = make("span", { class: "soft num" }, sizeText(file.size, root.dataset.textUnits ?? "", digitsLanguage()));
	const item = make("li", { class: "upload", "data-tone": large ? "loss" : null }, icon("file"), name, size, remove);
	if (large) item.append(make("span", { class: "note" }, fill(root.dataset.textLarge ?? "", { name: file.name })));
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
