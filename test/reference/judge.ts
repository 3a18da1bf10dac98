import type { ReferenceCase } from "./read-reference.ts";

// biome-ignore lint/suspicious/noExplicitAny: results take as many shapes as there are estimators
type Any = any;

/** Names that serve as keys, and text that only describes. */
const skipped = new Set([
	"method",
	"order",
	"se_order",
	"weights_are",
	"terms",
	"vcov_terms",
	"names",
	"statistic_name",
	"parameter_names",
	"by",
	"statistics",
	"key",
	"dim",
	"dimnames",
	"quantiles",
	"level",
	"df_is",
]);
const oneForTerm = new Set([
	"estimate",
	"se",
	"cv",
	"deff",
	"t",
	"p_value",
	"value",
]);

/**
 * What a result misses of a case: |got − expected| ≤ rel |expected| + abs, covariances against √(v_ii v_jj); order is free
 * where names exist. The rules are those of `analysis-request/1`.
 */
export function problems(testCase: ReferenceCase, result: Any): string[] {
	const { expected } = testCase;
	if (result === undefined) return ["no result"];
	if (result.unsupported !== undefined) return [String(result.unsupported)];
	if (expected.error !== undefined)
		return result.error === undefined ? ["must be refused"] : [];
	if (result.error !== undefined) return [String(result.error)];
	const found: string[] = [];
	const relative = testCase.tolerance_rel ?? 1e-8;
	const absolute = 1e-9 * Math.max(1, largestEstimate(expected));

	function number(e: Any, g: Any, where: string, scale = 0, abs = absolute) {
		const [x, y] = [asNumber(e), asNumber(g)];
		const size = Math.max(Math.abs(x), scale);
		const isClose = Number.isFinite(x)
			? Math.abs(y - x) <= relative * size + abs
			: Object.is(x, y);
		if (!isClose) found.push(`${where}: expected ${e}, got ${g}`);
	}

	function vector(e: Any, g: Any, where: string, at?: number[]) {
		const [want, got] = [list(e), list(g)];
		if (!at && want.length !== got.length)
			found.push(
				`${where}: ${want.length} values expected, ${got.length} came`,
			);
		want.forEach((value, k) => {
			number(value, got[at ? (at[k] ?? -1) : k], `${where}[${k}]`);
		});
	}

	function matrix(e: Any[][], g: Any[][], where: string, at?: number[]) {
		const root = e.map((row, k) => Math.sqrt(Math.abs(asNumber(row[k]) || 0)));
		e.forEach((row, k) => {
			row.forEach((value, l) => {
				const got = g?.[at ? (at[k] ?? -1) : k]?.[at ? (at[l] ?? -1) : l];
				const scale = (root[k] ?? 0) * (root[l] ?? 0);
				number(value, got, `${where}[${k},${l}]`, scale);
			});
		});
	}

	/** Where the expected names stand among those that came; nothing where R had only 1 … n. */
	function positions(e: Any, g: Any): number[] | undefined {
		const [want, got] = [list(e).map(String), list(g).map(String)];
		const isCounted = want.every((name, k) => name === String(k + 1));
		if (want.length === 0 || (want.length === 1 && got.length === 0))
			return undefined;
		const at = want.map((name) => got.indexOf(name));
		if (isCounted && at.every((k) => k < 0)) return undefined;
		want.forEach((name, k) => {
			if ((at[k] ?? -1) < 0) found.push(`${name} is not among ${got.join()}`);
		});
		return at;
	}

	function intervals(e: Any[], g: Any, where: string, at?: number[]) {
		const came = list(g).filter((x) => typeof x === "object");
		for (const want of e) {
			const got =
				came.find(
					({ df }) =>
						df === want.df || Math.abs(asNumber(df) - asNumber(want.df)) < 1e-6,
				) ?? (came.length === 1 ? came[0] : undefined);
			if (!got) found.push(`${where}: no interval with df ${want.df}`);
			else
				for (const side of ["lower", "upper"])
					vector(want[side], got[side], `${where}.${side}`, at);
		}
	}

	function groups(e: Any, g: Any) {
		const at = positions(e.statistics, g.statistics);
		const keyOf = (key: Any) =>
			list(e.by)
				.map((name) => String(key[name]))
				.join("\u0001");
		const came = new Map(list(g.groups).map((x) => [keyOf(x.key), x]));
		if (came.size !== e.groups.length)
			found.push(`${e.groups.length} groups expected, ${came.size} came`);
		for (const want of e.groups) {
			const got = came.get(keyOf(want.key));
			for (const field of ["estimate", "se", "deff"])
				if (want[field])
					vector(want[field], got?.[field], `${keyOf(want.key)}.${field}`, at);
		}
	}

	function table(e: Any, g: Any) {
		for (const [name, levels] of Object.entries(e.dimnames))
			if (list(levels).join() !== list(g.dimnames?.[name]).join())
				found.push(`levels of ${name}: ${list(g.dimnames?.[name]).join()}`);
		vector(e.values, g.values, "values");
	}

	function object(e: Any, g: Any, path: string) {
		if (e.dimnames) return table(e, g);
		const at = positions(e.terms ?? namesOf(e), g.terms ?? g.names);
		const square = e.vcov_terms ? positions(e.vcov_terms, g.vcov_terms) : at;
		if (e.groups) groups(e, g);
		for (const [key, want] of Object.entries<Any>(e)) {
			const where = path + key;
			if (skipped.has(key) || key === "groups") continue;
			if (Array.isArray(want) && want.length === 0) continue;
			if (key === "variables") quantiles(want, g.variables);
			else if (key === "vcov" || key === "matrix")
				matrix(want, g[key], where, square);
			else if (key === "ci" && typeof want[0] === "object")
				intervals(want, g.ci, where, at);
			else if (key === "cv") coefficients(e, g, at);
			else if (key === "se" && e.vcov_terms && !e.groups)
				vector(want, g.se, where, square);
			else if (Array.isArray(want) || typeof want !== "object") {
				const isNamed =
					oneForTerm.has(key) &&
					list(e.terms ?? e.names).length === list(want).length;
				vector(want, g[key], where, isNamed ? at : undefined);
			} else object(want, g[key] ?? {}, `${where}.`);
		}
	}

	/** An error of the standard error's size is allowed, in units of the estimate. */
	function coefficients(e: Any, g: Any, at?: number[]) {
		e.cv.forEach((want: Any, k: number) => {
			const size = Math.min(1, Math.abs(asNumber(e.estimate[k])) || 1);
			number(want, list(g.cv)[at?.[k] ?? k], `cv[${k}]`, 0, absolute / size);
		});
	}

	function quantiles(e: Any, g: Any) {
		for (const [name, want] of Object.entries<Any>(e))
			for (const field of ["estimate", "ci_lower", "ci_upper", "se"])
				if (want[field])
					vector(want[field], g?.[name]?.[field], `${name}.${field}`);
	}

	object(expected, result, "");
	return found;
}

function namesOf(e: Any): Any {
	return list(e.names).length > 1 ? e.names : undefined;
}

function list(x: Any): Any[] {
	return x === undefined ? [] : Array.isArray(x) ? x : [x];
}

function asNumber(x: Any): number {
	if (x === "Inf") return Infinity;
	if (x === "-Inf") return -Infinity;
	return typeof x === "number" ? x : Number.NaN;
}

function largestEstimate(x: Any): number {
	if (x === null || typeof x !== "object") return 0;
	return Object.entries<Any>(x).reduce((most, [key, value]) => {
		const here =
			key === "estimate"
				? list(value).map((v) => Math.abs(asNumber(v)) || 0)
				: list(value).map(largestEstimate);
		return Math.max(most, ...here.filter(Number.isFinite));
	}, 0);
}
