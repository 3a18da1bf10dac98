import type { z } from "zod";
import { Refusal } from "../refusal.ts";

/** Says which places of a request have not the form that they must have. */
export const invalidRequest = ({ issues }: z.ZodError) =>
	new Refusal(
		"invalid-request",
		issues.map(({ path }) => ({
			variable: path.join("."),
			code: "malformed" as const,
		})),
	);
