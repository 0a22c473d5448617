// Figures as a table: what was measured, the goal, and how much of the goal it takes (under 1 is good).

export class Report {
	#title = "";
	#rows = [];
	#subject;
	#command;

	/** `subject` stands in the heading of the written page, `command` is the word after `./bench`. */
	constructor(subject = "the platform", command = "platform") {
		this.#subject = subject;
		this.#command = command;
	}

	heading(title) {
		this.#title = title;
		console.error(title);
	}

	section(name) {
		this.#rows.push({ section: name });
		console.error(`${Math.round(performance.now() / 1000)} s: ${name}`);
	}

	row(name, measured, goal = null, ratio = null) {
		this.#rows.push({ name, measured, goal: goal ?? "", ratio: ratio === null ? "" : Number.isFinite(ratio) ? ratio.toFixed(2) : "no" });
		console.error(`      ${name}: ${measured}`);
	}

	print() {
		const rows = this.#rows.filter((row) => !row.section);
		const width = (key) => Math.max(...rows.map((row) => row[key].length), key.length);
		const [name, measured, goal] = ["name", "measured", "goal"].map(width);
		console.log(`\n${this.#title}\n`);
		console.log(`${"".padEnd(name)}  ${"measured".padEnd(measured)}  ${"goal".padEnd(goal)}  ratio`);
		for (const row of this.#rows) {
			if (row.section) console.log(`\n${row.section}`);
			else console.log(`${row.name.padEnd(name)}  ${row.measured.padEnd(measured)}  ${row.goal.padEnd(goal)}  ${row.ratio}`.trimEnd());
		}
	}

	markdown() {
		const lines = [`# Figures of ${this.#subject}`, "", `\`./bench ${this.#command}\`: ${this.#title}.`, "", "The ratio is what was measured against the goal; under 1 the goal is met."];
		for (const row of this.#rows) {
			if (row.section) lines.push("", `## ${row.section}`, "", "| | measured | goal | ratio |", "|---|---|---|---|");
			else lines.push(`| ${row.name} | ${row.measured} | ${row.goal} | ${row.ratio} |`);
		}
		return `${lines.join("\n")}\n`;
	}
}
