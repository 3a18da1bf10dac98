import { useState } from "preact/hooks";
import type { DrawnView } from "../../../server/actions/sample-state.ts";
import type { DrawVerification } from "../../../server/actions/verify-draw.ts";
import { JobProgress } from "../job-progress.tsx";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { verifyDraw } from "./api.ts";

/** What is needed to draw the sample again, and a button that does so and compares. */
export function DrawRecord({
	survey,
	view,
}: {
	survey: string;
	view: DrawnView;
}) {
	const { t, language } = useWords();
	const words = t.sample.drawn;
	const [job, setJob] = useState<string>();
	const [found, setFound] = useState<DrawVerification>();
	const work = useWork();
	const lines: [string, string][] = [
		[
			words.frame,
			fill(words.frameText, {
				version: view.frameVersion,
				hash: view.frameSha256,
			}),
		],
		[words.seed, String(view.seed)],
		[words.generator, view.generator],
		[
			words.draws,
			fill(words.drawsText, { n: whole(view.drawsBefore, language) }),
		],
		[words.kind, t.sample.plan.samplings[view.sampling]],
	];
	return (
		<section>
			<h2>{words.record}</h2>
			<dl class="record" id="draw-record">
				{lines.map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
			<p class="acts">
				<button
					type="button"
					class="act"
					id="draw-verify"
					disabled={work.isBusy || job !== undefined}
					onClick={() =>
						void work.run(async () => {
							setFound(undefined);
							setJob((await verifyDraw(survey)).job);
						})
					}
				>
					{words.verify}
				</button>
			</p>
			{work.error && <Problem error={work.error} />}
			{job && (
				<JobProgress
					key={job}
					id={job}
					onDone={({ state, result }) => {
						if (state !== "done") return;
						setJob(undefined);
						setFound(result as DrawVerification);
					}}
				/>
			)}
			{found?.identical && (
				<p class="done" role="status">
					{fill(words.identical, {
						strata: whole(found.strata, language),
						units: whole(found.units, language),
						lots: whole(found.lots, language),
					})}
				</p>
			)}
			{found && !found.identical && (
				<div role="alert">
					<p class="caution">{words.differs}</p>
					<ul class="plan-problems code">
						{found.differences.map(({ what, stored, now }, at) => (
							<li key={`${what} ${at}`}>
								{words.differsWhat[what]} – {words.differsStored}:{" "}
								{stored || "–"}; {words.differsNow}: {now || "–"}
							</li>
						))}
					</ul>
				</div>
			)}
		</section>
	);
}
