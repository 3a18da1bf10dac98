import type { CheckPoint } from "../../../analysis/fieldwork/checklist.ts";
import type { DestroyedCards } from "../../../server/actions/destroy-cards.ts";
import type { LotCards } from "../../../server/actions/list-cards.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import type { Monitor } from "../../../server/actions/monitor-field.ts";
import type {
	Ledger,
	LedgerEntry,
	LedgerRowProblem,
} from "../../../server/actions/set-ledger.ts";
import type { Job } from "../../../server/jobs.ts";
import { answer, api } from "../api.ts";

const of = api.surveys[":id"];
const param = (id: string) => ({ param: { id } });

export interface FieldState {
	status: ListedSurvey["status"];
	points: CheckPoint[];
	pilot: { id: string; status: ListedSurvey["status"] } | null;
}

export const fieldState = (id: string) =>
	answer(of.field.$get(param(id))) as Promise<FieldState>;

export const openField = (id: string) =>
	answer(of.field.open.$post(param(id))) as Promise<{ unmet: CheckPoint[] }>;

export const pauseField = (id: string) =>
	answer(of.field.pause.$post(param(id)));

export const resumeField = (id: string) =>
	answer(of.field.resume.$post(param(id)));

export const extendField = (id: string, date: string) =>
	answer(of.field.extend.$post({ ...param(id), json: { date } }));

export const closeField = (id: string, survey: string) =>
	answer(
		of.field.close.$post({ ...param(id), json: { survey } }),
	) as Promise<Job>;

export const waivePilot = (id: string, reason: string) =>
	answer(of.field["waive-pilot"].$post({ ...param(id), json: { reason } }));

export const openPilot = (id: string, cards: number) =>
	answer(of.pilot.$post({ ...param(id), json: { cards } }));

export const purgePilot = (id: string, survey: string) =>
	answer(of.purge.$post({ ...param(id), json: { survey } }));

export const cards = (id: string) =>
	answer(of.cards.$get(param(id))) as Promise<{
		status: ListedSurvey["status"];
		lots: LotCards[];
		/** Jobs that make cards, or have made a file that nobody has fetched. */
		files: string[];
	}>;

export type CardKind = "pdf" | "csv";

export const printCards = (id: string, kind: CardKind, spare: number) =>
	answer(
		of.cards.print.$post({ ...param(id), json: { kind, spare } }),
	) as Promise<Job>;

export const reprintLot = (id: string, lot: string, kind: CardKind) =>
	answer(
		of.cards.reprint.$post({ ...param(id), json: { lot, kind } }),
	) as Promise<Job>;

export const destroyCards = (id: string, codes: string) =>
	answer(
		of.cards.destroy.$post({ ...param(id), json: { codes } }),
	) as Promise<DestroyedCards>;

export const ledger = (id: string) =>
	answer(of.ledger.$get(param(id))) as Promise<Ledger>;

export const setLedger = (id: string, rows: LedgerEntry[]) =>
	answer(of.ledger.$put({ ...param(id), json: { rows } })) as Promise<{
		problems: LedgerRowProblem[];
	}>;

export const ledgerCsvHref = (id: string, lang: "vi" | "en"): string => {
	const { pathname, search } = of["ledger.csv"].$url({
		...param(id),
		query: { lang },
	});
	return pathname + search;
};

// NaN and what JSON leaves out arrive as null or absent, as the type says.
export const monitor = (id: string) =>
	answer(of.monitor.$get(param(id))) as unknown as Promise<Monitor>;
