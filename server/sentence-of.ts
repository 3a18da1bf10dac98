/** What a program says when it cannot go on: one sentence, which thing and what to do. */
export function sentenceOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error ? error.cause : error;
	if ("code" in cause && String(cause.code).startsWith("SQLITE_"))
		return `a database under DATA_DIR cannot be used (${cause.message}): end the other program that uses it, or make room on the disk, and try again`;
	return error.message;
}
