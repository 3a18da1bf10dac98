import { useEffect, useRef, useState } from "preact/hooks";
import type {
	SamplePlan,
	StratumKey,
} from "../../../analysis/sampling/sample-plan.ts";
import type { PlanPage } from "../../../server/actions/preview-plan.ts";
import type { SampleState } from "../../../server/actions/sample-state.ts";
import { hrefOf } from "../address.ts";
import { ApiError } from "../api.ts";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { Sure } from "../sure.tsx";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { planPage, previewPlan, savePlan } from "./api.ts";
import { DomainFields } from "./domain-fields.tsx";
import { PlanFields } from "./plan-fields.tsx";
import { PlanPrecision } from "./plan-precision.tsx";
import { PlanSize } from "./plan-size.tsx";
import { PlanStrata } from "./plan-strata.tsx";
import { ProblemLines } from "./problem-lines.tsx";

/** A plan on screen, with what is typed and not saved yet. */
export interface PlanDraft {
	page: PlanPage;
	isChanged: boolean;
}

/** What an edit asks of the server besides the plan. */
export interface PlanAsked {
	merges?: StratumKey[][];
	wantedMargin?: number;
}

const restMs = 250;

export function PlanView({
	survey,
	state,
	draft,
	onDraft,
	onChanged,
}: {
	survey: string;
	state: SampleState;
	draft: PlanDraft | undefined;
	onDraft: (draft: PlanDraft) => void;
	onChanged: () => void;
}) {
	const { t, language } = useWords();
	const words = t.sample.plan;
	const [isStale, setIsStale] = useState(false);
	const [failed, setFailed] = useState<ApiError>();
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const round = useRef(0);
	// Of the plan as it is stored; a preview that is under way may have been asked for before it was.
	const mark = useRef(draft?.page.mark ?? "");
	const work = useWork();
	const newest = state.frames.at(-1)?.version;

	const load = (anew: boolean) =>
		work.run(async () => {
			round.current += 1;
			clearTimeout(timer.current);
			const page = await planPage(survey, anew);
			mark.current = page.mark;
			onDraft({ page, isChanged: anew });
			setIsStale(false);
		});
	useEffect(() => {
		if (!draft && newest !== undefined) void load(false);
		return () => clearTimeout(timer.current);
	}, []);
	useEffect(() => {
		if (!draft?.isChanged) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", warn);
		return () => window.removeEventListener("beforeunload", warn);
	}, [draft?.isChanged]);

	if (newest === undefined)
		return (
			<p class="measure">
				{words.noFrame}{" "}
				<a href={hrefOf({ page: "sample", survey, view: "frame", language })}>
					{words.toFrame}
				</a>
			</p>
		);
	if (!draft)
		return work.error ? (
			<Problem error={work.error} again={() => void load(false)} />
		) : (
			<p class="loading">{t.loading}</p>
		);

	const { page, isChanged } = draft;
	const { plan, preview, frameVersion } = page;
	const isLocked = state.printed || state.status !== "preparing";

	/** Shows an edit at once and asks what it makes of the frame once the hand rests. */
	function change(
		next: SamplePlan,
		asked: PlanAsked = {},
		version = frameVersion,
	) {
		const shown = {
			...page,
			plan: next,
			frameVersion: version,
			mark: mark.current,
		};
		onDraft({ page: shown, isChanged: true });
		setIsStale(true);
		clearTimeout(timer.current);
		const mine = ++round.current;
		timer.current = setTimeout(() => {
			previewPlan(survey, { frameVersion: version, plan: next, ...asked }).then(
				(view) => {
					if (mine !== round.current) return;
					onDraft({
						page: { ...shown, ...view, mark: mark.current },
						isChanged: true,
					});
					setIsStale(false);
					setFailed(undefined);
				},
				(error: unknown) => {
					if (!(error instanceof ApiError)) throw error;
					if (mine === round.current) setFailed(error);
				},
			);
		}, restMs);
	}

	const save = () =>
		work.run(async () => {
			try {
				const json = { frameVersion, plan, mark: mark.current };
				mark.current = (await savePlan(survey, json)).mark;
				const saved = { ...page, saved: true, mark: mark.current };
				onDraft({ page: saved, isChanged: false });
			} catch (error) {
				// What is typed stays; saved once more, it takes the place of what somebody else saved.
				if (error instanceof ApiError && error.code === "changed-meanwhile") {
					mark.current = (await planPage(survey, false)).mark;
					onDraft({ page: { ...page, mark: mark.current }, isChanged: true });
				}
				throw error;
			}
			onChanged();
		});
	const problems = preview.problems.length + preview.leftOut;
	const elsewhere = preview.problems.filter(
		({ stratum, domain, row }) =>
			row !== null || (stratum === null && domain === null),
	);
	const merge = (merges: StratumKey[][]) => change(plan, { merges });
	const edit = { plan, page, isLocked, change, merge };
	return (
		<div class="plan">
			<p class="notes">{fill(words.forFrame, { n: frameVersion })}</p>
			{newest > frameVersion && (
				<p class="caution">
					{fill(words.newerFrame, { old: frameVersion, new: newest })}{" "}
					<button
						type="button"
						disabled={isLocked}
						onClick={() => change(plan, {}, newest)}
					>
						{fill(words.useNewer, { n: newest })}
					</button>
				</p>
			)}
			{isLocked && (
				<p class="caution">
					{state.printed ? words.lockedPrinted : words.lockedOpened}
				</p>
			)}
			<PlanSize {...edit} />
			<div class={isStale ? "is-loading" : ""} aria-busy={isStale}>
				<p class={problems > 0 ? "caution" : "done"} role="status">
					{problems > 0
						? fill(words.problemCount, { n: whole(problems, language) })
						: words.mended}
				</p>
				<ProblemLines problems={elsewhere} onMerge={merge} />
				{preview.leftOut > 0 && (
					<p class="notes">
						{fill(words.leftOut, { n: whole(preview.leftOut, language) })}
					</p>
				)}
				{failed && <Problem error={failed} />}
				<PlanPrecision {...edit} />
				<PlanStrata {...edit} />
			</div>
			<form onSubmit={(event) => event.preventDefault()}>
				<fieldset class="bare" disabled={isLocked}>
					<PlanFields {...edit} />
					<DomainFields {...edit} />
				</fieldset>
			</form>
			<div class="acts keep">
				{work.error && <Problem error={work.error} />}
				<button
					type="button"
					class="act main"
					id="plan-save"
					disabled={isLocked || work.isBusy || (page.saved && !isChanged)}
					onClick={() => void save()}
				>
					{words.save}
				</button>
				<span role="status" class="quiet">
					{page.saved && !isChanged ? words.saved : words.unsaved}
				</span>
				{!isLocked && (
					<Sure
						label={words.anew}
						question={words.anewSure}
						onSure={() => void load(true)}
					/>
				)}
				<a href={hrefOf({ page: "sample", survey, view: "drawn", language })}>
					{words.toDraw}
				</a>
			</div>
		</div>
	);
}

/** What every part of the plan's page is given. */
export interface PlanEdit {
	plan: SamplePlan;
	page: PlanPage;
	isLocked: boolean;
	change: (plan: SamplePlan, asked?: PlanAsked) => void;
	merge: (merges: StratumKey[][]) => void;
}
