import type { ComponentChildren } from "preact";
import type { Category } from "../../../survey-definitions/codebook.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

/** The codes that an expression gives, with their labels in both languages. */
export function CategoryFields({
	categories,
	onEdit,
	children,
}: {
	categories: Category[];
	onEdit: (categories: Category[]) => void;
	children: ComponentChildren;
}) {
	const { t } = useWords();
	const words = t.desk.derived;
	const change = (at: number, changed: Category) =>
		onEdit(categories.map((one, place) => (place === at ? changed : one)));
	return (
		<fieldset class="codes">
			<legend>{words.categories}</legend>
			{categories.length > 0 && (
				<table class="yearbook register">
					<thead>
						<tr>
							<th scope="col">{words.code}</th>
							<th scope="col">{words.vi}</th>
							<th scope="col">{words.en}</th>
							<th />
						</tr>
					</thead>
					<tbody>
						{categories.map((category, at) => (
							<tr key={at}>
								<td>
									<input
										type="number"
										aria-label={words.code}
										value={category.code}
										onInput={(event) =>
											change(at, {
												...category,
												code: Number(event.currentTarget.value),
											})
										}
									/>
								</td>
								{(["vi", "en"] as const).map((language) => (
									<td key={language}>
										<input
											id={`category-${at}-${language}`}
											lang={language}
											aria-label={`${words[language]} ${category.code}`}
											value={category.label[language]}
											onInput={(event) =>
												change(at, {
													...category,
													label: {
														...category.label,
														[language]: event.currentTarget.value,
													},
												})
											}
										/>
									</td>
								))}
								<td>
									<button
										type="button"
										aria-label={fill(words.removeCategory, {
											code: category.code,
										})}
										onClick={() =>
											onEdit(categories.filter((_, place) => place !== at))
										}
									>
										×
									</button>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			{children}
			<p class="tools">
				<button
					type="button"
					onClick={() =>
						onEdit([
							...categories,
							{
								code: Math.max(0, ...categories.map(({ code }) => code)) + 1,
								label: { vi: "", en: "" },
							},
						])
					}
				>
					{words.addCategory}
				</button>
			</p>
		</fieldset>
	);
}
