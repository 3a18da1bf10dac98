import { Matrix, SingularValueDecomposition } from "ml-matrix";
import type { Design } from "../design.ts";
import { sumOfWeights } from "../estimators/mean.ts";
import { families, links } from "../models/family.ts";
import { glm } from "../models/glm.ts";
import { type Evaluated, evaluate } from "../statistic.ts";

export interface Attribute {
	name: string;
	/** Level shown in each row, 0 … levels − 1; the first is the baseline. */
	codes: Int32Array;
	levels: string[];
}

/**
 * Average marginal component effects of the attributes of randomised vignettes: by how much a level moves the answer
 * against the attribute's first level, averaged over the other attributes (Hainmueller, Hopkins & Yamamoto 2014,
 * *Political Analysis* 22:1–30, proposition 3): coefficients of one weighted linear regression on all attributes, drawn
 * independently, with the design's covariance. In the units of the answer; terms are `attribute: level`. Throws where
 * not `areIdentified`.
 */
export function marginalComponentEffects(
	design: Design,
	answer: Float64Array,
	attributes: Attribute[],
): Evaluated {
	const columns = [
		{ name: "(Intercept)", values: new Float64Array(answer.length).fill(1) },
		...attributes.flatMap(({ name, codes, levels }) =>
			levels.slice(1).map((level, k) => ({
				name: `${name}: ${level}`,
				values: Float64Array.from(codes, (code) => (code === k + 1 ? 1 : 0)),
			})),
		),
	];
	const model = {
		response: answer.map((y) => (Number.isNaN(y) ? 0 : y)),
		columns,
		family: families.gaussian,
		link: links.identity,
	};
	const scale = sumOfWeights(design.weights) / design.rows;
	const { terms, estimate, covariance } = evaluate(design, glm(model, scale));
	const effects = terms.map((_, k) => k).slice(1);
	return {
		terms: terms.slice(1),
		estimate: estimate.slice(1),
		covariance: covariance.selection(effects, effects),
	};
}

/** Whether the combinations of levels that rows with weight saw tell every effect from the others. */
export function areIdentified(
	weights: Float64Array,
	attributes: Attribute[],
): boolean {
	const seen = new Map<string, number[]>();
	for (let row = 0; row < weights.length; row++) {
		if (weights[row] === 0) continue;
		const levels = attributes.map(({ codes }) => codes[row]!);
		const key = levels.join(" ");
		if (!seen.has(key)) seen.set(key, levels);
	}
	const columns = [...seen.values()].map((shown) => [
		1,
		...attributes.flatMap(({ levels }, at) =>
			levels.slice(1).map((_, k) => Number(shown[at] === k + 1)),
		),
	]);
	const effects = attributes.reduce(
		(sum, { levels }) => sum + levels.length - 1,
		1,
	);
	return (
		columns.length >= effects &&
		new SingularValueDecomposition(new Matrix(columns)).rank === effects
	);
}
