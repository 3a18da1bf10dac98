import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { BenchData } from "./analysis-data.ts";

export interface RResult {
	seconds: number;
	/** Numbers to compare with ours. */
	check: number[];
}

/** What R is asked, each in a process of its own; `d` holds the columns, `des` the design. */
const tasks = {
	items: `m <- svymean(items, des); check <- c(coef(m)[1:10], SE(m)[1:10])`,
	regions: `b <- svyby(~q1, ~region, des, svymean); check <- coef(b)[1:3]`,
	independence: `x <- svychisq(~q1 + q2, des, statistic = "F"); check <- c(x$statistic, x$parameter)`,
	rake: `k <- rake(des, list(~age, ~sex, ~region), list(target("age"), target("sex"), target("region")), control = list(maxit = 100, epsilon = 1e-9)); check <- sum(weights(k)^2)`,
	logistic: `g <- svyglm(y ~ n1 + n2 + n3 + sex + age, des, family = quasibinomial()); check <- c(coef(g), SE(g))`,
	bootstrap: `set.seed(1); rep <- as.svrepdesign(des, type = "subbootstrap", replicates = 100); m <- svymean(items, rep); check <- coef(m)[1:10]`,
};

export type RTask = keyof typeof tasks;

const script = (task: RTask, rows: number) => `
suppressPackageStartupMessages(library(survey))
f <- file("columns.bin", "rb")
int <- function() readBin(f, "integer", ${rows})
d <- data.frame(stratum = int(), psu = int(), region = int(), age = int(), sex = int(), y = int())
for (k in 1:20) { q <- int(); if (k <= 3) d[[paste0("n", k)]] <- q; d[[paste0("q", k)]] <- factor(q + 1L, levels = 1:5) }
d$w <- readBin(f, "double", ${rows})
items <- as.formula(paste("~", paste0("q", 1:20, collapse = "+")))
target <- function(v) { t0 <- tapply(d$w, d[[v]], sum); t1 <- t0 * (1 + 0.1 * sin(seq_along(t0))); x <- data.frame(as.integer(names(t0)), as.numeric(t1 / sum(t1) * sum(d$w))); names(x) <- c(v, "Freq"); x }
des <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = d)
s <- system.time({ ${tasks[task]} })[["elapsed"]]
cat(s, sprintf("%.15g", check), sep = "\\n")
`;

/** R's version of `survey`, or null where R or the package is not there. */
export function surveyVersion(): string | null {
	const asked = spawnSync(
		"Rscript",
		["-e", 'cat(as.character(packageVersion("survey")))'],
		{ encoding: "utf8" },
	);
	return asked.status === 0 ? asked.stdout : null;
}

/** Lays the columns out for R, hands over a function that runs a task, and cleans up. */
export function withR<T>(
	data: BenchData,
	use: (run: (task: RTask) => RResult) => T,
): T {
	const folder = mkdtempSync(path.join(os.tmpdir(), "bench-analysis-"));
	try {
		const { stratum, psu, region, age, sex, y, items, weights } = data;
		writeFileSync(
			path.join(folder, "columns.bin"),
			Buffer.concat(
				[
					stratum,
					psu,
					region,
					age,
					sex,
					y,
					...items.map((q) => Int32Array.from(q)),
					weights,
				].map((column) => new Uint8Array(column.buffer)),
			),
		);
		return use((task) => {
			writeFileSync(path.join(folder, "task.R"), script(task, data.rows));
			const printed = execFileSync("Rscript", ["task.R"], {
				cwd: folder,
				encoding: "utf8",
				stdio: ["ignore", "pipe", "ignore"],
			});
			const [seconds = Number.NaN, ...check] = printed
				.trim()
				.split("\n")
				.map(Number);
			return { seconds, check };
		});
	} finally {
		rmSync(folder, { recursive: true });
	}
}
