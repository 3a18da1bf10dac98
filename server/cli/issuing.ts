import path from "node:path";
import { readConfig } from "../config.ts";
import { openIssuer } from "../issuer.ts";
import type { Command } from "./command.ts";

/** On the host of an issuer that stands alone: there is no staff console, and nothing of what anybody answers. */
export const issuing: Command = {
	usage: `  issuing SURVEY open|paused
  issuing SURVEY closed --yes
                       where ROLE=issuer: give out tokens or not; closed destroys keys and invitations for good`,
	async run([survey, state, sure]) {
		if (
			!survey ||
			(state !== "open" && state !== "paused" && state !== "closed") ||
			(state === "closed" && sure !== "--yes")
		)
			throw new Error(
				"issuing SURVEY open|paused, or issuing SURVEY closed --yes: closing cannot be undone, no token can be signed afterwards",
			);
		const { dataDir } = readConfig(process.env);
		const { store } = openIssuer(path.resolve(dataDir));
		try {
			const before = await store.issuingState(survey);
			if (!before || before === "closed")
				throw new Error(
					before
						? `${survey} is closed: its keys are destroyed`
						: `no tokens of ${survey} are issued here: is DATA_DIR the issuer's?`,
				);
			if (state !== "closed") {
				await store.setIssuingState(survey, state);
				return `${survey}: ${state}`;
			}
			const issued = await store.issuedCounts(survey);
			const { keys } = await store.destroyKeys(survey);
			return [
				`${survey}: ${keys} private keys and all invitations are destroyed. Tokens issued by lot, to be published:`,
				...[...issued].sort().map(([lot, count]) => `${lot} ${count}`),
			].join("\n");
		} finally {
			store.close();
		}
	},
};
