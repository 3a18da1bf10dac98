import { monitorField } from "../actions/monitor-field.ts";
import type { Command } from "./command.ts";

export const monitor: Command = {
	usage:
		"  monitor SURVEY       how the field goes: counts in tens, after closing dispositions and AAPOR rates",
	async run([survey], context) {
		if (!survey) throw new Error("monitor SURVEY: name the survey");
		const of = await monitorField(context(), survey);
		const counted = (count: number) =>
			of.inTens ? `${count} or more` : String(count);
		const percent = (value: number | null | undefined) =>
			typeof value === "number" ? `${(100 * value).toFixed(1)} %` : "–";
		return [
			`${survey}: ${of.status}`,
			`forms ${counted(of.responses)} of ${of.target}, declined ${counted(of.declined)}, screened out ${counted(of.screened)}, cards handed out ${of.distributed}`,
			`too fast ${percent(of.flags.tooFast)}, straight-lined ${percent(of.flags.straightLined)}`,
			`forecast: ${Object.values(of.forecast).join(" ")}`,
			...of.strata.map(
				({ label, planned, responses }) =>
					`  ${label.en}: ${counted(responses)} forms, ${planned} cards`,
			),
			...(of.counts
				? [
						Object.entries(of.counts)
							.map(([name, count]) => `${name} ${count}`)
							.join(", "),
					]
				: []),
			...(of.rates?.rates.map(
				({ name, value, whyNot }, at) =>
					`${name} ${whyNot ?? `${percent(value)}, weighted ${percent(of.weighted?.rates[at]?.value)}`}`,
			) ?? []),
		].join("\n");
	},
};
