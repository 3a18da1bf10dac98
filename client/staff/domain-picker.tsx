import { useMemo, useState } from "preact/hooks";
import { type Address, hrefOf } from "./address.ts";
import type { Contents } from "./api.ts";
import { questionGroups } from "./list-groups.ts";
import { QuestionList } from "./question-list.tsx";
import { useWords } from "./words.ts";

/** The dimensions of the design are a click away; anything else that tells groups apart is in a list to search. */
export function DomainPicker({
	address,
	contents,
}: {
	address: Extract<Address, { page: "results" }>;
	contents: Contents;
}) {
	const { t, say, language } = useWords();
	const [isOpen, setIsOpen] = useState(false);
	const { by, variable } = address;
	const { domains, sections, variables: all } = contents;
	const { by: _, ...withoutDomain } = address;
	const near = domains.filter(
		({ name }) => name.startsWith("stratum:") || name === by,
	);
	const groups = useMemo(() => {
		const offered = new Set(domains.map(({ name }) => name));
		const about = sections.filter(({ id }) => id === "about");
		const rest = sections.filter(({ id }) => id !== "about");
		return questionGroups(
			all.filter(({ name }) => offered.has(name) && name !== variable),
			[...about, ...rest],
			{ language, hrefOf: (name) => hrefOf({ ...address, by: name }) },
		);
	}, [contents, language, address]);
	return (
		<div class="domains">
			<nav aria-label={t.by}>
				<span class="title">{t.by}</span>
				<a
					href={hrefOf(withoutDomain)}
					aria-current={by === undefined ? "true" : undefined}
				>
					{t.whole}
				</a>
				{near.map(({ name, label }) => (
					<a
						key={name}
						href={hrefOf({ ...address, by: name })}
						aria-current={name === by ? "true" : undefined}
					>
						{say(label)}
					</a>
				))}
				<button
					type="button"
					aria-expanded={isOpen}
					onClick={() => setIsOpen(!isOpen)}
				>
					{t.otherDomain}
				</button>
			</nav>
			{isOpen && (
				<div class="domain-list">
					<QuestionList
						label={t.by}
						groups={groups}
						current={by}
						onChosen={() => setIsOpen(false)}
					/>
				</div>
			)}
		</div>
	);
}
