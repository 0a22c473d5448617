/** `<details class="menu">`: Escape, a click elsewhere or focus going elsewhere closes it. */
export function start(root: HTMLElement, signal: AbortSignal): void {
	const menu = root as HTMLDetailsElement;

	const close = (): void => {
		menu.open = false;
	};

	document.addEventListener(
		"pointerdown",
		(event) => {
			if (!menu.contains(event.target as Node)) close();
		},
		{ signal },
	);

	menu.addEventListener(
		"keydown",
		(event) => {
			if (event.key !== "Escape" || !menu.open) return;
			event.stopPropagation();
			close();
			menu.querySelector("summary")?.focus();
		},
		{ signal },
	);

	menu.addEventListener(
		"focusout",
		(event) => {
			const next = event.relatedTarget as Node | null;
			if (next && !menu.contains(next)) close();
		},
		{ signal },
	);
}
