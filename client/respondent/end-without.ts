import type { WholeApp } from "./app.tsx";
import { send, submission } from "./send.ts";
import { vote } from "./vote.ts";

/** Tells that there will be no interview; without a card there is nobody to count. */
export async function endWithout(
	app: WholeApp,
	outcome: "declined" | "screened",
): Promise<void> {
	const { saved, access, survey } = app;
	app.end("exited");
	// Before consent no token is fetched: who declines then tells nobody.
	if (access ? !saved.token : !saved.code) return;
	const { receipt } = saved;
	const body = submission({ ...vote(saved), receipt, outcome });
	const told = await send(survey.id, body);
	if (told.state === "sent") app.end(outcome);
}
