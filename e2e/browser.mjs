// Debian's Chromium with a new empty profile. Nothing is downloaded and nothing phones home.

import { chromium } from "playwright-core";

const FLAGS = [
	"--headless=new",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** Starts a browser; the caller closes it. `OQU_CHROMIUM` names another program. */
export async function launch() {
	// Chromium refuses its own sandbox to root, as in a container.
	const asRoot = process.getuid?.() === 0;
	const args = asRoot ? [...FLAGS, "--no-sandbox"] : FLAGS;
	const executablePath = process.env.OQU_CHROMIUM ?? "/usr/bin/chromium";
	return chromium.launch({ executablePath, args, headless: true, chromiumSandbox: !asRoot });
}
