import type { Saved } from "./saved.ts";

/** What a form is taken against: a token, or the code of a slip. */
export const vote = ({ token, lot, code }: Saved) =>
	token ? { token, lot } : { code };
