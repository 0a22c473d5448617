/**
 * `<a data-confirm="dialog-id" href="/…/confirm">`: opens the native dialog that stands in
 * the page. Without scripts, or without that dialog, the link leads to the confirm page.
 */
export function start(root: HTMLElement, signal: AbortSignal): void {
	root.addEventListener(
		"click",
		(event) => {
			const dialog = document.getElementById(root.dataset.confirm ?? "");
			if (!(dialog instanceof HTMLDialogElement) || opensElsewhere(event)) return;
			event.preventDefault();
			closeOnBackdrop(dialog, signal);
			dialog.showModal();
		},
		{ signal },
	);
	root.setAttribute("aria-haspopup", "dialog");
}

function opensElsewhere(event: MouseEvent): boolean {
	return event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
}

/** A click beside the dialog leaves it, as Escape does: nothing is destroyed by a slip. */
function closeOnBackdrop(dialog: HTMLDialogElement, signal: AbortSignal): void {
	dialog.onpointerdown = (event) => {
		if (event.target !== dialog) return;
		const box = dialog.getBoundingClientRect();
		const inside =
			event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
		if (!inside) dialog.close();
	};
	signal.addEventListener("abort", () => dialog.close());
}
