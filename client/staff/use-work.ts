import { useState } from "preact/hooks";
import { ApiError } from "./api.ts";

/** One request at a time and what kept it from being done. */
export function useWork() {
	const [error, setError] = useState<ApiError>();
	const [isBusy, setIsBusy] = useState(false);
	return {
		error,
		isBusy,
		async run(work: () => Promise<void>): Promise<void> {
			setError(undefined);
			setIsBusy(true);
			try {
				await work();
			} catch (failed) {
				if (!(failed instanceof ApiError)) throw failed;
				setError(failed);
			} finally {
				setIsBusy(false);
			}
		},
	};
}
