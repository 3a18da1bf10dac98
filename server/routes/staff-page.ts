/** The page that loads the staff console; the address says what it shows, so every page is this one. */
export function staffPage(
	{ js, css }: { js: string; css: string[] },
	language: "vi" | "en",
): string {
	const words = {
		vi: {
			title: "Lắng nghe",
			script: "Trang này cần JavaScript. Xin bật JavaScript rồi tải lại trang.",
		},
		en: {
			title: "Lắng nghe",
			script:
				"This page needs JavaScript. Please turn it on and load the page again.",
		},
	}[language];
	const icon =
		"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M2 5h12M5 5v8M11 5v8' stroke='%230f5c5c' stroke-width='2' fill='none'/%3E%3C/svg%3E";
	return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title}</title>
<link rel="icon" href="${icon}">
${css.map((href) => `<link rel="stylesheet" href="${href}">`).join("\n")}
<script type="module" src="${js}"></script>
</head>
<body>
<div id="page"></div>
<noscript><p>${words.script}</p></noscript>
</body>
</html>
`;
}
