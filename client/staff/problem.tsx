import type { ApiError } from "./api.ts";
import { passwordLength } from "./password-length.ts";
import { fill } from "./strings.ts";
import { useWords } from "./words.ts";

/** What went wrong, in a sentence that says what to do. */
export function Problem({
	error,
	again,
}: {
	error: ApiError;
	again?: () => void;
}) {
	const { t } = useWords();
	const isPassing = ["offline", "unexpected", "storage-busy"].includes(
		error.code,
	);
	return (
		<div class="problem" role="alert">
			<p>
				{fill(t.errors[wordsFor(error)], {
					min: passwordLength,
					...error.problems[0]?.params,
				})}
			</p>
			{again && isPassing && (
				<button type="button" onClick={again}>
					{t.retry}
				</button>
			)}
		</div>
	);
}

type Words = keyof ReturnType<typeof useWords>["t"]["errors"];

function wordsFor({ code, problems }: ApiError): Words {
	const [problem] = problems;
	if (code === "invalid-request") {
		if (problem?.variable === "password" && problem.code === "out-of-range")
			return "password-too-short";
		if (problem?.variable === "name" && problem.code === "repeated")
			return "name-taken";
		if (problem?.variable === "date" && problem.params?.after !== undefined)
			return "date-not-later";
		if (problem?.variable === "token") return "setup-link-spent";
	}
	switch (code) {
		case "offline":
		case "wrong-password":
		case "too-many-attempts":
		case "setup-link-spent":
		case "invalid-request":
		case "unknown-survey":
		case "unknown-variable":
		case "fieldwork-open":
		case "cross-site":
		case "storage-busy":
		case "survey-exists":
		case "field-not-ready":
		case "not-a-pilot":
		case "cards-used":
		case "nothing-to-print":
		case "no-hotline":
		case "fieldwork-closed":
		case "fieldwork-not-open":
		case "job-running":
		case "unknown-weights":
		case "unknown-margin":
		case "weights-final":
		case "weights-changed":
		case "weights-not-final":
		case "same-population":
		case "not-a-report":
		case "frozen-already":
		case "not-frozen":
		case "not-approved":
		case "data-changed":
		case "approved-already":
		case "unknown-text":
		case "coded-already":
		case "not-masked":
		case "too-few-mentions":
		case "own-quotation":
		case "few-alike":
		case "microdata-made":
		case "tables-tell-left-out":
		case "left-out-of-file":
		case "too-large-for-xlsx":
		case "forms-differ-by-few":
		case "domains-differ-by-few":
		case "crossed-already":
		case "chart-too-large":
		case "nothing-in-common":
		case "nothing-to-draw":
		case "outside-zsav":
		case "outside-cut-short":
		case "outside-unreadable":
		case "filter-isolates-few":
		case "opinion-differs-by-few":
		case "drawn-together":
		case "not-a-filter":
		case "too-many-columns":
		case "recode-isolates-few":
		case "nothing-to-weight":
		case "unknown-table":
		case "not-yours":
		case "unknown-job":
		case "unknown-file":
		case "no-frame":
		case "no-plan":
		case "no-sample":
		case "no-hand-over":
		case "no-reserve":
		case "hand-over-not-given":
		case "sample-printed":
		case "issuer-elsewhere":
		case "lots-too-small":
		case "questions-promised":
		case "already-opened":
		case "changed-meanwhile":
		case "too-large":
			return code;
		default:
			return "unexpected";
	}
}
