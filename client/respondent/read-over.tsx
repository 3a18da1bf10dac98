import { answerLines } from "../../survey-definitions/answer-lines.ts";
import { say } from "../../survey-definitions/languages.ts";
import type { WholeApp } from "./app.tsx";
import { screensOf } from "./screens.ts";
import { textsAsked } from "./submit.ts";

/** The answers by section, each folded up, with the way to every question. */
export function ReadOver({ app }: { app: WholeApp }) {
	const { rest, ahead, answers } = app;
	const { words, survey } = rest;
	const given = { answers, texts: textsAsked(app) };
	return (
		<>
			{survey.sections.map((section) => {
				const asked = ahead.flow.asked.filter((one) => one.section === section);
				const lines = asked.flatMap((one) => {
					const screens = screensOf([one]);
					return answerLines(one, ahead.flow, survey, given).map(
						(line, place) => ({ ...line, key: screens[place]?.key }),
					);
				});
				const counted = lines.filter((line) => line.counts);
				return (
					lines.length > 0 && (
						<details class="part-answers" key={section.id}>
							<summary>
								{section.title}
								<span>
									{say(words.answered, {
										count: counted.filter((line) => line.answer).length,
										of: counted.length,
									})}
								</span>
							</summary>
							<dl>
								{lines.map(({ name, key, text, answer }) => (
									<div key={name}>
										<dt>{text}</dt>
										<dd class={answer ? undefined : "blank"}>
											{answer || words.blank}
										</dd>
										{key && !app.saved.sent && (
											<dd>
												<button
													class="quiet"
													type="button"
													aria-label={`${words.change}: ${text}`}
													onClick={() => {
														app.keep({ mending: true });
														app.go(key);
													}}
												>
													{words.change}
												</button>
											</dd>
										)}
									</div>
								))}
							</dl>
						</details>
					)
				);
			})}
		</>
	);
}
