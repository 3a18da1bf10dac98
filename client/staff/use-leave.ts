import { useEffect } from "preact/hooks";
import type { ApiError } from "./api.ts";

/** A session that ran out leads to the login, and from there back to the same address. */
export function useLeave(error: ApiError | undefined, leave: () => void) {
	const isOut = error?.code === "not-logged-in";
	useEffect(() => {
		if (isOut) leave();
	}, [isOut]);
}
