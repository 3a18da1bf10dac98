import type {
	CheckName,
	CheckPoint,
} from "../../analysis/fieldwork/checklist.ts";
import type { ConsentFault } from "../../analysis/fieldwork/consent-words.ts";
import type { DesignProblem } from "../../analysis/sampling/check-design.ts";
import type { LedgerRowProblem } from "../actions/set-ledger.ts";
import type { WaveProblem } from "../actions/set-wave.ts";

/** What the command line says of what is missing or wrong, and what to do. */
const points: Record<CheckName, (values: CheckPoint["values"]) => string> = {
	wave: () =>
		"the questionnaire does not work with the wave's parameters: set what is missing with wave SURVEY FILE.json",
	controller: () =>
		"no data controller is named: set CONTROLLER with wave SURVEY FILE.json",
	hotline: () =>
		"no number for questions is named: set HOTLINE with wave SURVEY FILE.json",
	"lot-minimum": ({ minimum, smallest = "none" }) =>
		`the consent text promises ${minimum} cards a lot, the smallest has ${smallest}: change LOT_MIN or merge lots; under 50 only where the plan says so, never under 20`,
	"consent-words": () =>
		"the consent screen says what does not hold: mend it with wave SURVEY FILE.json",
	sample: () => "no sample is drawn: draw one with draw SURVEY",
	design: ({ problems }) =>
		`the design has ${problems} problems: mend the plan as said below, and draw again`,
	cards: ({ without, lots }) =>
		`${without} of ${lots} lots have no cards: issue them with cards SURVEY FILE`,
	"hand-over": () =>
		"the hand-over list is still here, or nothing is drawn: give it out with hand-over SURVEY FILE.csv, which erases it",
	pilot: () =>
		"the questionnaire has not been piloted: run one with pilot SURVEY CARDS and close it, or open with --without-pilot REASON",
	margins: () =>
		"a margin names no source or version: name them at the step Weights",
	"closing-date": () =>
		"no closing date lies ahead: set CLOSE_DATE after today with wave SURVEY FILE.json",
	"public-url": ({ url }) =>
		`the public address is ${url}: set PUBLIC_URL to an https address`,
};

const consents: Record<ConsentFault, string> = {
	"mode-says-slips":
		"MODE_TEXT says that cards are drawn by hand or that there is no list, and this survey has tokens: write “Mã thẻ không lưu cùng câu trả lời. Đóng trang là mất câu trả lời.” / “The code on the card is not stored with the answers. Closing the page loses the answers.”",
	"trust-says-two":
		"TRUST_TEXT names two parties, and there is one: write “người vận hành theo dõi máy chủ đúng lúc gửi vẫn có thể biết.” / “an operator watching the server at the moment you send could still tell.”",
	"trust-silent":
		"TRUST_TEXT does not say that one party issues and collects and could tell by watching: write “người vận hành theo dõi máy chủ đúng lúc gửi vẫn có thể biết.” / “an operator watching the server at the moment you send could still tell.”",
	"trust-says-one":
		"TRUST_TEXT names one operator, and two organisations issue and collect: write “hai bên cấp mã và thu phiếu nếu thông đồng vẫn có thể biết.” / “the two parties that issue codes and collect forms could tell if they colluded.”",
	"backups-denied":
		"BACKUP_TEXT says that there are no backups, and this program makes them: write “Mỗi đêm hệ thống ghi đè một bản sao lưu đã mã hóa và chỉ giữ một bản.” / “Every night one encrypted backup is written over the one before; only one is kept.”",
};

const designs: Record<
	DesignProblem["code"],
	(values: Record<string, number>) => string
> = {
	"empty-stratum": () => "no units in the stratum",
	"stratum-smaller-than-sample": () => "more drawn than there are",
	"too-few-variance-units": ({ varianceUnits }) =>
		`${varianceUnits} lots, and at least 2 are needed`,
	"lot-under-minimum": ({ cards, minimum }) =>
		`${cards} cards, and at least ${minimum} are needed`,
	"lot-minimum-too-low": ({ lowest }) =>
		`a lot must have at least ${lowest} cards`,
	"too-few-degrees-of-freedom": ({ df, minimum }) =>
		`${df} degrees of freedom, and at least ${minimum} are needed`,
};

function remedyOf({ remedy }: DesignProblem): string {
	switch (remedy.action) {
		case "merge-strata":
			return `merge ${remedy.merges.map((names) => names.join(" + ")).join("; ")}`;
		case "merge-lots":
			return `merge lots ${remedy.lots.join(" + ")}`;
		case "add-lots":
			return `add ${remedy.count} lots`;
		case "lower-sample":
			return `draw only ${remedy.to}`;
		case "raise-lot-minimum":
			return `raise it to ${remedy.to}`;
	}
}

const placeOf = ({ where }: DesignProblem): string =>
	where.kind === "survey"
		? "the whole survey"
		: where.kind === "domain"
			? where.domain
			: where.kind === "stratum"
				? where.stratum
				: `lot ${where.lot}`;

export const checkLines = (point: CheckPoint): string[] => [
	`${point.name}: ${points[point.name](point.values)}`,
	...(point.definition ?? []).map(
		({ where, message }) => `  ${where}: ${message}`,
	),
	...(point.consent ?? []).map((fault) => `  ${consents[fault]}`),
	...(point.design ?? []).map(
		(problem) =>
			`  ${placeOf(problem)}: ${designs[problem.code](problem.values)}: ${remedyOf(problem)}`,
	),
];

export const waveSentences: Record<WaveProblem["code"], string> = {
	"unknown-parameter":
		"the questionnaire has no such parameter: take it out, wave SURVEY lists them",
	"one-language": 'write both languages, {"vi": "…", "en": "…"}',
	"not-a-date": "write a day of the calendar, YYYY-MM-DD",
	"not-a-number": "write a whole number of 0 or more",
	"closed-before-opened":
		"the survey would close before it opens: choose a later day, or an earlier WAVE_DATE",
};

export const ledgerSentences: Record<LedgerRowProblem["code"], string> = {
	"not-a-count": "write a whole number that is not negative",
	"more-than-printed":
		"handed out, exchanged and refused by agencies exceed printed: count again",
	"more-than-distributed": "returned and spoilt exceed handed out: count again",
	"more-than-returned": "more than were returned: count again",
	"more-than-exchanged": "more than were exchanged: count again",
	"more-exchanged-than-spoilt":
		"more were exchanged as spoilt than are spoilt: count again",
	"unknown-lot": "the survey has no such lot: ledger SURVEY lists them",
	"unknown-pile":
		"there is no such pile: write 1 (leaders), 2 (others) or all, as ledger SURVEY lists them",
};
