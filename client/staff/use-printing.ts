import { useEffect, useState } from "preact/hooks";

/** Whether the page is being printed: what scrolls on a screen is cut off on paper. */
export function usePrinting(): boolean {
	const [isPrinting, setIsPrinting] = useState(false);
	useEffect(() => {
		const begin = () => setIsPrinting(true);
		const end = () => setIsPrinting(false);
		window.addEventListener("beforeprint", begin);
		window.addEventListener("afterprint", end);
		return () => {
			window.removeEventListener("beforeprint", begin);
			window.removeEventListener("afterprint", end);
		};
	}, []);
	return isPrinting;
}

/** Columns that an upright sheet of A4 holds beside the labels of rows. */
export const mostOnPaper = 8;
