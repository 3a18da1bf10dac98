import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { ApiToken } from "../../db/sqlite/api-tokens.ts";
import { tableBases, tableOf } from "../../survey-definitions/table-request.ts";
import { askForTable } from "../actions/ask-for-table.ts";
import { authoriseToken, mayRead } from "../actions/authorise-token.ts";
import { listSavedTables } from "../actions/list-saved-tables.ts";
import { listVariables } from "../actions/list-variables.ts";
import { runTopline } from "../actions/run-topline.ts";
import {
	builtTable,
	refusal,
	savedList,
	surveyList,
	topline,
	variableList,
} from "../api-schema.ts";
import { apiThrottle } from "../api-throttle.ts";
import { apiWords } from "../api-words.ts";
import { clientAssets } from "../assets.ts";
import { refusalSentence } from "../cli/refusal-sentence.ts";
import type { ServerContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { apiReference } from "../pages/api-reference.tsx";
import { Refusal, statusOf } from "../refusal.ts";
import { invalidRequest } from "./invalid-request.ts";
import { tableAsked } from "./table-asked.ts";

interface ApiEnv {
	Variables: { token: ApiToken };
}

const words = apiWords.parameters;
const described = <T extends z.ZodType>(schema: T, name: keyof typeof words) =>
	schema.openapi({ description: words[name].en });
const survey = z.object({
	survey: described(z.string(), "survey").openapi({ example: "cadres" }),
});
const several = z.union([z.string(), z.array(z.string())]);
const asked = z.object({
	row: described(several, "row"),
	by: described(several, "by").optional(),
	filter: described(z.string(), "filter").optional(),
	base: described(z.enum(tableBases), "base").optional(),
	of: described(z.enum(tableOf), "of").optional(),
	weights: described(z.string().regex(/^\d+$/), "weights").optional(),
	net: described(several, "net").optional(),
	show: described(several, "show").optional(),
});

const json = (schema: z.ZodType, description: string) => ({
	description,
	content: { "application/json": { schema } },
});
const refusals = {
	400: json(refusal, "Malformed"),
	401: json(refusal, "No valid token"),
	403: json(refusal, "Not in the token's role"),
	404: json(refusal, "Not there, or not for this token"),
	409: json(refusal, "Refused by the gate, or fieldwork is open"),
	429: json(refusal, "Asked too often; Retry-After says how long to wait"),
};
const security = [{ token: [] }];
const ok = <T extends z.ZodType>(schema: T, description: string) => ({
	200: {
		description,
		content: { "application/json": { schema } },
	},
	...refusals,
});

const routes = {
	surveys: createRoute({
		method: "get",
		path: "/surveys",
		summary: apiWords.surveys.en,
		security,
		responses: ok(surveyList, apiWords.surveys.en),
	}),
	variables: createRoute({
		method: "get",
		path: "/surveys/{survey}/variables",
		summary: apiWords.variables.en,
		security,
		request: { params: survey },
		responses: ok(variableList, apiWords.variables.en),
	}),
	tables: createRoute({
		method: "get",
		path: "/surveys/{survey}/tables",
		summary: apiWords.tables.en,
		security,
		request: { params: survey, query: asked },
		responses: ok(builtTable, apiWords.tables.en),
	}),
	topline: createRoute({
		method: "get",
		path: "/surveys/{survey}/topline",
		summary: apiWords.topline.en,
		security,
		request: { params: survey },
		responses: ok(topline, apiWords.topline.en),
	}),
	savedTables: createRoute({
		method: "get",
		path: "/surveys/{survey}/saved-tables",
		summary: apiWords.savedTables.en,
		security,
		request: { params: survey },
		responses: ok(savedList, apiWords.savedTables.en),
	}),
	savedTable: createRoute({
		method: "get",
		path: "/surveys/{survey}/saved-tables/{table}",
		summary: apiWords.savedTable.en,
		security,
		request: {
			params: survey.extend({ table: described(z.string(), "table") }),
		},
		responses: ok(builtTable, apiWords.savedTable.en),
	}),
};

/** Mounted at /api/v1: tables of closed surveys as JSON, for programs that hold a token. No cookie, no session. */
export function apiRoutes(context: ServerContext) {
	const { store, now } = context;
	const waitOf = apiThrottle(now);
	const api = new OpenAPIHono<ApiEnv>({
		defaultHook: (result) => {
			if (!result.success) throw invalidRequest(result.error);
		},
	});
	api.openAPIRegistry.registerComponent("securitySchemes", "token", {
		type: "http",
		scheme: "bearer",
	});
	api.use(async (c, next) => {
		c.header("Cache-Control", "no-store");
		c.header("X-Content-Type-Options", "nosniff");
		c.header("Referrer-Policy", "no-referrer");
		await next();
	});
	api.use("/surveys/*", async (c, next) => {
		const token = await authoriseToken(context, c.req.header("Authorization"));
		const wait = waitOf(token.id);
		if (wait > 0) {
			c.header("Retry-After", String(wait));
			throw new Refusal("too-many-requests", [
				{ variable: "token", code: "too-many", params: { seconds: wait } },
			]);
		}
		c.set("token", token);
		await next();
	});

	api
		.openapi(routes.surveys, async (c) => {
			const token = c.get("token");
			const found = (await store.surveys()).filter(({ id }) =>
				token.surveys.includes(id),
			);
			return c.json(
				{
					surveys: await Promise.all(
						found.map(async ({ id, definition }) => ({
							id,
							title: definition.title,
							population: definition.population,
							status: await fieldStatus(store, id),
						})),
					),
				},
				200,
			);
		})
		.openapi(routes.variables, async (c) => {
			const { survey } = c.req.valid("param");
			mayRead(c.get("token"), survey);
			const { variables, domains, responses } = await listVariables(
				context,
				survey,
			);
			return c.json(
				{
					responses,
					variables: variables.map(
						({ name, question, item, type, categories, battery, section }) => ({
							name,
							question,
							...(item ? { item } : {}),
							type,
							categories,
							...(battery ? { battery } : {}),
							section,
						}),
					),
					domains,
				},
				200,
			);
		})
		.openapi(routes.tables, async (c) => {
			const { survey } = c.req.valid("param");
			mayRead(c.get("token"), survey);
			if (c.get("token").role !== "analyst") throw new Refusal("role-forbids");
			const query = new URL(c.req.url).search;
			return c.json(await tablesOf(survey, query), 200);
		})
		.openapi(routes.topline, async (c) => {
			const { survey } = c.req.valid("param");
			mayRead(c.get("token"), survey);
			return c.json(await runTopline(context, survey), 200);
		})
		.openapi(routes.savedTables, async (c) => {
			const { survey } = c.req.valid("param");
			mayRead(c.get("token"), survey);
			const tables = await sharedTables(survey);
			return c.json(
				{
					tables: tables.map(
						({ id, name, query, owner, savedAtMs, unknown }) => ({
							id,
							name,
							query,
							owner,
							savedAt: new Date(savedAtMs).toISOString(),
							unknown,
						}),
					),
				},
				200,
			);
		})
		.openapi(routes.savedTable, async (c) => {
			const { survey, table: id } = c.req.valid("param");
			mayRead(c.get("token"), survey);
			const table = (await sharedTables(survey)).find((one) => one.id === id);
			if (!table) throw new Refusal("unknown-table");
			return c.json(await tablesOf(survey, table.query), 200);
		});

	const tablesOf = (survey: string, query: string) =>
		askForTable(context, tableAsked(survey, query));

	/** A token is nobody: what is not shared it does not see. */
	const sharedTables = async (survey: string) =>
		(await listSavedTables(context, survey, "")).filter(
			({ isShared, isRemoved }) => isShared && !isRemoved,
		);

	const document = () =>
		api.getOpenAPI31Document({
			openapi: "3.1.0",
			info: {
				title: apiWords.title.en,
				version: "1",
				description: `${apiWords.intro.en} ${apiWords.access.en}`,
			},
			servers: [{ url: `${context.publicUrl}/api/v1` }],
		});
	api.get("/openapi.json", (c) => c.json(document()));
	api.get("/", (c) => {
		const language = c.req.query("lang") === "en" ? "en" : "vi";
		c.header(
			"Content-Security-Policy",
			"default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
		);
		return c.html(
			apiReference(
				language,
				`${context.publicUrl}/api/v1`,
				clientAssets("staff").css,
			),
		);
	});
	api.onError((error, c) => {
		if (!(error instanceof Refusal)) throw error;
		const { code, problems } = error;
		return c.json(
			{ error: { code, message: refusalSentence(error), problems } },
			statusOf[code],
		);
	});
	return api;
}
