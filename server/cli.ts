import { access } from "./cli/access.ts";
import { administrator } from "./cli/administrator.ts";
import { analyse } from "./cli/analyse.ts";
import { audit } from "./cli/audit.ts";
import { ballotBox } from "./cli/ballot-box.ts";
import { cards } from "./cli/cards.ts";
import { cleaning } from "./cli/cleaning.ts";
import { close } from "./cli/close.ts";
import type { Command } from "./cli/command.ts";
import { draw } from "./cli/draw.ts";
import { exportFiles } from "./cli/export.ts";
import { extend, open, pause, pilot, purge, resume } from "./cli/field.ts";
import { frame } from "./cli/frame.ts";
import { handOver } from "./cli/hand-over.ts";
import { issuing } from "./cli/issuing.ts";
import { ledger } from "./cli/ledger.ts";
import { monitor } from "./cli/monitor.ts";
import { outside } from "./cli/outside.ts";
import { plan } from "./cli/plan.ts";
import { refusalSentence } from "./cli/refusal-sentence.ts";
import { report } from "./cli/report.ts";
import { reserve } from "./cli/reserve.ts";
import { seal } from "./cli/seal.ts";
import { sentences } from "./cli/sentences.ts";
import { survey } from "./cli/survey.ts";
import { wave } from "./cli/wave.ts";
import { weight } from "./cli/weight.ts";
import { readConfig } from "./config.ts";
import { openContext } from "./open-context.ts";
import { Refusal } from "./refusal.ts";
import { sentenceOf } from "./sentence-of.ts";

/** In the order of the work. */
const commands: Record<string, Command> = {
	survey,
	wave,
	cleaning,
	frame,
	plan,
	draw,
	"hand-over": handOver,
	reserve,
	access,
	cards,
	pilot,
	purge,
	open,
	pause,
	resume,
	extend,
	ledger,
	monitor,
	close,
	issuing,
	"ballot-box": ballotBox,
	weight,
	export: exportFiles,
	outside,
	sentences,
	report,
	seal,
	analyse,
	audit,
	administrator,
};

process.umask(0o077);

const [name = "", ...args] = process.argv.slice(2);

try {
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!command)
		throw new Error(
			["npm run cli -- COMMAND\n"]
				.concat(Object.values(commands).map(({ usage }) => usage))
				.join("\n"),
		);
	console.log(
		await command.run(args, () => openContext(readConfig(process.env))),
	);
} catch (error) {
	console.error(
		error instanceof Refusal ? refusalSentence(error) : sentenceOf(error),
	);
	process.exit(1);
}
