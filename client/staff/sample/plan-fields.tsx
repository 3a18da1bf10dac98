import type {
	FrameDimension,
	SamplePlan,
} from "../../../analysis/sampling/sample-plan.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { NumberField, percent } from "./number-field.tsx";
import type { PlanEdit } from "./plan-view.tsx";

const usualLot = 50;
const smallestLot = 20;
const keys = [0, 1, 2];

/** How strata are made and units drawn, what a PSU and a lot hold, and what is assumed. */
export function PlanFields({ plan, page, change }: PlanEdit) {
	const { t } = useWords();
	const words = t.sample.plan;
	const known = page.dimensions.map(({ dimension }) => dimension);
	const { within, assumptions } = plan;
	const setWithin = (changes: object) =>
		change({ ...plan, within: { ...within, ...changes } as typeof within });
	const assume = (changes: Partial<typeof assumptions>) =>
		change({ ...plan, assumptions: { ...assumptions, ...changes } });
	const isSmall = plan.lotMinimum < usualLot;
	return (
		<>
			<h2>{words.design}</h2>
			<fieldset class="choices">
				<legend>{words.stratifyBy}</legend>
				{known.map((dimension) => (
					<label key={dimension}>
						<input
							type="checkbox"
							name={`stratify-${dimension}`}
							checked={plan.stratifyBy.includes(dimension)}
							onChange={(event) =>
								change(stratified(plan, dimension, event.currentTarget.checked))
							}
						/>{" "}
						{t.sample.dimensions[dimension]}
					</label>
				))}
			</fieldset>
			<div class="fields">
				<label>
					<span>{words.method}</span>
					<select
						id="plan-method"
						value={plan.method}
						onChange={(event) =>
							change({
								...plan,
								method: event.currentTarget.value as typeof plan.method,
							})
						}
					>
						{Object.entries(words.methods).map(([method, text]) => (
							<option key={method} value={method}>
								{text}
							</option>
						))}
					</select>
				</label>
				<label>
					<span>{words.certainty}</span>
					<select
						id="plan-certainty"
						value={plan.certainty}
						onChange={(event) =>
							change({
								...plan,
								certainty: event.currentTarget.value as typeof plan.certainty,
							})
						}
					>
						{Object.entries(words.certainties).map(([rule, text]) => (
							<option key={rule} value={rule}>
								{text}
							</option>
						))}
					</select>
				</label>
				<div class="wide order">
					<span>
						{words.orderBy} <small>{words.orderHint}</small>
					</span>
					<p>
						{keys.map((at) => (
							<select
								key={at}
								id={`plan-order-${at + 1}`}
								aria-label={fill(words.orderAt, { n: at + 1 })}
								value={plan.orderBy[at] ?? ""}
								disabled={at > plan.orderBy.length}
								onChange={(event) =>
									change({
										...plan,
										orderBy: ordered(plan, at, event.currentTarget.value),
									})
								}
							>
								<option value="">{words.noKey}</option>
								{known.map((dimension) => (
									<option key={dimension} value={dimension}>
										{t.sample.dimensions[dimension]}
									</option>
								))}
							</select>
						))}
						<label>
							<input
								type="checkbox"
								checked={plan.serpentine}
								onChange={(event) =>
									change({ ...plan, serpentine: event.currentTarget.checked })
								}
							/>{" "}
							{words.serpentine}
						</label>
					</p>
				</div>
			</div>
			<h3>{words.within}</h3>
			<div class="fields">
				{within.kind === "classes" ? (
					<>
						<NumberField
							id="plan-cards"
							label={words.cardsPerPsu}
							value={within.cardsPerPsu}
							min={1}
							onValue={(cardsPerPsu) => setWithin({ cardsPerPsu })}
						/>
						<NumberField
							id="plan-leaders"
							label={words.leaderRatio}
							value={within.leaderRatio}
							min={0.1}
							onValue={(leaderRatio) => setWithin({ leaderRatio })}
						/>
					</>
				) : (
					<>
						<label>
							<span>{words.sizeBy}</span>
							<select
								id="plan-size-by"
								value={within.sizeBy}
								onChange={(event) =>
									setWithin({ sizeBy: event.currentTarget.value })
								}
							>
								{Object.entries(words.sizes).map(([size, text]) => (
									<option key={size} value={size}>
										{text}
									</option>
								))}
							</select>
						</label>
						<NumberField
							id="plan-villages"
							label={words.villagesPerPsu}
							value={within.villagesPerPsu}
							min={1}
							onValue={(villagesPerPsu) => setWithin({ villagesPerPsu })}
						/>
						<NumberField
							id="plan-invited"
							label={words.invitedPerVillage}
							value={within.invitedPerVillage}
							min={1}
							onValue={(invitedPerVillage) => setWithin({ invitedPerVillage })}
						/>
						<NumberField
							id="plan-adults"
							label={words.adultsPerHousehold}
							value={within.adultsPerHousehold}
							min={0.1}
							onValue={(adultsPerHousehold) =>
								setWithin({ adultsPerHousehold })
							}
						/>
					</>
				)}
			</div>
			<h3>{words.lotsTitle}</h3>
			<div class="fields">
				<NumberField
					id="plan-lot-psus"
					label={words.psusPerLot}
					value={plan.psusPerLot}
					min={1}
					onValue={(psusPerLot) => change(inLotsOf(plan, psusPerLot))}
				/>
				<NumberField
					id="plan-lot-minimum"
					label={words.lotMinimum}
					value={plan.lotMinimum}
					min={isSmall ? smallestLot : usualLot}
					onValue={(typed) =>
						change({
							...plan,
							lotMinimum: isSmall ? typed : Math.max(usualLot, typed),
						})
					}
				/>
				<NumberField
					id="plan-df"
					label={words.minimumDf}
					value={plan.minimumDf}
					min={30}
					onValue={(minimumDf) =>
						change({ ...plan, minimumDf: Math.max(30, minimumDf) })
					}
				/>
				<p class="wide small-lots">
					<label>
						<input
							type="checkbox"
							id="plan-small-lots"
							checked={isSmall}
							onChange={(event) =>
								change({
									...plan,
									lotMinimum: event.currentTarget.checked ? 40 : usualLot,
								})
							}
						/>{" "}
						{words.smallLots}
					</label>
					<small>{words.smallLotsMeaning}</small>
				</p>
			</div>
			<h3>{words.assumptions}</h3>
			<div class="fields">
				<NumberField
					id="plan-response"
					label={words.responseRate}
					value={percent(assumptions.responseRate.all)}
					min={1}
					max={100}
					onValue={(typed) =>
						assume({
							responseRate: { ...assumptions.responseRate, all: typed / 100 },
						})
					}
				/>
				<NumberField
					id="plan-share"
					label={words.share}
					value={percent(assumptions.share.all)}
					min={1}
					max={99}
					onValue={(typed) =>
						assume({ share: { ...assumptions.share, all: typed / 100 } })
					}
				/>
				<NumberField
					id="plan-rho"
					label={words.rho}
					value={assumptions.intraclassCorrelation}
					min={0}
					max={1}
					onValue={(intraclassCorrelation) => assume({ intraclassCorrelation })}
				/>
				<NumberField
					id="plan-further"
					label={words.furtherDeff}
					value={assumptions.furtherWeightDeff}
					min={1}
					onValue={(furtherWeightDeff) => assume({ furtherWeightDeff })}
				/>
				<NumberField
					id="plan-cost-psu"
					label={words.costPerPsu}
					value={assumptions.costPerPsu.all}
					min={0}
					onValue={(all) =>
						assume({ costPerPsu: { ...assumptions.costPerPsu, all } })
					}
				/>
				<NumberField
					id="plan-cost-card"
					label={words.costPerCard}
					value={assumptions.costPerCard}
					min={0}
					onValue={(costPerCard) => assume({ costPerCard })}
				/>
				<NumberField
					id="plan-level"
					label={words.level}
					value={percent(assumptions.level)}
					min={50}
					max={99.9}
					onValue={(typed) => assume({ level: typed / 100 })}
				/>
			</div>
		</>
	);
}

