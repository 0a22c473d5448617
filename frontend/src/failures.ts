import { announce } from "./announce";
import { icon, make } from "./dom";
import { adopt } from "./htmx";
import { startIslands, stopIslands } from "./islands";

interface Answered {
	xhr: XMLHttpRequest;
}

/**
 * When an htmx request fails, the person sees the server's own error page if it sent one,
 * and otherwise a calm bar with `<body data-text-offline="…" data-text-failed="…">`.
 */
export function showFailures(): void {
	document.addEventListener("htmx:responseError", (event) => {
		const { xhr } = (event as CustomEvent<Answered>).detail;
		const page = pageOf(xhr);
		if (page) showPage(page);
		else showFlash("warn", document.body.dataset.textFailed);
	});
	for (const name of ["htmx:sendError", "htmx:timeout"]) {
		document.addEventListener(name, () => showFlash("wifi-off", document.body.dataset.textOffline));
	}
	document.addEventListener("htmx:beforeRequest", () => clearFlash());
}

/** The whole page in an answer, or null when it is a fragment or no HTML at all. */
function pageOf(xhr: XMLHttpRequest): Document | null {
	const type = xhr.getResponseHeader("content-type") ?? "";
	const text = xhr.responseText;
	if (!type.startsWith("text/html") || !/^\s*<!doctype/i.test(text)) return null;
	return new DOMParser().parseFromString(text, "text/html");
}

function showPage(page: Document): void {
	stopIslands(document.body);
	document.title = page.title;
	document.body.replaceWith(document.adoptNode(page.body));
	adopt(document.body);
	startIslands(document.body);
	const heading = document.querySelector<HTMLElement>("h1");
	if (heading) {
		heading.tabIndex = -1;
		heading.focus();
	}
	announce(page.title);
	scrollTo(0, 0);
}

function showFlash(sign: string, text: string | undefined): void {
	clearFlash();
	if (!text) return;
	const flash = make("div", { class: "flash", "data-tone": "attention", "data-failure": "" }, icon(sign), make("div", {}, text));
	const head = document.querySelector("main .page-head");
	if (head) head.after(flash);
	else document.querySelector("main")?.prepend(flash);
	announce(text);
	flash.scrollIntoView({ block: "nearest" });
}

function clearFlash(): void {
	document.querySelector(".flash[data-failure]")?.remove();
}
