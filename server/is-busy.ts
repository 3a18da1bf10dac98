/** A lock held by somebody else, a full disk, a file that cannot be written: whoever sent something can try again. */
export const isBusy = (error: unknown) => {
	const cause = error instanceof Error ? (error.cause ?? error) : error;
	return (
		cause instanceof Error &&
		"code" in cause &&
		/^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN)/.test(
			String(cause.code),
		)
	);
};
