import { render } from "preact-render-to-string";
import type { Language } from "../../survey-definitions/definition.ts";
import { apiWords } from "../api-words.ts";

const parameters = apiWords.parameters;

const endpoints: {
	path: string;
	what: { vi: string; en: string };
	parameters: (keyof typeof parameters)[];
}[] = [
	{ path: "/surveys", what: apiWords.surveys, parameters: [] },
	{
		path: "/surveys/{survey}/variables",
		what: apiWords.variables,
		parameters: ["survey"],
	},
	{
		path: "/surveys/{survey}/tables",
		what: apiWords.tables,
		parameters: [
			"survey",
			"row",
			"by",
			"filter",
			"base",
			"of",
			"weights",
			"net",
			"show",
		],
	},
	{
		path: "/surveys/{survey}/topline",
		what: apiWords.topline,
		parameters: ["survey"],
	},
	{
		path: "/surveys/{survey}/saved-tables",
		what: apiWords.savedTables,
		parameters: ["survey"],
	},
	{
		path: "/surveys/{survey}/saved-tables/{table}",
		what: apiWords.savedTable,
		parameters: ["survey", "table"],
	},
];

const words = {
	vi: {
		endpoints: "Các địa chỉ",
		parameter: "Tham số",
		meaning: "Nghĩa",
		example: "Ví dụ",
		whole: "Mô tả đầy đủ cho máy (OpenAPI 3.1)",
		other: "English",
		token: "MÃ",
	},
	en: {
		endpoints: "Endpoints",
		parameter: "Parameter",
		meaning: "Meaning",
		example: "Example",
		whole: "The whole, for machines (OpenAPI 3.1)",
		other: "Tiếng Việt",
		token: "TOKEN",
	},
};

/** The page to read the API on: words and tables of the console's own looks, no script. */
export function apiReference(
	language: Language,
	base: string,
	css: string[],
): string {
	const t = words[language];
	const other = language === "vi" ? "en" : "vi";
	const body = render(
		<main class="page work api">
			<p class="kicker">
				<span>Lắng nghe</span>
				<a href={`?lang=${other}`} lang={other} hreflang={other}>
					{t.other}
				</a>
			</p>
			<h1>{apiWords.title[language]}</h1>
			<p class="measure">
				{apiWords.intro[language].replace("{withheld}", '{"withheld": …}')}
			</p>
			<p class="measure">{apiWords.access[language]}</p>
			<h2>{t.example}</h2>
			<pre class="scroll">
				<code>
					{`curl -H "Authorization: Bearer ln_${t.token}" \\\n  "${base}/surveys/cadres/tables?row=CB_B3&by=stratum:level&show=mean"`}
				</code>
			</pre>
			<h2>{t.endpoints}</h2>
			{endpoints.map(({ path, what, parameters: names }) => (
				<section key={path}>
					<h3>
						<code>GET /api/v1{path}</code>
					</h3>
					<p class="measure">{what[language]}</p>
					{names.length > 0 && (
						<table class="yearbook register">
							<thead>
								<tr>
									<th scope="col">{t.parameter}</th>
									<th scope="col">{t.meaning}</th>
								</tr>
							</thead>
							<tbody>
								{names.map((name) => (
									<tr key={name}>
										<th scope="row">
											<code>{name}</code>
										</th>
										<td>{parameters[name][language]}</td>
									</tr>
								))}
							</tbody>
						</table>
					)}
				</section>
			))}
			<p class="tools">
				<a href="/api/v1/openapi.json">{t.whole}</a>
			</p>
		</main>,
	);
	return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${apiWords.title[language]}</title>
<link rel="icon" href="data:,">
${css.map((href) => `<link rel="stylesheet" href="${href}">`).join("\n")}
</head>
<body>${body}</body>
</html>
`;
}
