import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(
	createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
	"utf8",
);

const tags = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice".split(
	" ",
);

/** What WCAG 2.2 AA and good practice find wrong with what stands on the screen, as "rule: element". */
export async function violations(
	page: Page,
	what: "all" | "contrast" | "all but contrast" = "all",
): Promise<string[]> {
	// Through the inspector, which no content policy stops.
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
	const { violations } = await page.evaluate(
		([what, tags]) =>
			(
				window as unknown as {
					axe: { run(options: object): Promise<AxeResults> };
				}
			).axe.run({
				resultTypes: ["violations"],
				runOnly:
					what === "contrast"
						? { type: "rule", values: ["color-contrast"] }
						: { type: "tag", values: tags },
				rules: {
					"color-contrast": { enabled: what !== "all but contrast" },
				},
			}),
		[what, tags] as const,
	);
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(
			({ html, any }) =>
				`${id}: ${html.slice(0, 120)} ${any[0]?.message ?? ""}`,
		),
	);
}

/** Everything that can be tapped and is lower than 48 px. */
export const lowTargets = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[
			...document.querySelectorAll<HTMLElement>(
				"button, a[href], summary, select, textarea, input[type=text], label:has(input[type=radio], input[type=checkbox])",
			),
		]
			.filter(
				(one) =>
					(one.checkVisibility() && one.tabIndex !== -1) ||
					one.tagName === "LABEL",
			)
			.filter((one) => {
				const { height } = one.getBoundingClientRect();
				return height > 0 && height < 47.5;
			})
			.map(
				(one) =>
					`${one.outerHTML.slice(0, 100)} ${one.getBoundingClientRect().height}`,
			),
	);
