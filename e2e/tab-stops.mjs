// Walks a page with the Tab key and tells every stop a person could not see.

const STOPS_LIMIT = 400;

/** Gives one line per stop whose focus is off the screen, covered by a bar, or not drawn. */
export async function hiddenTabStops(page) {
	await page.evaluate(() => {
		document.activeElement?.blur();
		scrollTo(0, 0);
		globalThis.oquStops = new Set();
	});
	// Without this the walk would start where the page put the focus, not at its head.
	await page.mouse.click(0, 0).catch(() => {});
	const lines = [];
	for (let stop = 0; stop < STOPS_LIMIT; stop += 1) {
		await page.keyboard.press("Tab");
		const found = await page.evaluate(inspectFocus);
		if (found.ended) return lines;
		if (found.problem) lines.push(`Tab stop ${stop + 1}, ${found.name}: ${found.problem}`);
	}
	return [...lines, `more than ${STOPS_LIMIT} Tab stops, or focus goes in a circle`];
}

/** Runs in the page. */
async function inspectFocus() {
	const element = document.activeElement;
	if (!element || element === document.body || globalThis.oquStops.has(element)) return { ended: true };
	globalThis.oquStops.add(element);
	// The sticky bars and the scroll position are final only in the next frame.
	await new Promise((done) => requestAnimationFrame(done));

	const shown = carrier(element);
	const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
	return { ended: false, name: nameOf(element), problem: problemOf(element, shown, box) };

	/** The element that draws the focus: itself, or the frame around a field that hides. */
	function carrier(start) {
		if (outlined(start)) return start;
		for (let at = start.parentElement, steps = 0; at && steps < 3; at = at.parentElement, steps += 1) {
			if (outlined(at)) return at;
		}
		return start;
	}

	function outlined(at) {
		const style = getComputedStyle(at);
		return style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
	}

	function problemOf(start, drawn, rect) {
		if (!outlined(drawn)) return "focus is not drawn";
		if (rect.width < 3 || rect.height < 3) return "focus has no size";
		if (rect.right <= 0 || rect.left >= innerWidth) return "beside the screen";
		// What is taller than the screen counts by its top.
		const bottom = Math.min(rect.bottom, rect.top + innerHeight / 2);
		if (rect.top < -1 || bottom > innerHeight + 1) return `off the screen (${Math.round(rect.top)} to ${Math.round(rect.bottom)} of ${innerHeight})`;
		const cover = coverOf(drawn, rect.left, rect.top, rect.right, bottom);
		return cover && `covered by ${cover}`;
	}

	function coverOf(drawn, left, top, right, bottom) {
		const xs = [left + 2, (left + right) / 2, right - 2].map((x) => Math.min(Math.max(x, 1), innerWidth - 1));
		const ys = [top + 2, (top + bottom) / 2, bottom - 2].map((y) => Math.min(Math.max(y, 1), innerHeight - 1));
		for (const x of xs) {
			for (const y of ys) {
				const over = document.elementFromPoint(x, y);
				if (!over || drawn.contains(over) || over.contains(drawn)) continue;
				const bar = barOf(over);
				if (bar && !bar.contains(drawn)) return nameOf(bar);
			}
		}
		return null;
	}

	/** Only what floats over the page can cover it: sticky and fixed bars. */
	function barOf(at) {
		for (let bar = at; bar; bar = bar.parentElement) {
			if (["fixed", "sticky"].includes(getComputedStyle(bar).position)) return bar;
		}
		return null;
	}

	function nameOf(at) {
		const text = (at.getAttribute("aria-label") ?? at.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
		const kind = at.tagName.toLowerCase() + (at.classList[0] ? `.${at.classList[0]}` : "");
		return text ? `${kind} “${text}”` : kind;
	}
}
