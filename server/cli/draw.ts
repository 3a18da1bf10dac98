import { parseArgs } from "node:util";
import { describePlanProblem } from "../../analysis/sampling/plan-problem.ts";
import { drawSample, seeds } from "../actions/draw-sample.ts";
import { verifyDraw } from "../actions/verify-draw.ts";
import type { Command } from "./command.ts";

export const draw: Command = {
	usage: `  draw SURVEY          draw the sample of the plan stored [--seed N]; in place of an earlier one while no card is printed
  draw SURVEY --verify draw it again from its record and compare`,
	async run(args, open) {
		const { positionals, values } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				seed: { type: "string" },
				verify: { type: "boolean", default: false },
			},
		});
		const [survey] = positionals;
		if (!survey || positionals.length > 1)
			throw new Error("draw SURVEY: name the survey");
		if (values.verify) return verified(survey);
		const seed = values.seed === undefined ? undefined : Number(values.seed);
		if (
			seed !== undefined &&
			!(Number.isInteger(seed) && seed >= 0 && seed < seeds)
		)
			throw new Error(
				`--seed ${values.seed}: write a whole number from 0 to ${seeds - 1}`,
			);
		const outcome = await drawSample(
			open(),
			"cli",
			survey,
			seed === undefined ? {} : { seed },
		);
		if ("problems" in outcome)
			throw new Error(
				[
					...outcome.problems.map(describePlanProblem),
					...(outcome.leftOut > 0 ? [`and ${outcome.leftOut} more`] : []),
					"refused, nothing is drawn",
				].join("\n"),
			);
		const { units, strata, lots, reserveLots, drawsBefore } = outcome;
		return `seed ${outcome.seed}: ${units} units of ${strata} strata in ${lots} lots, ${reserveLots} lots in reserve; drawn ${drawsBefore} times before`;

		async function verified(survey: string): Promise<string> {
			const { identical, differences, ...counts } = await verifyDraw(
				open(),
				"cli",
				survey,
			);
			if (identical)
				return `identical: ${counts.strata} strata, ${counts.units} units and ${counts.lots} lots come out again`;
			throw new Error(
				[
					...differences.map(
						({ what, stored, now }) =>
							`${what}: stored ${stored || "nothing"}, now ${now || "nothing"}`,
					),
					"the stored sample is not the one that its record gives",
				].join("\n"),
			);
		}
	},
};
