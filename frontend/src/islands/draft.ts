/**
 * `<form data-island="draft" data-user="…">`: what is typed is kept in the browser and
 * comes back after a crash, a closed tab or a lost link. The draft goes when a page with a
 * confirming flash follows, or when the person discards it.
 *
 * Never kept: passwords, files, hidden fields, and all with `data-private`.
 * Texts: `data-text-restored="Restored from {time}"`, `data-text-discard="Discard"`.
 */
import type { Draft } from "../drafts";
import type { Tools } from "../islands";

const SAVE_AFTER_MS = 400;

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function start(root: HTMLElement, signal: AbortSignal, tools: Tools): void {
	const { draftKey, dropDraft, dropOldDrafts, markSent, readDraft, writeDraft } = tools.drafts;
	const form = root as HTMLFormElement;
	const key = draftKey(form.dataset.user ?? "", location.pathname, form.id || form.getAttribute("action") || "");
	const given = values(form);
	let timer = 0;

	const save = (): void => {
		clearTimeout(timer);
		writeDraft(key, { saved_at_ms: Date.now(), fields: values(form) });
	};

	dropOldDrafts(Date.now());
	const draft = readDraft(key);
	if (draft && !same(draft.fields, given)) {
		fillForm(form, draft.fields);
		const discard = (): void => {
			clearTimeout(timer);
			dropDraft(key);
			fillForm(form, given);
		};
		form.prepend(note(form, draft, discard, tools));
	}

	form.addEventListener(
		"input",
		() => {
			clearTimeout(timer);
			timer = setTimeout(save, SAVE_AFTER_MS);
		},
		{ signal },
	);
	form.addEventListener(
		"submit",
		() => {
			save();
			markSent(key);
			// Leaving the page now is no reason to save once more what is on its way.
			timer = 0;
		},
		{ signal },
	);
	// A phone may stop the page without another word.
	window.addEventListener("pagehide", () => timer && !same(values(form), given) && save(), { signal });
	signal.addEventListener("abort", () => clearTimeout(timer));
}

function note(form: HTMLFormElement, draft: Draft, discard: () => void, tools: Tools): HTMLElement {
	const { digitsLanguage, fill, icon, make } = tools;
	const time = new Intl.DateTimeFormat(digitsLanguage(), { dateStyle: "short", timeStyle: "short" }).format(draft.saved_at_ms);
	const text = make("div", {}, fill(form.dataset.textRestored ?? "", { time }));
	const button = make("button", { class: "button", type: "button", "data-size": "small" }, form.dataset.textDiscard ?? "");
	const flash = make("div", { class: "flash", role: "status", "data-draft-note": "" }, icon("history"), text, button);
	button.addEventListener("click", () => {
		discard();
		flash.remove();
		keptFields(form)[0]?.focus();
	});
	return flash;
}

/** The fields that may be kept; those of one name stay together and in order. */
function keptFields(form: HTMLFormElement): Field[] {
	return [...form.elements].filter((element): element is Field => {
		if (!element.matches("input[name], select[name], textarea[name]")) return false;
		if (element.matches("[type=password], [type=file], [type=hidden], [type=submit]")) return false;
		return element.closest("[data-private]") === null;
	});
}

function values(form: HTMLFormElement): Draft["fields"] {
	const byName = new Map<string, string[]>();
	for (const field of keptFields(form)) {
		const list = byName.get(field.name) ?? [];
		list.push(...fieldValues(field));
		byName.set(field.name, list);
	}
	return [...byName];
}

function fieldValues(field: Field): string[] {
	if (isTick(field)) return field.checked ? [field.value] : [];
	if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map((option) => option.value);
	return [field.value];
}

function fillForm(form: HTMLFormElement, fields: Draft["fields"]): void {
	const byName = new Map(fields.map(([name, list]) => [name, [...list]]));
	for (const field of keptFields(form)) {
		const list = byName.get(field.name);
		if (!list) continue;
		if (isTick(field)) field.checked = list.includes(field.value);
		else if (field instanceof HTMLSelectElement) chooseOptions(field, list);
		else field.value = list.shift() ?? "";
	}
}

function chooseOptions(field: HTMLSelectElement, list: string[]): void {
	for (const option of field.options) option.selected = list.includes(option.value);
}

function isTick(field: Field): field is HTMLInputElement {
	return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

function same(left: Draft["fields"], right: Draft["fields"]): boolean {
	return JSON.stringify(left) === JSON.stringify(right);
}
