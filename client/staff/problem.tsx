import { useEffect, useRef } from "preact/hooks";
import { hrefOf } from "./address.ts";
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
	const { t, language } = useWords();
	const shown = useRef<HTMLDivElement>(null);
	// It is told at the end of a long form, or at its head, and the button may stand far from there.
	useEffect(() => shown.current?.scrollIntoView({ block: "nearest" }), [error]);
	const isPassing = ["offline", "unexpected", "storage-busy"].includes(
		error.code,
	);
	return (
		<div class="problem" role="alert" ref={shown}>
			<p>
				{fill(t.errors[wordsFor(error, t.errors)], {
					min: passwordLength,
					...error.problems[0]?.params,
				})}
			</p>
			{error.code === "not-logged-in" && (
				<a
					href={hrefOf({ page: "surveys", language })}
					target="_blank"
					rel="noopener"
				>
					{t.logIn}
				</a>
			)}
			{again && isPassing && (
				<button type="button" onClick={again}>
					{t.retry}
				</button>
			)}
		</div>
	);
}

type Errors = ReturnType<typeof useWords>["t"]["errors"];
type Words = keyof Errors;

function wordsFor({ code, problems }: ApiError, errors: Errors): Words {
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
	return Object.hasOwn(errors, code) ? (code as Words) : "unexpected";
}
