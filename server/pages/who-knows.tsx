import { render } from "preact-render-to-string";
import type { Spoken } from "../languages.ts";
import { LanguageLinks } from "./language-links.tsx";
import { page } from "./respondent.tsx";

interface Who {
	who: string;
	knows: string;
}

/** Who can know what: the same for everyone, with no script and no cookie. */
export function whoKnowsPage(spoken: Spoken, isSplit: boolean): string {
	const words = spoken.words.whoKnows;
	const operator = isSplit ? words.operatorSplit : words.operatorTogether;
	const list = (heading: string, all: Who[]) => (
		<section>
			<h2>{heading}</h2>
			<ul>
				{all.map(({ who, knows }) => (
					<li key={who}>
						<strong>{who}</strong> {/^\p{Lu}/u.test(knows) ? "— " : ""}
						{knows}
					</li>
				))}
			</ul>
		</section>
	);
	return page(
		spoken,
		words.title,
		`<div id="app">${render(
			<main class="consent">
				<LanguageLinks others={spoken.others} />
				<h1>{words.title}</h1>
				<p class="invitation">{words.intro}</p>
				{list(words.headings.later, words.later)}
				{list(words.headings.kinds, words.kinds)}
				{list(words.headings.unprotected, [operator, ...words.unprotected])}
				<section>
					<h2>{words.headings.after}</h2>
					<ul>
						{words.after.map((one) => (
							<li key={one}>{one}</li>
						))}
					</ul>
				</section>
			</main>,
		)}</div>`,
	);
}
