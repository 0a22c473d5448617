import { make } from "./dom";

// A live region speaks only of what changes after it stands in the page, so it is made early.
const region = make("div", { id: "announcer", class: "visually-hidden", role: "status" });

/** Says a text to a screen reader; nothing is seen. */
export function announce(text: string): void {
	if (!region.isConnected) document.body.append(region);
	region.textContent = "";
	// The same text twice is spoken twice only when the region was empty in between.
	setTimeout(() => {
		region.textContent = text;
	}, 50);
}

document.body.append(region);
