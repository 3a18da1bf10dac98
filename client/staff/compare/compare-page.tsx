import { useEffect } from "preact/hooks";
import type { Compared } from "../../../analysis/report/comparison.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { type Address, hrefOf } from "../address.ts";
import { ChartFigure } from "../chart-figure.tsx";
import { isShown } from "../footnotes.ts";
import { interval, points, share, whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { pOf } from "../sensitive/estimates-table.tsx";
import { fill } from "../strings.ts";
import { go } from "../use-address.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { comparable, comparison, pictureHref } from "./api.ts";

type CompareAddress = Extract<Address, { page: "compare" }>;

export function ComparePage({
	address,
	surveys,
	onLoggedOut,
}: {
	address: CompareAddress;
	surveys: ListedSurvey[];
	onLoggedOut: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.compare;
	const { first, second, group } = address;
	const closed = surveys.filter(({ status }) => status === "closed");
	const both = first && second ? { first, second } : undefined;
	const loaded = useLoaded(both && `${first}\n${second}`, () =>
		comparable(both as NonNullable<typeof both>),
	);
	useLeave(loaded.error, onLoggedOut);
	useEffect(() => {
		document.title = [words.title, t.siteName].join(" – ");
	}, [words, t]);
	const choose = (side: "first" | "second", id: string) => {
		const { group: _, ...rest } = address;
		go(hrefOf({ ...rest, ...(id ? { [side]: id } : {}) }));
	};
	const groups = loaded.data?.groups ?? [];
	return (
		<main class="page work compare" id="result">
			<h1>{words.title}</h1>
			<p class="measure">{words.intro}</p>
			{closed.length < 2 ? (
				<p class="measure caution">{words.fewClosed}</p>
			) : (
				<div class="fields two-surveys">
					{(["first", "second"] as const).map((side) => (
						<label key={side}>
							<span>{words[side]}</span>
							<select
								value={address[side] ?? ""}
								onChange={(event) => choose(side, event.currentTarget.value)}
							>
								<option value="">{words.choose}</option>
								{closed.map(({ id, title }) => (
									<option key={id} value={id}>
										{say(title)} ({id})
									</option>
								))}
							</select>
						</label>
					))}
				</div>
			)}
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{loaded.data && groups.length === 0 && (
				<p class="measure">{words.nothing}</p>
			)}
			{both && groups.length > 0 && (
				<label class="told-by">
					<span>{words.groups}</span>{" "}
					<select
						value={group ?? ""}
						onChange={(event) =>
							go(
								hrefOf({
									...address,
									...both,
									group: event.currentTarget.value,
								}),
							)
						}
					>
						<option value="">{words.pick}</option>
						{groups.map(({ name, label }) => (
							<option key={name} value={name}>
								{name} – {say(label)}
							</option>
						))}
					</select>
				</label>
			)}
			{both && loaded.data && group && (
				<Comparison
					key={`${first} ${second} ${group} ${language}`}
					asked={{ ...both, group, lang: language }}
					names={[say(loaded.data.names[0]), say(loaded.data.names[1])]}
					onLoggedOut={onLoggedOut}
				/>
			)}
		</main>
	);
}

function Comparison({
	asked,
	names,
	onLoggedOut,
}: {
	asked: Parameters<typeof comparison>[0];
	names: [string, string];
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	const loaded = useLoaded(JSON.stringify(asked), () => comparison(asked));
	useLeave(loaded.error, onLoggedOut);
	if (loaded.error)
		return <Problem error={loaded.error} again={loaded.again} />;
	if (!loaded.data) return <p class="loading">{t.loading}</p>;
	return (
		<>
			<ComparedTable compared={loaded.data.compared} names={names} />
			<ChartFigure chart={loaded.data.chart}>
				<p class="tools">
					{(["png", "svg"] as const).map((format) => (
						<a key={format} href={pictureHref(asked, format)} download="">
							{t.chartFiles[format]}
						</a>
					))}
				</p>
			</ChartFigure>
		</>
	);
}

const enough = 0.05;

function ComparedTable({
	compared: { group, points: named, shares, bases },
	names,
}: {
	compared: Compared;
	names: [string, string];
}) {
	const { t, say, language } = useWords();
	const words = t.compare;
	const signed = (value: number) =>
		`${value > 0 ? "+" : ""}${points(value, language)}`;
	return (
		<section>
			<h2>{say(group.label)}</h2>
			{group.asked && <p class="asked">{say(group.asked)}</p>}
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
			<section class="scroll" tabIndex={0} aria-label={say(group.label)}>
				<table class="yearbook crossed">
					<thead>
						<tr>
							<th scope="col">{words.item}</th>
							{names.map((name) => (
								<th key={name} scope="col">
									{name}
								</th>
							))}
							<th scope="col">{words.difference}</th>
							<th scope="col">{words.interval}</th>
							<th scope="col">{words.se}</th>
							<th scope="col">{words.p}</th>
						</tr>
					</thead>
					<tbody>
						{shares.map(({ label, first, second, difference }) => (
							<tr key={say(label)}>
								<th scope="row">{say(label)}</th>
								{[first, second].map((cell, at) => (
									<td key={at}>
										<span class="figure">
											{isShown(cell) ? (
												share(cell.value, language)
											) : (
												<>
													<span aria-hidden={true}>…</span>
													<span class="for-ears">{t.notShown}</span>
												</>
											)}
										</span>
										{isShown(cell) && cell.ci && (
											<span class="beneath">{interval(cell.ci, language)}</span>
										)}
									</td>
								))}
								{difference ? (
									<>
										<td>
											<span class="figure">{signed(difference.value)}</span>
											{difference.holmP >= enough && (
												<span class="beneath">{words.notProven}</span>
											)}
										</td>
										<td class="quiet">
											{signed(difference.ci.lower)} …{" "}
											{signed(difference.ci.upper)}
										</td>
										<td class="quiet">{points(difference.se, language)}</td>
										<td class="quiet">{pOf(difference.holmP, language)}</td>
									</>
								) : (
									<td colSpan={4} class="quiet">
										…
									</td>
								)}
							</tr>
						))}
					</tbody>
					<tbody class="base">
						<tr>
							<th scope="row">{words.base}</th>
							{bases.map((base, at) => (
								<td key={at}>{base === null ? "…" : whole(base, language)}</td>
							))}
							<td colSpan={4} />
						</tr>
					</tbody>
				</table>
			</section>
			<p class="notes">
				{named.length > 0
					? fill(words.points, {
							points: named.map((point) => `“${say(point)}”`).join(words.or),
						})
					: words.shares}
			</p>
		</section>
	);
}
