import type { FrameKind } from "../../../analysis/frame/map-columns.ts";
import type {
	SamplePlan,
	StratumKey,
} from "../../../analysis/sampling/sample-plan.ts";
import type { ListedUnit } from "../../../server/actions/list-sampled-units.ts";
import type {
	PlanPage,
	PlanView,
} from "../../../server/actions/preview-plan.ts";
import type { RegionsUnder } from "../../../server/actions/regions-under.ts";
import type {
	DrawnView,
	SampleState,
} from "../../../server/actions/sample-state.ts";
import type { Language } from "../../../survey-definitions/definition.ts";
import { answer, api } from "../api.ts";

const survey = api.surveys[":id"];

// JSON leaves absent what is absent: the casts only undo `hc`'s "| undefined". NaN and infinity arrive as null.
export const sampleState = (id: string) =>
	answer(survey.sample.$get({ param: { id } })) as Promise<SampleState>;

export const sendFrame = (id: string, file: File) =>
	answer(
		survey["frame-file"].$post(
			{ param: { id }, query: { name: file.name } },
			{
				headers: { "Content-Type": "application/octet-stream" },
				init: { body: file },
			},
		),
	);

export interface FrameAsked {
	file: string;
	kind: FrameKind;
	geography: string;
	chosen: Record<string, string>;
}

export const checkFrame = (id: string, json: FrameAsked) =>
	answer(survey["frame-check"].$post({ param: { id }, json }));

export const keepFrame = (id: string, json: FrameAsked) =>
	answer(survey.frames.$post({ param: { id }, json }));

export const planPage = (id: string, anew: boolean) =>
	answer(
		survey.plan.$get({ param: { id }, query: anew ? { anew: "yes" } : {} }),
	) as Promise<PlanPage>;

export const previewPlan = (
	id: string,
	json: {
		frameVersion: number;
		plan: SamplePlan;
		merges?: StratumKey[][];
		wantedMargin?: number;
	},
) =>
	answer(
		survey.plan.preview.$post({ param: { id }, json }),
	) as Promise<PlanView>;

export const savePlan = (
	id: string,
	json: { frameVersion: number; plan: SamplePlan; mark: string },
) => answer(survey.plan.$put({ param: { id }, json }));

export const draw = (id: string, seed: number | undefined) =>
	answer(
		survey.draw.$post({
			param: { id },
			json: seed === undefined ? {} : { seed },
		}),
	);

export const drawn = (id: string) =>
	answer(survey.drawn.$get({ param: { id } })) as Promise<DrawnView>;

export const verifyDraw = (id: string) =>
	answer(survey.drawn.verification.$post({ param: { id } }));

export const unitsPage = 50;

export const sampledUnits = (
	id: string,
	stratum: number | undefined,
	offset: number,
) =>
	answer(
		survey.drawn.units.$get({
			param: { id },
			query: {
				offset: String(offset),
				limit: String(unitsPage),
				...(stratum === undefined ? {} : { stratum }),
			},
		}),
	) as Promise<{ total: number; units: ListedUnit[] }>;

export function unitsCsvHref(id: string, lang: Language): string {
	const { pathname, search } = survey.drawn["units.csv"].$url({
		param: { id },
		query: { lang },
	});
	return pathname + search;
}

export const handOver = (id: string, lang: Language) =>
	answer(survey["hand-over"].$post({ param: { id }, query: { lang } }));

export const eraseHandOver = (id: string) =>
	answer(survey["hand-over"].$delete({ param: { id } }));

export const openReserve = (id: string, stratum: number) =>
	answer(survey.reserve.$post({ param: { id }, json: { stratum } }));

export const regionsUnder = (id: string, version: string) =>
	answer(
		survey.regions.$get({ param: { id }, query: { version } }),
	) as Promise<RegionsUnder>;
