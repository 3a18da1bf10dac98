import { z } from "zod";

const words = z.string().max(4000);

/** Rules of cleaning as a page or a file gives them; what they say is checked against the questionnaire afterwards. */
export const cleaningRules = z
	.array(
		z.strictObject({
			name: z.string().max(60),
			label: z.strictObject({ vi: words, en: words }),
			when: words,
			effect: z.enum(["flag", "outside"]),
		}),
	)
	.max(100);
