import type {
	FrameDimension,
	MainDomain,
} from "../../../analysis/sampling/sample-plan.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { NumberField } from "./number-field.tsx";
import type { PlanEdit } from "./plan-view.tsx";
import { ProblemLines } from "./problem-lines.tsx";

/** What the survey promises to report: names, and the codes of the strata that belong. */
export function DomainFields({
	plan,
	page,
	isLocked,
	change,
	merge,
}: PlanEdit) {
	const { t } = useWords();
	const words = t.sample.plan;
	const { mainDomains, allocation } = plan;
	const set = (mainDomains: MainDomain[]) => change({ ...plan, mainDomains });
	const replace = (at: number, domain: MainDomain) =>
		set(mainDomains.map((one, place) => (place === at ? domain : one)));
	const remove = (at: number) => {
		// Minima are kept by place: those after it move up.
		const minima = Object.entries(allocation?.domainMinima ?? {}).flatMap(
			([place, minimum]) =>
				Number(place) === at
					? []
					: [[Number(place) > at ? Number(place) - 1 : Number(place), minimum]],
		);
		change({
			...plan,
			mainDomains: mainDomains.filter((_, place) => place !== at),
			allocation: allocation && {
				...allocation,
				domainMinima: Object.fromEntries(minima),
			},
		});
	};
	const add = () => {
		const n = mainDomains.length + 1;
		const vi = fill("Miền {n}", { n });
		set([...mainDomains, { name: { vi, en: `Domain ${n}` }, where: {} }]);
	};
	return (
		<>
			<h3>{words.domains}</h3>
			<p class="notes">{words.domainsHint}</p>
			{mainDomains.map((domain, at) => (
				<fieldset key={at} class="domain">
					<legend class="for-ears">{domain.name.vi}</legend>
					<div class="fields">
						<TextField
							id={`domain-vi-${at + 1}`}
							label={words.domainVi}
							value={domain.name.vi}
							onValue={(vi) =>
								replace(at, { ...domain, name: { ...domain.name, vi } })
							}
						/>
						<TextField
							id={`domain-en-${at + 1}`}
							label={words.domainEn}
							value={domain.name.en}
							onValue={(en) =>
								replace(at, { ...domain, name: { ...domain.name, en } })
							}
						/>
						{allocation && (
							<NumberField
								id={`domain-minimum-${at + 1}`}
								label={words.domainMinimum}
								value={allocation.domainMinima[at] ?? 0}
								min={0}
								onValue={(minimum) =>
									change({
										...plan,
										allocation: {
											...allocation,
											domainMinima: {
												...allocation.domainMinima,
												[at]: minimum,
											},
										},
									})
								}
							/>
						)}
					</div>
					{plan.stratifyBy.map((dimension) => (
						<Codes
							key={dimension}
							dimension={dimension}
							page={page}
							domain={domain}
							onDomain={(next) => replace(at, next)}
						/>
					))}
					<ProblemLines
						problems={page.preview.problems.filter(
							(problem) =>
								problem.domain === at &&
								problem.code !== "too-few-degrees-of-freedom",
						)}
						onMerge={isLocked ? undefined : merge}
					/>
					<button type="button" onClick={() => remove(at)}>
						{words.removeDomain}
					</button>
				</fieldset>
			))}
			<p class="acts">
				<button type="button" class="act" id="domain-add" onClick={add}>
					{words.addDomain}
				</button>
			</p>
		</>
	);
}

function Codes({
	dimension,
	page,
	domain,
	onDomain,
}: {
	dimension: FrameDimension;
	page: PlanEdit["page"];
	domain: MainDomain;
	onDomain: (domain: MainDomain) => void;
}) {
	const { t, say } = useWords();
	const codes =
		page.dimensions.find((one) => one.dimension === dimension)?.codes ?? [];
	const chosen = domain.where[dimension] ?? [];
	const toggle = (code: string, isIn: boolean) => {
		const { [dimension]: _old, ...others } = domain.where;
		const next = isIn
			? [...chosen, code]
			: chosen.filter((one) => one !== code);
		onDomain({
			...domain,
			where: next.length === 0 ? others : { ...others, [dimension]: next },
		});
	};
	return (
		<fieldset class="choices">
			<legend>{t.sample.dimensions[dimension]}</legend>
			{codes.map(({ code, label }) => (
				<label key={code}>
					<input
						type="checkbox"
						checked={chosen.includes(code)}
						onChange={(event) => toggle(code, event.currentTarget.checked)}
					/>{" "}
					{say(label)}
				</label>
			))}
		</fieldset>
	);
}

function TextField({
	id,
	label,
	value,
	onValue,
}: {
	id: string;
	label: string;
	value: string;
	onValue: (value: string) => void;
}) {
	return (
		<label>
			<span>{label}</span>
			<input
				id={id}
				type="text"
				value={value}
				required
				onInput={(event) => onValue(event.currentTarget.value)}
			/>
		</label>
	);
}
