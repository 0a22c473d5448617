// Accessibility rules of axe-core on a page, told in lines a person can act on.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that another set of colours can break. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/**
 * Gives one line per violated place: rule, weight, selector and what to do. `colourOnly` asks for the
 * rules of colour alone, where the rest of the page was looked at in other colours.
 */
export async function violations(page, { colourOnly = false } = {}) {
	// Sent through the debugger, so the page's Content-Security-Policy stays as it is.
	const present = await page.evaluate("typeof axe === 'object'");
	if (!present) await page.evaluate(source);
	const found = await page.evaluate(runAxe, colourOnly ? { type: "rule", values: OF_COLOUR } : { type: "tag", values: TAGS });
	return found.flatMap(({ id, impact, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} (${impact}) at ${target}: ${oneLine(failureSummary)}`),
	);
}

async function runAxe(rules) {
	const result = await globalThis.axe.run(document, {
		runOnly: rules,
		resultTypes: ["violations"],
	});
	return result.violations.map(({ id, impact, nodes }) => ({
		id,
		impact,
		nodes: nodes.map(({ target, failureSummary }) => ({ target: target.join(" "), failureSummary })),
	}));
}

function oneLine(summary) {
	return (summary ?? "").split("\n").slice(1).map((line) => line.trim()).join("; ");
}
