import {
	type CheckPoint,
	type FieldFacts,
	fieldChecklist,
} from "../../analysis/fieldwork/checklist.ts";
import type { PlannedStratum } from "../../analysis/sampling/check-design.ts";
import { certainLabel } from "../../analysis/sampling/design-sample.ts";
import {
	planStrata,
	provincesOf,
} from "../../analysis/sampling/plan-strata.ts";
import type {
	MainDomain,
	SamplePlan,
} from "../../analysis/sampling/sample-plan.ts";
import type { SampleDraw } from "../../db/sqlite/samples.ts";
import type { StoredSurvey } from "../../db/sqlite/surveys.ts";
import { closingDateOf } from "../../survey-definitions/closing-date.ts";
import { textOf } from "../../survey-definitions/wave-parameters.ts";
import { cardCodes } from "../card-codes.ts";
import type { ServerContext } from "../context.ts";
import { todayOf } from "../local-day.ts";
import { Refusal } from "../refusal.ts";
import { waveProblems } from "./set-wave.ts";

/** What still has to be done before a survey opens. */
export async function checkField(
	context: ServerContext,
	surveyId: string,
): Promise<CheckPoint[]> {
	const stored = await context.store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	return fieldChecklist(await factsOf(context, stored));
}

async function factsOf(
	context: ServerContext,
	stored: StoredSurvey,
): Promise<FieldFacts> {
	const { store, publicUrl, now, backup, issuerUrl } = context;
	const { id, definition, wave, sampling, pilotOf, access } = stored;
	const value = (name: string) =>
		wave[name] ?? definition.parameters[name]?.default;
	const lotMinimum = value("LOT_MIN");
	const saidIn = (parameter: string, name: "mode" | "trust" | "backup") =>
		definition.parameters[parameter] === undefined
			? {}
			: { [name]: textOf(value(parameter)) };
	const lots = (await store.lots(id)).filter(({ reserve }) => !reserve);
	const slips = await cardCodes(context, id, access).counts();
	const draw = await store.sampleDraw(id);
	const strata = await plannedStrata(store, id);
	const margins = await store.margins(id);
	return {
		definitionProblems: waveProblems(definition, wave),
		controller: textOf(value("CONTROLLER")).vi,
		hotline: textOf(value("HOTLINE")).vi,
		lotMinimum: lotMinimum === undefined ? undefined : Number(lotMinimum),
		consent: {
			access,
			isSplit: issuerUrl !== undefined,
			hasBackups: (backup?.recipients.length ?? 0) > 0,
			...saidIn("MODE_TEXT", "mode"),
			...saidIn("TRUST_TEXT", "trust"),
			...saidIn("BACKUP_TEXT", "backup"),
		},
		sampling,
		lots: lots.map(({ id, invited }) => ({
			id,
			invited,
			cards: slips.get(id) ?? 0,
		})),
		isDrawn: draw !== undefined,
		strata,
		...(draw ? { plan: await rulesOf(store, draw, strata) } : {}),
		handOverWaiting: (await store.handOver(id)).length > 0,
		pilot: await pilotState(store, id),
		isPilot: pilotOf !== null,
		margins: margins.map(({ name, body: { source, version } }) => ({
			name,
			source,
			version,
		})),
		closingDate: closingDateOf(value("CLOSE_DATE")),
		today: todayOf(now()),
		publicUrl,
	};
}

/** The strata as they were drawn, by their Vietnamese names. */
async function plannedStrata(
	store: ServerContext["store"],
	id: string,
): Promise<PlannedStratum[]> {
	// A reserve that is kept back is no part of the sample.
	const units = (await store.sampledUnits(id)).filter(
		({ reserve }) => !reserve,
	);
	const lots = (await store.lots(id)).filter(({ reserve }) => !reserve);
	return (await store.strata(id)).map((stratum) => {
		const drawn = units.filter(
			({ stratumId, parentRow }) =>
				stratumId === stratum.id && parentRow === null,
		).length;
		return {
			name: stratum.label.vi,
			level: String(stratum.domains.level?.code ?? ""),
			sector: String(stratum.domains.sector?.code ?? ""),
			// What is drawn lay in the frame; a sample that was entered by hand names no units.
			units: Math.max(1, drawn),
			sample: Math.max(1, drawn),
			lots: lots
				.filter(({ stratumId }) => stratumId === stratum.id)
				.map(({ id, invited }) => ({ name: id, cards: invited })),
		};
	});
}

async function rulesOf(
	store: ServerContext["store"],
	{ surveyId, frameVersion, plan }: SampleDraw,
	strata: PlannedStratum[],
): Promise<NonNullable<FieldFacts["plan"]>> {
	const { lotMinimum, minimumDf } = plan;
	return {
		lotMinimum,
		minimumDf,
		mainDomains:
			plan.mainDomains.length === 0
				? []
				: await domainsOf(store, surveyId, frameVersion, plan, strata),
	};
}

/** Main domains by the names of their strata, as the plan sorts the frame that was drawn from. */
async function domainsOf(
	store: ServerContext["store"],
	surveyId: string,
	frameVersion: number,
	plan: SamplePlan,
	strata: PlannedStratum[],
) {
	const frame = (await store.frames(surveyId)).find(
		({ version }) => version === frameVersion,
	);
	if (!frame) return [];
	const planned = planStrata(
		{
			kind: frame.kind,
			rows: await store.frameUnits(surveyId, frameVersion),
			provinces: provincesOf(await store.geography(), frame.geographyVersion),
		},
		plan,
	);
	const isIn = (
		{ where }: MainDomain,
		codes: (typeof planned)[number]["codes"],
	) =>
		Object.entries(where).every(([dimension, wanted]) =>
			codes[dimension as keyof typeof codes]?.every((code) =>
				wanted.includes(code),
			),
		);
	const names = new Set(strata.map(({ name }) => name));
	return plan.mainDomains.map((domain) => ({
		name: domain.name.vi,
		strata: planned
			.filter(({ codes }) => isIn(domain, codes))
			.flatMap(({ label }) => [label.vi, certainLabel(label).vi])
			.filter((name) => names.has(name)),
	}));
}

/** A pilot that was purged is known from the audit alone. */
async function pilotState(
	store: ServerContext["store"],
	id: string,
): Promise<FieldFacts["pilot"]> {
	const pilots = (await store.surveys()).filter(
		({ pilotOf }) => pilotOf === id,
	);
	if (pilots.some(({ status }) => status === "closed")) return "done";
	const records = await store.auditOf(id);
	const purged = records.some(
		({ verb, detail }) => verb === "purge-pilot" && detail.answered === true,
	);
	if (purged) return "done";
	if (records.some(({ verb }) => verb === "waive-pilot")) return "waived";
	return pilots.length > 0 ? "running" : "none";
}
