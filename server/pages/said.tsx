/** A text of a page, with what a wave says in Vietnamese alone marked as such where the page is in another language. */
export function Said({
	text,
	vietnamese = [],
	code,
}: {
	text: string;
	/** What the wave says, in Vietnamese. */
	vietnamese?: string[] | undefined;
	/** The page's language. */
	code: string;
}) {
	const words = vietnamese.find(
		(one) => /[À-ỹ]/.test(one) && text.includes(one),
	);
	if (code === "vi" || words === undefined) return <>{text}</>;
	const at = text.indexOf(words);
	const rest = { vietnamese, code };
	return (
		<>
			<Said text={text.slice(0, at)} {...rest} />
			<span lang="vi">{words}</span>
			<Said text={text.slice(at + words.length)} {...rest} />
		</>
	);
}
