import type { AllocationName } from "../../../analysis/sampling/sample-plan.ts";
import { NumberInput } from "../number-input.tsx";
import { share } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { NumberField } from "./number-field.tsx";
import type { PlanEdit } from "./plan-view.tsx";

const widest = 10;
/** The slider's reach where the frame holds more: enough for most surveys, and fine enough for a hand. */
const longest = 1500;

/** Kind and size of the sample: sliders for PSUs and for the margin wanted, each with its number. */
export function PlanSize({ plan, page, isLocked, change }: PlanEdit) {
	const { t, language } = useWords();
	const words = t.sample.plan;
	const { preview } = page;
	const { allocation, psusPerLot } = plan;
	const open = preview.strata.filter(({ certain }) => !certain);
	const lots = (units: number) =>
		Math.max(1, Math.floor(units / psusPerLot)) * psusPerLot;
	const most = lots(open.reduce((sum, { units }) => sum + units, 0));
	const least = 2 * psusPerLot * Math.max(1, open.length);
	const margin = preview.precision[0]?.marginOfError;
	const isDrawn = plan.sampling === "probability";
	const setTotal = (total: number) =>
		allocation && change({ ...plan, allocation: { ...allocation, total } });
	const setMargin = (points: number) =>
		points > 0 && change(plan, { wantedMargin: points / 100 });
	const points =
		margin === null || margin === undefined
			? undefined
			: Math.round(margin * 1000) / 10;
	return (
		<section>
			<h2>{words.size}</h2>
			<fieldset class="fields bare" disabled={isLocked}>
				<label>
					<span>{words.sampling}</span>
					<select
						id="plan-sampling"
						value={plan.sampling}
						onChange={(event) =>
							change({
								...plan,
								sampling: event.currentTarget.value as typeof plan.sampling,
							})
						}
					>
						<option value="probability">{words.samplings.probability}</option>
						<option value="quota">{words.samplings.quota}</option>
					</select>
				</label>
				{isDrawn && (
					<label>
						<span>{words.allocate}</span>
						<select
							id="plan-allocate"
							value={allocation ? allocation.rule : "direct"}
							onChange={(event) => change(withRule(event.currentTarget.value))}
						>
							{Object.entries(words.rules).map(([rule, text]) => (
								<option key={rule} value={rule}>
									{text}
								</option>
							))}
							<option value="direct">{words.allocations.direct}</option>
						</select>
					</label>
				)}
				{isDrawn && allocation?.rule === "power" && (
					<NumberField
						id="plan-exponent"
						label={words.exponent}
						hint={words.exponentHint}
						value={allocation.exponent}
						min={0}
						max={1}
						onValue={(exponent) =>
							change({ ...plan, allocation: { ...allocation, exponent } })
						}
					/>
				)}
				{isDrawn && allocation && (
					<NumberField
						id="plan-minimum"
						label={words.minimum}
						value={allocation.minimum}
						min={0}
						onValue={(minimum) =>
							change({ ...plan, allocation: { ...allocation, minimum } })
						}
					/>
				)}
			</fieldset>
			{!isDrawn && <p class="caution">{words.quotaNote}</p>}
			{isDrawn && allocation && (
				<fieldset class="sliders bare" disabled={isLocked}>
					<Slider
						id="plan-total"
						label={words.total}
						hint={words.totalHint}
						value={allocation.total}
						min={Math.min(least, allocation.total)}
						max={Math.max(Math.min(most, longest), allocation.total)}
						step={psusPerLot}
						onValue={setTotal}
					/>
					<Slider
						id="plan-margin"
						label={words.margin}
						hint={fill(words.marginHint, {
							level: share(plan.assumptions.level, language),
						})}
						value={points}
						min={0.5}
						max={widest}
						step={0.1}
						onValue={setMargin}
					/>
				</fieldset>
			)}
		</section>
	);

	function withRule(rule: string): typeof plan {
		// The numbers on screen stay where they are when they become the coordinator's own.
		if (rule === "direct")
			return {
				...plan,
				allocation: null,
				psus: Object.fromEntries(open.map(({ key, psus }) => [key, psus])),
			};
		return {
			...plan,
			allocation: {
				...(allocation ?? {
					total: lots(
						open.reduce((sum, { psus }) => sum + psus, psusPerLot - 1),
					),
					exponent: 0.5,
					minimum: 2 * psusPerLot,
					domainMinima: {},
				}),
				rule: rule as AllocationName,
			},
		};
	}
}

function Slider({
	id,
	label,
	hint,
	value,
	min,
	max,
	step,
	onValue,
}: {
	id: string;
	label: string;
	hint: string;
	value: number | undefined;
	min: number;
	max: number;
	step: number;
	onValue: (value: number) => void;
}) {
	return (
		<div class="slider">
			<label for={id}>
				{label} <small>{hint}</small>
			</label>
			<input
				id={`${id}-slider`}
				type="range"
				aria-label={label}
				value={value ?? max}
				min={min}
				max={max}
				step={step}
				onInput={(event) => onValue(event.currentTarget.valueAsNumber)}
			/>
			<NumberInput id={id} value={value} min={0} onValue={onValue} />
		</div>
	);
}
