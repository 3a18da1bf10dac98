import { useRef, useState } from "preact/hooks";
import { hrefOf } from "../address.ts";
import { Problem } from "../problem.tsx";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { saveTable } from "./api.ts";

const focus = (element: HTMLElement | null) => element?.focus();

/** Keeps the table that is open under a name. */
export function SaveTable({
	survey,
	query,
	name: proposed,
}: {
	survey: string;
	/** What the table was asked as, as the page's address says it. */
	query: string;
	name: string;
}) {
	const { t, language } = useWords();
	const words = t.desk.saved;
	const [name, setName] = useState<string>();
	const [isShared, setIsShared] = useState(true);
	const [saved, setSaved] = useState<string>();
	const work = useWork();
	// The keyboard stays here when the button gives way to the form, and the form to the button.
	const wasOpened = useRef(false);
	if (name === undefined)
		return (
			<>
				<button
					type="button"
					ref={wasOpened.current ? focus : null}
					onClick={() => {
						wasOpened.current = true;
						setSaved(undefined);
						setName(proposed.slice(0, 200));
					}}
				>
					{words.saveThis}
				</button>
				{saved === query && (
					<span role="status">
						{words.done}{" "}
						<a href={hrefOf({ page: "saved", survey, language })}>
							{words.list}
						</a>
					</span>
				)}
			</>
		);
	return (
		<form
			class="line save-table"
			onSubmit={(event) => {
				event.preventDefault();
				void work.run(async () => {
					await saveTable(survey, { name, query, isShared });
					setName(undefined);
					setSaved(query);
				});
			}}
		>
			<label class="field long">
				<span>{words.saveName}</span>
				<input
					ref={focus}
					value={name}
					maxLength={200}
					required
					pattern=".*\S.*"
					title={words.saveName}
					onInput={(event) => setName(event.currentTarget.value)}
				/>
			</label>
			<label>
				<input
					type="checkbox"
					checked={isShared}
					onChange={(event) => setIsShared(event.currentTarget.checked)}
				/>{" "}
				{words.saveShared}
			</label>
			<button type="submit" disabled={work.isBusy}>
				{words.save}
			</button>
			<button type="button" onClick={() => setName(undefined)}>
				{t.desk.derived.cancel}
			</button>
			{work.error && <Problem error={work.error} />}
		</form>
	);
}
