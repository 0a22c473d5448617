// What runs on every page: htmx with the strict settings, the island loader, "/" for the
// search, and a calm word when the server cannot be reached. Pages work without any of it.

import { keepFocus } from "./focus";
import { configureHtmx, onSwap } from "./htmx";
import { startIslands, stopIslands } from "./islands";
import { settleDraft } from "./drafts";
import { listenForSearchKey } from "./search-key";
import { showFailures } from "./failures";

configureHtmx();
showFailures();
keepFocus();
listenForSearchKey();
document.addEventListener("htmx:beforeCleanupElement", (event) => stopIslands(event.target as Element));
onSwap(startPage);
startPage(document.documentElement);

function startPage(root: Element): void {
	settleDraft(root);
	startIslands(root);
}
