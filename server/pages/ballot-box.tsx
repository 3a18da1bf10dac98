import { render } from "preact-render-to-string";
import type { Text } from "../../survey-definitions/definition.ts";
import { say } from "../../survey-definitions/languages.ts";
import { fingerprintOf } from "../../survey-definitions/manifest.ts";
import { inLanguage } from "../../survey-definitions/survey.ts";
import type { CountedReceipt } from "../actions/check-receipt.ts";
import type { Spoken } from "../languages.ts";
import type { PublicBallotBox } from "../public-ballot-box.ts";
import { LanguageLinks } from "./language-links.tsx";
import { hashOf, page, readStyle } from "./respondent.tsx";

const style = readStyle("server/pages/ballot-box.css");

export const ballotBoxStyleHash = hashOf(style);

const inFours = (digits: string) => digits.replace(/(.{4})(?=.)/g, "$1 ");

/** After the close: what the ballot box holds, and how anybody can check it. No script, no cookie. */
export function ballotBoxPage(
	title: Text,
	{ box, publishedHash }: PublicBallotBox,
	spoken: Spoken,
	checked?: { typed: string; found: CountedReceipt | "malformed" | "absent" },
): string {
	const t = spoken.words.ballotBox;
	const isTokens = box.access === "tokens";
	const sum = (of: (lot: (typeof box.lots)[number]) => number | undefined) =>
		box.lots.reduce((total, lot) => total + (of(lot) ?? 0), 0);
	const isUsedKnown = box.lots.every(({ used }) => used !== undefined);
	const n = (count: number) =>
		count.toLocaleString(spoken.code === "en" ? "en" : "vi-VN");
	const file = `/s/${box.survey}/thung-phieu.json`;
	const command = `npm run cli -- audit ballot-box thung-phieu-${box.survey}.json --hash ${publishedHash}`;
	return page(
		spoken,
		t.title,
		`<div id="app">${render(
			<main class="consent">
				<LanguageLinks others={spoken.others} />
				<h1>{t.title}</h1>
				<p>
					<strong>{inLanguage(title, spoken.code)}</strong>
				</p>
				<p class="invitation">{t.intro}</p>
				{isTokens && checked && <Checked found={checked.found} words={t} />}
				<h2>{t.counted}</h2>
				<ul>
					<li>{say(t.printed, { n: n(sum(({ printed }) => printed)) })}</li>
					{isUsedKnown && (
						<li>{say(t.used, { n: n(sum(({ used }) => used)) })}</li>
					)}
					{isTokens && <li>{say(t.spent, { n: n(box.spent.length) })}</li>}
					<li>{say(t.forms, { n: n(box.responses.length) })}</li>
					<li>{say(t.withoutForm, { n: n(box.withoutForm) })}</li>
				</ul>
				<h2>{t.hash}</h2>
				<p class="digits">{inFours(publishedHash)}</p>
				<p>{t.hashText}</p>
				{box.root && (
					<>
						<h2>{t.fingerprint}</h2>
						<p class="digits">{inFours(fingerprintOf(box.root))}</p>
					</>
				)}
				<h2>{t.howTitle}</h2>
				<ol>
					{(isTokens ? t.how : t.howSlips).map((step) => (
						<li key={step}>{step}</li>
					))}
				</ol>
				<p class="digits">
					<code>{command}</code>
				</p>
				<p>
					<a href={file} download={`thung-phieu-${box.survey}.json`}>
						{t.download}
					</a>
				</p>
				<h2>{t.receiptTitle}</h2>
				{isTokens ? (
					<form
						method="post"
						action={`/s/${box.survey}/xac-minh?lang=${spoken.code}`}
					>
						<p>{t.receiptText}</p>
						<p>{t.receiptCaution}</p>
						<label class="field">
							{t.receiptLabel}
							<input
								class="code"
								name="receipt"
								required
								maxLength={100}
								autocomplete="off"
								autocapitalize="none"
								spellcheck={false}
								value={checked?.typed ?? ""}
							/>
						</label>
						<button class="primary" type="submit">
							{t.receiptCheck}
						</button>
					</form>
				) : (
					<p>{t.noReceipt}</p>
				)}
				<p>{t.nothingKept}</p>
			</main>,
		)}</div>`,
		"",
		style,
	);
}

function Checked({
	found,
	words,
}: {
	found: CountedReceipt | "malformed" | "absent";
	words: Spoken["words"]["ballotBox"];
}) {
	if (found === "malformed" || found === "absent")
		return (
			<p class="advice" role="alert">
				{found === "absent" ? words.receiptAbsent : words.receiptMalformed}
			</p>
		);
	const { message, digest, line, of } = found;
	const values = { message, digest, line, count: of };
	return (
		<section role="status">
			<p>
				<strong>{words.receiptFound}</strong>
			</p>
			<ol class="digits">
				{words.receiptSteps.map((step) => (
					<li key={step}>{say(step, values)}</li>
				))}
			</ol>
		</section>
	);
}
