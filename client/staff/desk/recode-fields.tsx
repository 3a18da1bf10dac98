import { useState } from "preact/hooks";
import type { Category } from "../../../survey-definitions/codebook.ts";
import type { Contents } from "../api.ts";
import { titleOf } from "../describe-table.ts";
import { useWords } from "../words.ts";
import {
	type Recoding,
	recodable,
	recodeCategories,
	recodeExpression,
} from "./recode.ts";

/** Chooses a question and gives its answers new codes; what comes of it is an expression like any other. */
export function RecodeFields({
	contents,
	categories,
	onRecoded,
}: {
	contents: Contents;
	categories: Category[];
	onRecoded: (change: { expression: string; categories: Category[] }) => void;
}) {
	const { t, say } = useWords();
	const words = t.desk.derived;
	const [source, setSource] = useState("");
	const [typed, setTyped] = useState<Recoding>({});
	const singles = contents.variables.filter(({ type }) => type === "single");
	const variable = singles.find(({ name }) => name === source);
	const retype = (next: Recoding) => {
		setTyped(next);
		if (variable)
			onRecoded({
				expression: recodeExpression(variable, next),
				categories: recodeCategories(variable, next, { typed, categories }),
			});
	};
	return (
		<>
			<label class="field">
				<span>{words.source}</span>
				<select
					id="recode-source"
					value={source}
					onChange={(event) => {
						setSource(event.currentTarget.value);
						setTyped({});
						onRecoded({ expression: "", categories: [] });
					}}
				>
					<option value="">{words.choose}</option>
					{singles.map((one) => (
						<option key={one.name} value={one.name}>
							{one.name} – {say(titleOf(one)).slice(0, 90)}
						</option>
					))}
				</select>
			</label>
			{variable && (
				<fieldset class="recode">
					<legend>{words.newCode}</legend>
					<p class="quiet">{words.recodeIntro}</p>
					<table class="yearbook register">
						<thead>
							<tr>
								<th scope="col">{words.oldCode}</th>
								<th scope="col">{words.category}</th>
								<th scope="col">{words.newCode}</th>
							</tr>
						</thead>
						<tbody>
							{recodable(variable).map(({ code, label }) => (
								<tr key={code}>
									<th scope="row" class="code">
										{code}
									</th>
									<td>{say(label)}</td>
									<td>
										<input
											id={`recode-${code}`}
											inputMode="numeric"
											aria-label={`${words.newCode}: ${say(label)}`}
											value={typed[code] ?? ""}
											onInput={(event) =>
												retype({
													...typed,
													[code]: event.currentTarget.value,
												})
											}
										/>
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</fieldset>
			)}
		</>
	);
}
