import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const flags =
	"--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(
		" ",
	);

/** Debian's Chromium where there is one, else the one that npm brought. Throws a sentence when neither starts. */
export async function openBrowser(): Promise<Browser> {
	const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(
		(file) => existsSync(file),
	);
	try {
		if (installed)
			return await chromium.launch({ executablePath: installed, args: flags });
		const { default: bundled } = await import("@sparticuz/chromium");
		return await chromium.launch({
			executablePath: await bundled.executablePath(),
			args: [...bundled.args, ...flags],
		});
	} catch (error) {
		throw new Error(
			`no browser starts for the tests (${error instanceof Error ? error.message.split("\n")[0] : error}): install Debian's package "chromium"`,
		);
	}
}
