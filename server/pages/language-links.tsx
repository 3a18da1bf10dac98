import type { Spoken } from "../languages.ts";

/** The other languages that a page can be read in. */
export const LanguageLinks = ({ others }: Pick<Spoken, "others">) => (
	<p class="language">
		{others.map(({ code, name }) => (
			<a key={code} href={`?lang=${code}`} lang={code} hreflang={code}>
				{name}
			</a>
		))}
	</p>
);
