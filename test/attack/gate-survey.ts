import { randomBytes } from "node:crypto";
import type { FieldedSample } from "../../analysis/fielded-sample.ts";
import { randomFrom } from "../../analysis/sampling/random.ts";
import {
	columnNames,
	itemWeightColumn,
	missing,
	pairWeightColumn,
	type SurveyColumns,
} from "../../analysis/survey-data.ts";
import { openStore } from "../../db/store.ts";
import { installSurvey } from "../../server/actions/install-survey.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister } from "../../server/jobs.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { codebook, type Variable } from "../../survey-definitions/codebook.ts";
import { compile } from "../../survey-definitions/compile.ts";
import { demoWave } from "../support/simulate/fields.ts";

/**
 * A closed survey of cadres whose answers are made to be attacked: levels of every size from none to most, a few who
 * left a question out, and what people say of their own level and sector, which all but a few have right.
 */
export async function surveyToAttack(
	forms: number,
	seed: number,
): Promise<ServerContext & { id: string }> {
	const context: ServerContext = {
		store: openStore(":memory:"),
		pepper: randomBytes(32),
		publicUrl: "http://localhost:8080",
		now: () => 0,
		jobs: jobRegister(),
	};
	const definition = readDefinitions().find(({ id }) => id === "cadres");
	if (!definition) throw new Error("there is no questionnaire of cadres");
	const wave = demoWave(definition.id);
	await installSurvey(context, definition, wave);
	const surveyId = definition.id;
	const random = randomFrom(seed);
	const sample = sampleOf(Math.min(400, Math.max(4, Math.round(forms / 30))));
	await context.store.addSample(surveyId, {
		strata: sample.strata.map((stratum) => ({ ...stratum, surveyId })),
		units: [],
		lots: sample.lots.map((lot, place) => ({
			...lot,
			id: `T${String(place).padStart(3, "0")}`,
			surveyId,
			level: 4,
		})),
	});
	const variables = codebook(compile(definition, wave));
	const columns = answersOf(variables, sample, forms, random);
	await context.store.addSnapshot(surveyId, {
		definitionVersion: definition.version,
		rows: forms,
		columns,
	});
	const weights = Float64Array.from(
		{ length: forms },
		() => 5 + Math.floor(20 * random()),
	);
	const version = await context.store.addWeightVersion({
		surveyId,
		recipe: {
			nonresponse: { fewest: 1, greatest: Number.MAX_VALUE },
			margins: [],
			trim: null,
		},
		steps: [],
		base: weights,
		final: weights,
	});
	await context.store.setFinalWeights(surveyId, version);
	await context.store.setStatus(surveyId, "closed");
	return { ...context, id: surveyId };
}

const named = (word: string, code: number) => ({
	code,
	label: { vi: `${word} ${code}`, en: `${word} ${code}` },
});

/** Strata of level × sector, two lots of each at the least. */
function sampleOf(lots: number): FieldedSample {
	const strata = Array.from({ length: Math.min(10, lots >> 1) }, (_, at) => ({
		id: at + 1,
		label: { vi: `tầng ${at + 1}`, en: `stratum ${at + 1}` },
		population: 1000,
		domains: {
			level: named("level", 1 + (at % 4)),
			sector: named("sector", 1 + (at % 5)),
		},
	}));
	return {
		strata,
		lots: Array.from({ length: lots }, (_, at) => ({
			stratumId: 1 + (at % strata.length),
			invited: 50,
			rates: { all: 0.1 },
		})),
	};
}

function answersOf(
	variables: Variable[],
	{ strata, lots }: FieldedSample,
	forms: number,
	random: () => number,
): SurveyColumns {
	const lot = Int16Array.from({ length: forms }, () =>
		Math.floor(random() * lots.length),
	);
	const columns: SurveyColumns = {
		lot,
		attn: new Int16Array(forms).fill(1),
	};
	const own: Record<string, string> = { CB_L2: "level", CB_L3: "sector" };
	for (const variable of variables) {
		const { name, type, categories, battery } = variable;
		if (battery)
			for (const column of [
				itemWeightColumn(battery),
				pairWeightColumn(battery),
			])
				columns[column] = new Float64Array(forms).fill(1);
		const codes = categories.map(({ code }) => code);
		const draw = unequal(codes, forms, random);
		const unanswered = [0, 0.001, 0.003, 0.05][Math.floor(4 * random())] ?? 0;
		const silent = Array.from({ length: forms }, () => random() < unanswered);
		const dimension = own[name];
		if (type === "multiple")
			for (const column of columnNames(variable)) {
				const share = random() ** 3;
				columns[column] = Int16Array.from(silent, (is) =>
					is ? missing.itemNonresponse : Number(random() < share),
				);
			}
		else
			columns[name] = Int16Array.from(silent, (is, row) => {
				if (is) return missing.itemNonresponse;
				const of = strata[(lots[lot[row]!]!.stratumId ?? 1) - 1];
				const told = dimension && of?.domains[dimension]?.code;
				return told && random() > 4 / forms ? told : draw();
			});
	}
	return columns;
}

/** A draw among codes: one of most people, others of a few each. */
function unequal(codes: number[], forms: number, random: () => number) {
	const shares = codes.map((code) => {
		const people =
			code >= 98
				? random() * 12
				: random() < 0.3
					? random() * 25
					: random() * forms;
		return people / forms;
	});
	const whole = shares.reduce((sum, share) => sum + share, 0);
	return () => {
		let at = random() * whole;
		return codes.find((_, index) => {
			at -= shares[index]!;
			return at < 0;
		}) as number;
	};
}
