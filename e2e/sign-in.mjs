import { address, open } from "./views.mjs";

/** All people of the demo organisation share one password. */
const PASSWORD = process.env.OQU_DEMO_PASSWORD ?? "oqu-demo-2026";

/** Signs a person in as a person would, by the form at /login. */
export async function signIn(page, base, login) {
	await open(page, address(base, "/login", {}));
	await page.fill("input[name=login]", login);
	await page.fill("input[name=password]", PASSWORD);
	await Promise.all([
		page.waitForURL((url) => url.pathname !== "/login"),
		page.press("input[name=password]", "Enter"),
	]);
}
