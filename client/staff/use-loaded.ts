import { useEffect, useState } from "preact/hooks";
import { ApiError } from "./api.ts";

export interface Loaded<T> {
	/** What came last; it stays while the next is on its way. */
	data?: T;
	error?: ApiError;
	isLoading: boolean;
	again: () => void;
}

/** Loads anew whenever the key changes; without a key there is nothing to load. */
export function useLoaded<T>(
	key: string | undefined,
	load: () => Promise<T>,
): Loaded<T> {
	const [round, setRound] = useState(0);
	const [state, setState] = useState<{
		key?: string | undefined;
		data?: T;
		error?: ApiError;
	}>({});
	useEffect(() => {
		if (key === undefined) return;
		let isWanted = true;
		load().then(
			(data) => isWanted && setState({ key, data }),
			(error: unknown) => {
				if (!isWanted) return;
				if (!(error instanceof ApiError)) throw error;
				setState({ key, error });
			},
		);
		return () => {
			isWanted = false;
		};
	}, [key, round]);
	return {
		...(state.data === undefined ? {} : { data: state.data }),
		...(state.error && state.key === key ? { error: state.error } : {}),
		isLoading: key !== undefined && state.key !== key,
		again: () => {
			setState((past) => ({ ...past, key: undefined }));
			setRound(round + 1);
		},
	};
}
