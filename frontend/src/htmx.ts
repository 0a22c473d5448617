import htmx from "htmx.org";

const REQUEST_TIMEOUT_MS = 30_000;

/** The settings that let htmx live under `script-src 'self'; style-src 'self'`. */
export function configureHtmx(): void {
	const config = htmx.config;
	config.allowEval = false;
	config.allowScriptTags = false;
	config.includeIndicatorStyles = false;
	config.selfRequestsOnly = true;
	// Pages hold marks and names: nothing of them is left in the browser's storage.
	config.historyCacheSize = 0;
	config.refreshOnHistoryMiss = true;
	config.timeout = REQUEST_TIMEOUT_MS;
	// A refused form comes back as 422 with its errors and is shown like any other answer.
	config.responseHandling = [
		{ code: "204", swap: false },
		{ code: "[23]..", swap: true },
		{ code: "422", swap: true },
		{ code: "...", swap: false, error: true },
	];
}

/** Calls `act` with each piece of page that htmx has put in place. */
export function onSwap(act: (root: Element) => void): void {
	htmx.onLoad((root) => act(root as Element));
}

/** Tells htmx about elements that came another way than by its own swap. */
export function adopt(root: Element): void {
	htmx.process(root);
}
