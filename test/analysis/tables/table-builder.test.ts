import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { partitionLevels } from "../../../analysis/disclosure/partition.ts";
import { compareColumns } from "../../../analysis/significance/compare-columns.ts";
import { independenceOfColumns } from "../../../analysis/significance/independence-of-columns.ts";
import { measure } from "../../../analysis/tables/distribution.ts";
import { closedSurvey } from "../../../server/closed-survey.ts";
import { surveyToAttack } from "../../attack/gate-survey.ts";

const program = `
options(digits = 17)
suppressMessages(library(survey))
d <- read.csv("rows.csv")
d$y <- factor(d$y); d$by <- factor(d$by)
full <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = d)
s <- subset(full, inside == 1 & !is.na(y) & !is.na(by))
options(survey.lonely.psu = "adjust")
shares <- svyby(~y, ~by, s, svymean)
a <- as.matrix(coef(shares)); se <- as.matrix(SE(shares))
cat("shares", as.numeric(coef(shares)), "\\n"); cat("se", as.numeric(unlist(se)), "\\n")
m <- subset(s, as.integer(as.character(y)) < 95)
m <- update(m, v = as.integer(as.character(y)))
means <- svyby(~v, ~by, m, svymean, covmat = TRUE)
cat("means", as.numeric(coef(means)), "\\n"); cat("meanse", as.numeric(SE(means)), "\\n")
k <- svycontrast(means, c(1, -1, rep(0, length(coef(means)) - 2)))
pair <- subset(m, by %in% levels(m$variables$by)[1:2])
p <- 2 * pt(-abs(as.numeric(coef(k)) / as.numeric(SE(k))), degf(pair))
cat("difference", as.numeric(coef(k)), as.numeric(SE(k)), p, "\\n")
s <- update(s, y = factor(as.character(y)), by = factor(as.character(by)))
t <- svychisq(~y + by, s, statistic = "F")
cat("test", t$statistic, t$parameter, t$p.value, "\\n")
`;

test("shares, means, differences and tests within a filter are those of R's survey", async () => {
	if (!existsSync("/usr/bin/Rscript")) {
		console.log("R: not run");
		return;
	}
	const context = await surveyToAttack(900, 5);
	const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-r-"));
	try {
		const dataset = await closedSurvey(context.store, context.id);
		const levels = partitionLevels(dataset, "stratum:level?${CB_B1_02} != 3");
		const asked = {
			variable: "CB_B1_01",
			levels,
			statistics: ["mean" as const],
		};
		const { table, totals, statistics, design } = measure(dataset, asked);
		const inside = levels.domain.codes.map((code) => Number(code >= 0));
		const all = partitionLevels(dataset, "stratum:level").domain.codes;
		const { unit, unitStratum } = design.stages[0]!;
		const answered = new Set(table.rows.map(({ code }) => code));
		const lines = Array.from(design.weights, (w, row) => {
			const y = dataset.columns.CB_B1_01![row]!;
			return [
				answered.has(y) ? y : "NA",
				all[row],
				inside[row],
				unit[row],
				unitStratum[unit[row]!],
				w,
			].join(",");
		});
		writeFileSync(
			path.join(folder, "rows.csv"),
			["y,by,inside,psu,stratum,w", ...lines].join("\n"),
		);
		writeFileSync(path.join(folder, "run.R"), program);
		const printed = execFileSync("/usr/bin/Rscript", ["run.R"], {
			cwd: folder,
			encoding: "utf8",
		});
		console.log("R: run");
		const of = (name: string) =>
			printed
				.split("\n")
				.find((line) => line.startsWith(`${name} `))!
				.trim()
				.split(/\s+/)
				.slice(1)
				.map(Number);
		const near = (got: number[], expected: number[]) => {
			expect(got).toHaveLength(expected.length);
			for (const [at, value] of got.entries())
				expect(Math.abs(value - expected[at]!)).toBeLessThan(
					1e-8 * Math.abs(expected[at]!) + 1e-9,
				);
		};
		// R lists all columns of the first category, then of the second.
		const cells = table.rows.flatMap((_, row) =>
			table.columns.map((column) => column.cells[row]!),
		);
		near(
			cells.map(({ value }) => value),
			of("shares"),
		);
		near(
			cells.map(({ se }) => se),
			of("se"),
		);
		const [mean] = table.statistics;
		near(
			mean!.cells.map(({ value }) => value),
			of("means"),
		);
		near(
			mean!.cells.map(({ se }) => se),
			of("meanse"),
		);
		const [pair] = compareColumns(design, statistics[0]!.totals!, 0, [0, 1]);
		const [difference, se, p] = of("difference");
		near(
			[pair!.difference, pair!.se, pair!.p],
			[Math.abs(difference!), se!, p!],
		);
		const found = independenceOfColumns(design, totals!, [
			...table.columns.keys(),
		])!;
		near([found.f, found.df, found.ddf, found.p], of("test"));
	} finally {
		context.store.close();
		rmSync(folder, { recursive: true });
	}
});
