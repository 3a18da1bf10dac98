import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

const isSource = (name: string) =>
	/\.tsx?$/.test(name) && !name.endsWith(".config.ts");

interface Import {
	from: string;
	to: string;
	typeOnly: boolean;
}

function importsOf(folder: string): Import[] {
	const files = readdirSync(path.join(root, folder), {
		recursive: true,
		encoding: "utf8",
	}).filter(isSource);
	return files.flatMap((name) => {
		const from = path.join(folder, name);
		const text = readFileSync(path.join(root, from), "utf8");
		const statements = text.matchAll(
			/^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm,
		);
		return [...statements].map(([, type, to = ""]) => ({
			from,
			to: to.startsWith(".") ? path.join(path.dirname(from), to) : to,
			typeOnly: type !== undefined,
		}));
	});
}

/** What each folder may import of the project: at run time, and as types alone. */
const allowed: Record<string, { runs: string[]; types: string[] }> = {
	"survey-definitions": { runs: [], types: [] },
	analysis: { runs: ["survey-definitions"], types: [] },
	db: { runs: [], types: ["survey-definitions", "analysis"] },
	"client/respondent": { runs: ["survey-definitions"], types: [] },
	"client/staff": {
		runs: ["survey-definitions"],
		types: ["analysis", "server"],
	},
	server: {
		// What the phone shows without scripts, and how a chart is drawn, are one thing for page and server.
		runs: [
			"survey-definitions",
			"analysis",
			"db",
			"client/respondent",
			"client/staff/chart",
		],
		types: [],
	},
};

const packagesOf: Record<string, RegExp> = {
	"survey-definitions": /^zod$/,
	analysis:
		/^(@stdlib\/|ml-matrix|simple-statistics|pure-rand|csv-stringify\/|highs$|hyparquet-writer$|fflate$|xmlbuilder2$)/,
};

test.each(Object.entries(allowed))(
	"%s imports only what lies beneath it",
	(folder, { runs, types }) => {
		const imports = importsOf(folder);
		expect(imports.length).toBeGreaterThan(0);
		const wrong = imports.filter(({ to, typeOnly }) => {
			const isOwn = /^(survey-definitions|analysis|db|client|server|test)\//;
			if (!isOwn.test(to) || to.startsWith(`${folder}/`)) return false;
			const permitted = typeOnly ? [...runs, ...types] : runs;
			return !permitted.some((room) => to.startsWith(`${room}/`));
		});
		expect(wrong).toEqual([]);
	},
);

test.each(Object.entries(packagesOf))(
	"%s is pure: few packages, no clock, no chance, no disk, no network",
	(folder, packages) => {
		const outside = importsOf(folder).filter(
			({ to }) =>
				!/^(survey-definitions|analysis)\//.test(to) && !packages.test(to),
		);
		expect(outside).toEqual([]);
		const impure =
			/\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.|fetch\(|crypto\.)/;
		for (const name of readdirSync(path.join(root, folder), {
			recursive: true,
			encoding: "utf8",
		}).filter(isSource))
			expect(
				readFileSync(path.join(root, folder, name), "utf8"),
				name,
			).not.toMatch(impure);
	},
);

test("what is estimated leaves through the gate alone", () => {
	const imports = [...importsOf("server"), ...importsOf("client/staff")];
	const importersOf = (module: RegExp) =>
		[
			...new Set(
				imports
					.filter(({ to, typeOnly }) => module.test(to) && !typeOnly)
					.map(({ from }) => from),
			),
		].sort();
	// A table is made at one door, and there it is released.
	expect(
		importersOf(
			/^analysis\/(estimators|intervals|models|significance|sensitive|tables\/distribution)/,
		),
	).toEqual(["server/actions/run-sensitive.ts", "server/actions/run-table.ts"]);
	expect(importersOf(/^analysis\/disclosure\/release-sensitive\.ts$/)).toEqual([
		"server/actions/run-sensitive.ts",
	]);
	expect(importersOf(/^analysis\/disclosure\/release\.ts$/)).toEqual([
		"server/actions/run-table.ts",
	]);
	// The data of a closed survey, and who is in the base of a variable.
	expect(importersOf(/^server\/closed-survey\.ts$/)).toEqual([
		"server/actions/export-microdata.ts",
		"server/actions/list-derived.ts",
		"server/actions/list-variables.ts",
		"server/actions/microdata-state.ts",
		"server/actions/purge-pilot.ts",
		"server/actions/run-sensitive.ts",
		"server/actions/run-table.ts",
		"server/actions/run-topline.ts",
		"server/actions/set-derived.ts",
		"server/unknown-names.ts",
	]);
	expect(importersOf(/^analysis\/tables\/answers\.ts$/)).toEqual([
		"server/release-memory.ts",
	]);

	// Files take what passed, and nothing but the gate says that something did.
	const texts = ["analysis", "server", "client"].flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
			.filter(isSource)
			.map((name) => path.join(folder, name))
			.map((name) => ({
				name,
				text: readFileSync(path.join(root, name), "utf8"),
			})),
	);
	const saying = (words: RegExp) =>
		texts.filter(({ text }) => words.test(text)).map(({ name }) => name);
	expect(saying(/\bas (unknown as )?Released\b/)).toEqual([
		"analysis/disclosure/release.ts",
	]);
	expect(saying(/\bas (unknown as )?ReleasedSensitive\b/)).toEqual([
		"analysis/disclosure/release-sensitive.ts",
	]);
	const exporters = texts.filter(({ name }) =>
		name.startsWith("analysis/export/"),
	);
	expect(exporters.length).toBeGreaterThan(0);
	for (const { name, text } of exporters)
		expect(text, name).not.toMatch(/\b(Table|ReleasedTable|SurveyDataset)\b/);
	expect(saying(/tables\/distribution|disclosure\/release\.ts/)).not.toContain(
		"server/routes/results.ts",
	);
});

test("zod stays out of the phone: no file that the page reaches imports it", () => {
	const reached = new Set<string>();
	const visit = (file: string) => {
		if (reached.has(file)) return;
		reached.add(file);
		for (const { from, to, typeOnly } of [
			...importsOf("client/respondent"),
			...importsOf("survey-definitions"),
		])
			if (from === file && !typeOnly) {
				if (to.startsWith("survey-definitions/") || to.startsWith("client/"))
					visit(to);
				else expect(to, file).toMatch(/^preact(\/|$)/);
			}
	};
	visit("client/respondent/page.tsx");
	expect(reached.size).toBeGreaterThan(10);
});
