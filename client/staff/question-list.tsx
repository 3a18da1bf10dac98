import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { fold, matches } from "./fold.ts";
import { fill } from "./strings.ts";
import { useWords } from "./words.ts";

export interface ListedQuestion {
	name: string;
	/** What the list shows: the item under its battery's heading, or the question. */
	text: string;
	/** The question of the battery that the item belongs to. */
	under?: string | undefined;
	/** What a search looks through, in all languages: for words in any order, and for the search as it stands. */
	words: string;
	phrases: string;
	href: string;
}

export interface ListedGroup {
	title: string;
	questions: ListedQuestion[];
}

/** A searchable list of links in groups; arrows walk through it, so that the tab key need not. */
export function QuestionList({
	label,
	groups,
	current,
	onChosen,
}: {
	label: string;
	groups: ListedGroup[];
	current?: string | undefined;
	onChosen?: () => void;
}) {
	const { t } = useWords();
	const [search, setSearch] = useState("");
	const list = useRef<HTMLDivElement>(null);
	const id = useId();

	const found = useMemo(
		() =>
			groups
				.map(({ title, questions }) => ({
					title,
					questions: questions.filter(
						({ words, phrases }) =>
							matches(words, search.trim()) ||
							fold(phrases).includes(fold(search.trim())),
					),
				}))
				.filter(({ questions }) => questions.length > 0),
		[groups, search],
	);
	const names = found.flatMap(({ questions }) =>
		questions.map(({ name }) => name),
	);
	const reachable =
		current !== undefined && names.includes(current) ? current : names[0];

	useEffect(() => {
		const link = list.current?.querySelector<HTMLElement>("[aria-current]");
		if (link && list.current)
			list.current.scrollTop = link.offsetTop - list.current.clientHeight / 3;
	}, []);

	const links = () =>
		Array.from(list.current?.querySelectorAll<HTMLElement>("a") ?? []);

	function walk(event: KeyboardEvent) {
		const all = links();
		const at = all.indexOf(document.activeElement as HTMLElement);
		const to = {
			ArrowDown: at + 1,
			ArrowUp: at - 1,
			Home: 0,
			End: all.length - 1,
		}[event.key];
		if (to === undefined) return;
		event.preventDefault();
		all[Math.min(Math.max(to, 0), all.length - 1)]?.focus();
	}

	function walkFromSearch(event: KeyboardEvent) {
		if (event.key === "ArrowDown") {
			event.preventDefault();
			links()[0]?.focus();
		}
		if (event.key === "Enter" && search.trim() !== "") links()[0]?.click();
	}

	return (
		<div class="question-list">
			<label for={id}>
				{t.findQuestion} <small>{t.findHint}</small>
			</label>
			<input
				id={id}
				type="search"
				autocomplete="off"
				spellcheck={false}
				value={search}
				onInput={(event) => setSearch(event.currentTarget.value)}
				onKeyDown={walkFromSearch}
			/>
			<p class="for-ears" role="status">
				{search.trim() && fill(t.matches, { n: names.length })}
			</p>
			{names.length === 0 && (
				<p class="none">{fill(t.noMatch, { words: search.trim() })}</p>
			)}
			{/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys on the way up from the links inside */}
			<div class="list" ref={list} onKeyDown={walk}>
				<nav aria-label={label}>
					{found.map(({ title, questions }) => (
						<section key={title}>
							<h3>{title}</h3>
							<ul>
								{questions.map(({ name, text, under, href }, index) => (
									<li key={name} class={under ? "item" : ""}>
										{under && under !== questions[index - 1]?.under && (
											<p class="battery">{under}</p>
										)}
										<a
											href={href}
											aria-current={name === current ? "true" : undefined}
											tabIndex={name === reachable ? 0 : -1}
											onClick={onChosen}
										>
											<span class="code">{name}</span>
											<span>{text}</span>
										</a>
									</li>
								))}
							</ul>
						</section>
					))}
				</nav>
			</div>
		</div>
	);
}
