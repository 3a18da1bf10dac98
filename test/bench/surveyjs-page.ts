import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { projectRoot } from "../../server/project-root.ts";
import type { Question, Survey } from "../../survey-definitions/survey.ts";

/** The same questions as a page of SurveyJS, one on each screen, built as its documentation says, served with brotli. */
export async function openSurveyJs(survey: Survey<string>) {
	const pages = survey.sections.flatMap(({ elements }) =>
		elements
			.filter((element) => element.kind !== "calculate")
			.map((question) => ({ elements: [elementOf(question, survey)] })),
	);
	const folder = mkdtempSync(path.join(tmpdir(), "surveyjs-"));
	const entry = path.join(folder, "page.js");
	const model = { title: survey.title, pages, firstPageIsStartPage: false };
	writeFileSync(
		entry,
		`import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";
import "survey-core/survey-core.fontless.min.css";
renderSurvey(new Model(${JSON.stringify(model)}), document.getElementById("app"));`,
	);
	const built = await build({
		root: projectRoot,
		configFile: false,
		logLevel: "error",
		resolve: {
			alias: Object.fromEntries(
				["survey-core", "survey-js-ui"].map((name) => [
					name,
					path.join(projectRoot, "node_modules", name),
				]),
			),
		},
		build: {
			write: false,
			target: "es2020",
			rolldownOptions: { input: entry },
		},
	}).finally(() => rmSync(folder, { recursive: true }));
	if (!("output" in built)) throw new Error("one build was asked for");
	const files = new Map<string, { type: string; body: Buffer }>();
	const add = (name: string, type: string, text: string | Uint8Array) =>
		files.set(name, { type, body: brotliCompressSync(text) });
	let script = "";
	let style = "";
	for (const file of built.output)
		if (file.type === "chunk") {
			script = `/${file.fileName}`;
			add(script, "text/javascript", file.code);
		} else if (file.fileName.endsWith(".css")) {
			style = `/${file.fileName}`;
			add(style, "text/css", file.source);
		}
	add(
		"/",
		"text/html; charset=utf-8",
		`<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="${style}"></head><body><div id="app"></div><script type="module" src="${script}"></script></body></html>`,
	);
	const server = createServer((request, reply) => {
		const file = files.get(request.url ?? "");
		if (!file) return reply.writeHead(404).end();
		reply.writeHead(200, {
			"content-type": file.type,
			"content-encoding": "br",
			"content-length": file.body.length,
		});
		reply.end(file.body);
	});
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const address = server.address();
	if (!address || typeof address === "string") throw new Error("no port");
	return {
		url: `http://localhost:${address.port}/`,
		close: () => new Promise((resolve) => server.close(resolve)),
	};
}

const optionsOf = (choices: { code: number; text: string }[]) =>
	choices.map(({ code, text }) => ({ value: code, text }));

function elementOf(question: Question<string>, survey: Survey<string>) {
	const { name, text: title } = question;
	const missing = [
		{ code: 98, text: survey.dontKnow },
		{ code: 99, text: survey.refused },
	];
	const numbers = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, at) => ({
			code: from + at,
			text: String(from + at),
		}));
	switch (question.kind) {
		case "single":
		case "multiple":
			return {
				name,
				title,
				type: question.kind === "single" ? "radiogroup" : "checkbox",
				choices: optionsOf([...question.choices, ...missing]),
			};
		case "battery":
			return {
				name,
				title,
				type: "matrix",
				columns: optionsOf([...question.choices, ...missing]),
				rows: question.items.map((item) => ({
					value: item.name,
					text: item.text,
				})),
			};
		case "number":
			return {
				name,
				title,
				type: "dropdown",
				choices: optionsOf([
					...numbers(question.min, question.max),
					...missing,
				]),
			};
		case "count":
			return {
				name,
				title,
				type: "radiogroup",
				description: question.statements.join("; "),
				choices: optionsOf([
					...numbers(0, question.statements.length),
					...missing,
				]),
			};
		case "text":
			return { name, title, type: "comment", maxLength: question.limit };
		case "ranking":
			return {
				name,
				title,
				type: "ranking",
				choicesFromQuestion: question.of,
				choicesFromQuestionMode: "selected",
			};
	}
}
