import type { Tree } from "../../survey-definitions/expression.ts";
import type { Contrast } from "../estimators/contrast.ts";
import { readExpression } from "./expression.ts";

interface Dual {
	value: number;
	/** By position of the term. */
	slope: Float64Array;
}

/** A contrast written as an expression of terms, with its exact gradient (forward differentiation of the tree). */
export function expressionContrast(
	name: string,
	source: string,
	terms: string[],
): Contrast {
	const { tree, nameOf } = readExpression(source);
	const position = (placeholder: Tree | undefined) => {
		const term = nameOf(String(placeholder));
		const at = terms.indexOf(term);
		if (at < 0)
			throw new Error(`${term} is no term; there are ${terms.join(", ")}`);
		return at;
	};
	return {
		name,
		of: (estimate) => {
			const constant = (value: number): Dual => ({
				value,
				slope: new Float64Array(terms.length),
			});
			const chain = (...parts: [Dual, number][]) => {
				const slope = new Float64Array(terms.length);
				for (const [dual, factor] of parts)
					for (let k = 0; k < slope.length; k++)
						if (factor !== 0) slope[k]! += factor * dual.slope[k]!;
				return slope;
			};
			const visit = (node: Tree | undefined): Dual => {
				if (typeof node === "number") return constant(node);
				if (!Array.isArray(node))
					throw new Error(`${source}: a contrast is made of numbers`);
				const [operation, first, second] = node;
				if (operation === "get") {
					const at = position(first);
					const dual = constant(estimate[at]!);
					dual.slope[at] = 1;
					return dual;
				}
				const a = visit(first);
				const x = a.value;
				switch (operation) {
					case "log":
						return { value: Math.log(x), slope: chain([a, 1 / x]) };
					case "exp":
						return { value: Math.exp(x), slope: chain([a, Math.exp(x)]) };
					case "sqrt":
						return {
							value: Math.sqrt(x),
							slope: chain([a, 0.5 / Math.sqrt(x)]),
						};
				}
				const b = visit(second);
				const y = b.value;
				switch (operation) {
					case "+":
						return { value: x + y, slope: chain([a, 1], [b, 1]) };
					case "-":
						return { value: x - y, slope: chain([a, 1], [b, -1]) };
					case "*":
						return { value: x * y, slope: chain([a, y], [b, x]) };
					case "div":
						return {
							value: x / y,
							slope: chain([a, 1 / y], [b, -x / (y * y)]),
						};
					case "pow": {
						const isConstant = b.slope.every((s) => s === 0);
						return {
							value: x ** y,
							slope: chain(
								[a, y * x ** (y - 1)],
								[b, isConstant ? 0 : x ** y * Math.log(x)],
							),
						};
					}
					default:
						throw new Error(
							`${operation} has no derivative: use + - * div log exp sqrt pow in a contrast`,
						);
				}
			};
			const { value, slope } = visit(tree);
			return { value, gradient: slope };
		},
	};
}
