import { useEffect, useState } from "preact/hooks";
import type { ListedDerived } from "../../../server/actions/list-derived.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { tableSearch } from "../../../survey-definitions/table-request.ts";
import { hrefOf } from "../address.ts";
import { type Contents, contents as contentsOf } from "../api.ts";
import { factor } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { derived, removeDerived, restoreDerived } from "./api.ts";
import { DerivedForm } from "./derived-form.tsx";
import { DeskNav } from "./desk-nav.tsx";
import { isNewKind, type NewKind, newKinds } from "./new-kinds.ts";

export function DerivedPage({
	survey,
	view,
	onLoggedOut,
}: {
	survey: ListedSurvey;
	/** A kind to make, or the name to edit. */
	view?: string;
	onLoggedOut: () => void;
}) {
	const { t, say } = useWords();
	const words = t.desk.derived;
	const isClosed = survey.status === "closed";
	const loaded = useLoaded(isClosed ? survey.id : undefined, async () => ({
		...(await contentsOf(survey.id)),
		...(await derived(survey.id)),
	}));
	useLeave(loaded.error, onLoggedOut);
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	const [said, setSaid] = useState<string>();
	const data = loaded.data;
	const edited = data?.derived.find(
		({ definition }) => definition.name === view,
	);
	return (
		<main class="page work" id="result">
			<p class="kicker">
				<span>{say(survey.title)}</span>
				<span class="code">{survey.id}</span>
			</p>
			<h1>{words.title}</h1>
			<DeskNav survey={survey.id} shown="derived" />
			{!isClosed && <p class="measure">{t.desk.notClosed}</p>}
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{isClosed && !data && !loaded.error && <p class="loading">{t.loading}</p>}
			{data && (edited || isNewKind(view)) ? (
				<DerivedForm
					key={view}
					survey={survey.id}
					contents={data}
					kind={isNewKind(view) ? view : undefined}
					edited={edited}
					onSaved={(name, n) => {
						setSaid(fill(words.saved, { name, n }));
						loaded.again();
					}}
				/>
			) : (
				data && (
					<DerivedList
						survey={survey.id}
						contents={data}
						list={data.derived}
						said={said}
						onChanged={() => {
							setSaid(undefined);
							loaded.again();
						}}
					/>
				)
			)}
		</main>
	);
}

function DerivedList({
	survey,
	contents,
	list,
	said,
	onChanged,
}: {
	survey: string;
	contents: Contents;
	list: ListedDerived[];
	said: string | undefined;
	onChanged: () => void;
}) {
	const { t, language } = useWords();
	const words = t.desk.derived;
	const [removed, setRemoved] = useState<string>();
	const work = useWork();
	const kept = list.filter((one) => !one.isRemoved);
	const gone = list.filter(
		({ isRemoved, definition }) => isRemoved && definition.name !== removed,
	);
	const remove = (name: string) =>
		void work.run(async () => {
			await removeDerived(survey, name);
			setRemoved(name);
			onChanged();
		});
	const restore = (name: string) =>
		void work.run(async () => {
			await restoreDerived(survey, name);
			setRemoved(undefined);
			onChanged();
		});
	return (
		<>
			<p class="measure">{words.intro}</p>
			<p class="tools">
				{(Object.keys(newKinds) as NewKind[]).map((kind) => (
					<a
						key={kind}
						href={hrefOf({ page: "derived", survey, view: kind, language })}
					>
						{words[newKinds[kind]]}
					</a>
				))}
			</p>
			{said && <p role="status">{said}</p>}
			{work.error && <Problem error={work.error} />}
			{removed && (
				<p class="undo" role="status">
					<span>{fill(words.removed, { name: removed })}</span>
					<button type="button" onClick={() => restore(removed)}>
						{words.restore}
					</button>
				</p>
			)}
			{kept.length === 0 ? (
				<p class="measure quiet">{words.none}</p>
			) : (
				<div class="scroll">
					<table class="yearbook register desk-table">
						<thead>
							<tr>
								<th scope="col">{words.name}</th>
								<th scope="col">{words.label}</th>
								<th scope="col">{words.madeOf}</th>
								<th scope="col" />
							</tr>
						</thead>
						<tbody>
							{kept.map((one) => (
								<DerivedRow
									key={one.definition.name}
									survey={survey}
									one={one}
									isOffered={contents.variables.some(
										({ name }) =>
											name === `${one.definition.name}@${one.version}`,
									)}
									isBusy={work.isBusy}
									onRemove={() => remove(one.definition.name)}
								/>
							))}
						</tbody>
					</table>
				</div>
			)}
			{gone.length > 0 && (
				<details>
					<summary>{words.removedTitle}</summary>
					<ul>
						{gone.map(({ definition: { name } }) => (
							<li key={name}>
								{name}{" "}
								<button type="button" onClick={() => restore(name)}>
									{words.restore}
								</button>
							</li>
						))}
					</ul>
				</details>
			)}
		</>
	);
}

function DerivedRow({
	survey,
	one: { version, definition, alpha },
	isOffered,
	isBusy,
	onRemove,
}: {
	survey: string;
	one: ListedDerived;
	isOffered: boolean;
	isBusy: boolean;
	onRemove: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.desk.derived;
	const { name, label, of } = definition;
	return (
		<tr>
			<th scope="row">
				<span class="code">{name}</span>
				<small>
					{words.version} {version}
				</small>
			</th>
			<td>{say(label)}</td>
			<td>
				{of.kind === "expression" ? (
					<>
						<code>{of.expression}</code>
						<small>
							{of.categories
								.map((category) => `${category.code} ${say(category.label)}`)
								.join(" · ")}
						</small>
					</>
				) : (
					<>
						{fill(words.index, {
							n: of.items.length,
							min: of.minimumAnswered,
						})}
						<small>
							<code>{of.items.join(", ")}</code>
							{of.reversed.length > 0 &&
								`; ${fill(words.reversed, { names: of.reversed.join(", ") })}`}
						</small>
						{alpha && (
							<small title={words.alphaNote}>
								{"value" in alpha
									? fill(words.alpha, {
											alpha: factor(alpha.value, language),
										})
									: words.alphaWithheld}
							</small>
						)}
					</>
				)}
			</td>
			<td>
				<span class="act-links">
					{isOffered && (
						<a
							href={hrefOf({
								page: "tables",
								survey,
								query: tableSearch({
									rows: [`${name}@${version}`],
									...(of.kind === "index" ? { statistics: ["mean"] } : {}),
								}),
								language,
							})}
						>
							{words.open}
						</a>
					)}
					<a href={hrefOf({ page: "derived", survey, view: name, language })}>
						{words.edit}
					</a>
					<button
						type="button"
						disabled={isBusy}
						aria-label={`${words.remove} ${name}`}
						onClick={onRemove}
					>
						{words.remove}
					</button>
				</span>
			</td>
		</tr>
	);
}
