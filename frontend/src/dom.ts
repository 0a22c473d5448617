// Small helpers for islands. Every text comes from the server in a data- attribute.

/** Makes an element; a null attribute is left out. */
export function make<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Record<string, string | null> = {},
	...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value !== null) element.setAttribute(name, value);
	}
	element.append(...children);
	return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of the sprite whose address stands in `<body data-icons="/assets/icons-….svg">`. */
export function icon(name: string): SVGSVGElement {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("class", "icon");
	svg.setAttribute("aria-hidden", "true");
	const use = document.createElementNS(SVG, "use");
	use.setAttribute("href", `${document.body.dataset.icons ?? ""}#${name}`);
	svg.append(use);
	return svg;
}

/** Puts values in the places of a server's text: fill("{done} / {total}", { done: "4" }). */
export function fill(text: string, values: Record<string, string>): string {
	return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/**
 * The language for digits and dates. Chromium carries no Kazakh data and would answer in
 * English; Kazakh writes numbers and short dates as Russian does. Words never come from here.
 */
export function digitsLanguage(): string {
	return document.documentElement.lang === "en" ? "en-GB" : "ru";
}