/** Other strata have other keys: merges and numbers by stratum no longer name anything. */
function stratified(
	plan: SamplePlan,
	dimension: FrameDimension,
	isWanted: boolean,
): SamplePlan {
	return {
		...plan,
		stratifyBy: isWanted
			? [...plan.stratifyBy, dimension]
			: plan.stratifyBy.filter((one) => one !== dimension),
		merges: [],
		psus: {},
		reserveLots: {},
		quotas: {},
		mainDomains: plan.mainDomains.map(({ name, where }) => ({
			name,
			where: Object.fromEntries(
				Object.entries(where).filter(([of]) => of !== dimension),
			),
		})),
	};
}

/** Totals and minima go along to whole lots of the new size. */
function inLotsOf(plan: SamplePlan, psusPerLot: number): SamplePlan {
	const { allocation } = plan;
	if (!allocation || !(psusPerLot >= 1)) return { ...plan, psusPerLot };
	const whole = (psus: number) => Math.ceil(psus / psusPerLot) * psusPerLot;
	return {
		...plan,
		psusPerLot,
		allocation: {
			...allocation,
			total: whole(allocation.total),
			minimum: whole(Math.max(2 * psusPerLot, allocation.minimum)),
		},
	};
}

function ordered(
	{ orderBy }: SamplePlan,
	at: number,
	chosen: string,
): FrameDimension[] {
	if (chosen === "") return orderBy.filter((_, place) => place !== at);
	const dimension = chosen as FrameDimension;
	const others = orderBy.map((one, place) => (place === at ? dimension : one));
	const next = at < orderBy.length ? others : [...orderBy, dimension];
	return [...new Set(next)];
}
