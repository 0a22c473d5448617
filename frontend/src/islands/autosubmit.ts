/**
 * `<form data-island="autosubmit">`: a filter form sends itself when a choice changes. The
 * button stays for those without scripts; typed text waits for Enter or the button.
 */

/** Arrow keys change a closed select at every step: wait until the person has arrived. */
const KEYBOARD_PAUSE_MS = 900;

const FOCUS = "oqu-filter-focus";

export function start(root: HTMLElement, signal: AbortSignal): void {
	const form = root as HTMLFormElement;
	let byKeyboard = false;
	let timer = 0;

	const send = (field: HTMLElement): void => {
		clearTimeout(timer);
		rememberFocus(form, field);
		form.requestSubmit();
	};

	form.addEventListener("keydown", () => (byKeyboard = true), { signal });
	form.addEventListener("pointerdown", () => (byKeyboard = false), { signal });
	form.addEventListener(
		"change",
		(event) => {
			const field = event.target as HTMLElement;
			if (!isChoice(field)) return;
			clearTimeout(timer);
			if (byKeyboard) timer = setTimeout(() => send(field), KEYBOARD_PAUSE_MS);
			else send(field);
		},
		{ signal },
	);
	form.addEventListener("submit", () => clearTimeout(timer), { signal });
	signal.addEventListener("abort", () => clearTimeout(timer));
	returnFocus(form);
}

function isChoice(field: HTMLElement): boolean {
	return field.matches("select, input[type=checkbox], input[type=radio], input[type=date]");
}

/** A full page load would throw the person back to the top of the page. */
function rememberFocus(form: HTMLFormElement, field: HTMLElement): void {
	const name = field.getAttribute("name");
	if (!name || form.hasAttribute("hx-get")) return;
	sessionStorage.setItem(FOCUS, `${location.pathname}:${name}`);
}

function returnFocus(form: HTMLFormElement): void {
	const wanted = sessionStorage.getItem(FOCUS);
	const field = [...form.elements].find((element) => `${location.pathname}:${element.getAttribute("name")}` === wanted);
	if (!field) return;
	sessionStorage.removeItem(FOCUS);
	(field as HTMLElement).focus({ preventScroll: true });
}
