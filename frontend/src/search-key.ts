/**
 * "/" goes to the search of the top bar. A person can turn keys off in the profile
 * (WCAG 2.1.4): the server then writes `<body data-keys="off">`.
 */
export function listenForSearchKey(): void {
	document.addEventListener("keydown", (event) => {
		if (!isSearchKey(event) || isTyping(event.target) || document.body.dataset.keys === "off") return;
		const search = document.querySelector<HTMLInputElement>(".topbar-search input, .finder input[type=search]");
		if (!search || !search.checkVisibility()) return;
		event.preventDefault();
		search.focus();
		search.select();
	});
}

/** On Kazakh and Russian layouts the key with "/" gives another sign, so the key counts too. */
function isSearchKey(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return event.key === "/";
	return event.key === "/" || event.code === "Slash";
}

function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	return target.isContentEditable || target.matches("input, select, textarea") || target.closest("dialog[open]") !== null;
}
