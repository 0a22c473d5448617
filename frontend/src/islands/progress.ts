/**
 * `<div data-island="progress" data-source="/jobs/…/events">`: long work told by
 * Server-Sent Events. When the work ends, or the stream cannot be had, the page is asked
 * again: the server's page always knows the state.
 *
 * Inside: `<progress>`, and elements with `data-slot="text | count | left"`.
 * Texts: `data-text-count="{done} of {total}"`, `data-text-seconds="{n} s left"`, and so
 * `data-text-minutes` and `data-text-hours`.
 */
import type { Tools } from "../islands";

interface Report {
	done: number;
	total: number;
	left_seconds: number | null;
	state: string;
	text: string;
}

const GOING_ON = ["waiting", "running"];

/** Reload pace when there is no stream; the page may set its own with data-poll-seconds. */
const POLL_SECONDS = 5;

/** A proxy that holds the stream back is noticed after this long without a word. */
const SILENCE_MS = 20_000;

export function start(root: HTMLElement, signal: AbortSignal, tools: Tools): void {
	const source = root.dataset.source;
	if (!source || !("EventSource" in window)) {
		poll(root, signal);
		return;
	}
	const events = new EventSource(source);
	let silence = setTimeout(giveUp, SILENCE_MS);

	function giveUp(): void {
		events.close();
		poll(root, signal);
	}

	events.onmessage = (event) => {
		clearTimeout(silence);
		silence = setTimeout(giveUp, SILENCE_MS);
		const report = JSON.parse(event.data as string) as Report;
		show(root, report, tools);
		if (GOING_ON.includes(report.state)) return;
		clearTimeout(silence);
		events.close();
		location.reload();
	};
	events.onerror = () => {
		// While it is CONNECTING the browser tries again by itself.
		if (events.readyState !== EventSource.CLOSED) return;
		clearTimeout(silence);
		giveUp();
	};
	signal.addEventListener("abort", () => {
		clearTimeout(silence);
		events.close();
	});
}

function show(root: HTMLElement, report: Report, { digitsLanguage, fill }: Tools): void {
	const bar = root.querySelector("progress");
	if (bar && report.total > 0) {
		bar.max = report.total;
		bar.value = report.done;
	}
	const number = new Intl.NumberFormat(digitsLanguage());
	const counts = { done: number.format(report.done), total: number.format(report.total) };
	write(root, "text", report.text);
	write(root, "count", report.total > 0 ? fill(root.dataset.textCount ?? "{done} / {total}", counts) : "");
	write(root, "left", report.left_seconds === null ? "" : leftText(root, report.left_seconds, number, fill));
}

/** Only a changed text is written, so that a screen reader is not told the same again. */
function write(root: HTMLElement, slot: string, text: string): void {
	const place = root.querySelector(`[data-slot="${slot}"]`);
	if (place && place.textContent !== text) place.textContent = text;
}

/** Rounded to what a person can use: seconds under a minute, then minutes, then hours. */
function leftText(root: HTMLElement, seconds: number, number: Intl.NumberFormat, fill: Tools["fill"]): string {
	const { textSeconds, textMinutes, textHours } = root.dataset;
	if (seconds < 60) return fill(textSeconds ?? "", { n: number.format(Math.max(1, Math.round(seconds))) });
	if (seconds < 60 * 60) return fill(textMinutes ?? "", { n: number.format(Math.round(seconds / 60)) });
	return fill(textHours ?? "", { n: number.format(Math.round(seconds / 360) / 10) });
}

function poll(root: HTMLElement, signal: AbortSignal): void {
	const seconds = Number(root.dataset.pollSeconds) || POLL_SECONDS;
	const timer = setTimeout(() => location.reload(), seconds * 1000);
	signal.addEventListener("abort", () => clearTimeout(timer));
}
