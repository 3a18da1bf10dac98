import type { Browser, Page } from "playwright-core";
import { setupLink } from "../../server/actions/make-setup-link.ts";
import type { ServerContext } from "../../server/context.ts";

/** Somebody of the staff at a desk of their own, logged in, and what its console says. */
export async function openDesk(
	browser: Browser,
	server: ServerContext,
	name: string,
	said: string[] = [],
): Promise<{ page: Page; said: string[] }> {
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		locale: "vi-VN",
		acceptDownloads: true,
	});
	const page = await context.newPage();
	page.on("console", (message) => said.push(message.text()));
	page.on("pageerror", (error) => said.push(error.message));
	await page.goto(await setupLink(server));
	await page.fill('input[autocomplete="username"]', name);
	for (const password of await page.$$('input[type="password"]'))
		await password.fill("một mật khẩu đủ dài");
	await page.click('button[type="submit"]');
	await page.waitForSelector('a[href*="new-survey"]');
	return { page, said };
}
