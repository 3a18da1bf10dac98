import { useState } from "preact/hooks";
import { closingDateOf } from "../../../survey-definitions/closing-date.ts";
import { textOf } from "../../../survey-definitions/wave-parameters.ts";
import { Problem } from "../problem.tsx";
import { describe } from "../questionnaire/api.ts";
import { fill } from "../strings.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import type { FieldViewProps } from "./field-page.tsx";
import { dayOf } from "./life-view.tsx";

const channels = ["zalo", "sms", "speaker", "letter"] as const;

/** Words for everybody alike, to be copied into whatever carries them. */
export function RemindersView({ survey, onLoggedOut }: FieldViewProps) {
	const { t, language } = useWords();
	const words = t.field.reminders;
	const loaded = useLoaded(`remind ${survey.id}`, () => describe(survey.id));
	useLeave(loaded.error, onLoggedOut);
	const [copied, setCopied] = useState("");
	if (loaded.error)
		return <Problem error={loaded.error} again={loaded.again} />;
	if (!loaded.data) return <p class="loading">{t.loading}</p>;
	const { parameters } = loaded.data;
	const value = (name: string) => {
		const found = parameters.find((one) => one.name === name);
		return textOf(found?.value ?? found?.default);
	};
	const date = closingDateOf(value("CLOSE_DATE"));
	const { origin } = window.location;
	const verify = `${origin}/xac-minh`;
	const text = (channel: (typeof channels)[number]) =>
		fill(words[channel], {
			date: date ? dayOf(date, language) : "…",
			address: `${origin}/s/${survey.id}`,
			hotline: value("HOTLINE")[language],
			verify,
		});
	const copy = (what: string, words_: string) =>
		navigator.clipboard.writeText(words_).then(
			() => setCopied(what),
			() => setCopied(""),
		);
	return (
		<>
			<p class="measure">{words.intro}</p>
			{!date && <p class="caution">{words.noDate}</p>}
			<dl class="reminders">
				{channels.map((channel) => (
					<div key={channel}>
						<dt>{words.channels[channel]}</dt>
						<dd>
							<p id={`reminder-${channel}`}>{text(channel)}</p>
							<p class="tools">
								<button
									type="button"
									onClick={() => copy(channel, text(channel))}
								>
									{words.copy}
								</button>{" "}
								<span role="status">{copied === channel && words.copied}</span>
							</p>
						</dd>
					</div>
				))}
				<div>
					<dt>{words.verify}</dt>
					<dd>
						<p>
							<a href={verify}>{verify}</a>
						</p>
						<small>{words.verifyText}</small>
					</dd>
				</div>
			</dl>
		</>
	);
}
