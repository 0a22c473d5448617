import { announce } from "./announce";

/** Where focus was before a swap: enough to find the same thing in the new content. */
interface Place {
	id: string;
	name: string;
	value: string;
	href: string;
	text: string;
}

let before: Place | null = null;

/**
 * After an htmx swap focus stands where it stood, or at the head of what is new, and the
 * new content says itself: `data-announce` on an element inside it holds the sentence.
 */
export function keepFocus(): void {
	document.addEventListener("htmx:beforeSwap", () => {
		before = placeOf(document.activeElement);
	});
	document.addEventListener("htmx:afterSettle", (event) => {
		const target = event.target as Element;
		if (focusIsLost()) restore(target);
		speak(target);
		before = null;
	});
	document.addEventListener("focusin", showWholeText);
	focusErrors(document.body);
}

/** Browsers scroll only the caret of a text into view; the person wants to see the field. */
function showWholeText(event: FocusEvent): void {
	const field = event.target as Element;
	if (field instanceof HTMLTextAreaElement) field.scrollIntoView({ block: "nearest" });
}

/** A form that came back with errors starts at their summary. */
function focusErrors(root: Element): boolean {
	const summary = root.querySelector<HTMLElement>(".error-summary[tabindex]:not(.specimen *)");
	summary?.focus();
	return summary !== null;
}

function restore(target: Element): void {
	if (focusErrors(target)) return;
	const same = before && find(target, before);
	if (same) {
		same.focus({ preventScroll: true });
		return;
	}
	if (before) focusHead(target);
}

function focusHead(target: Element): void {
	const head = target.querySelector<HTMLElement>("h1, h2, h3") ?? (target as HTMLElement);
	if (!head.hasAttribute("tabindex")) head.tabIndex = -1;
	head.focus({ preventScroll: true });
}

function speak(target: Element): void {
	const speaker = target.closest<HTMLElement>("[data-announce]") ?? target.querySelector<HTMLElement>("[data-announce]");
	const text = speaker?.dataset.announce;
	if (text) announce(text);
}

function focusIsLost(): boolean {
	const active = document.activeElement;
	return active === null || active === document.body;
}

function placeOf(element: Element | null): Place | null {
	if (!element || element === document.body) return null;
	return {
		id: element.id,
		name: element.getAttribute("name") ?? "",
		value: element instanceof HTMLButtonElement || isTick(element) ? element.value : "",
		href: element.getAttribute("href") ?? "",
		text: element.textContent?.trim() ?? "",
	};
}

function isTick(element: Element): element is HTMLInputElement {
	return element instanceof HTMLInputElement && (element.type === "checkbox" || element.type === "radio");
}

function find(root: Element, place: Place): HTMLElement | null {
	if (place.id) {
		const same = document.getElementById(place.id);
		if (same) return same;
	}
	for (const element of root.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary")) {
		const other = placeOf(element);
		if (!other) continue;
		const sameField = place.name !== "" && other.name === place.name && other.value === place.value;
		const sameLink = place.href !== "" && other.href === place.href && other.text === place.text;
		if (sameField || sameLink) return element;
	}
	return null;
}
