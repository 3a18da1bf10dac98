import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Problem } from "../survey-definitions/response.ts";

// What the rules forbid. One map, used once (app.ts), turns a code into HTTP; the words for people live in the clients.
export const statusOf = {
	"malformed-json": 400,
	"invalid-request": 400,
	"not-logged-in": 401,
	"wrong-password": 401,
	"invalid-api-token": 401,
	"cross-site": 403,
	"not-yours": 403,
	"role-forbids": 403,
	"unknown-survey": 404,
	"unknown-code": 404,
	"unknown-lot": 404,
	"unknown-variable": 404,
	"unknown-weights": 404,
	"unknown-margin": 404,
	"unknown-table": 404,
	"unknown-token": 404,
	"unknown-job": 404,
	"unknown-file": 404,
	"no-frame": 404,
	"no-plan": 404,
	"no-sample": 404,
	"no-hand-over": 404,
	"setup-link-spent": 404,
	"not-found": 404,
	"used-code": 409,
	"spent-token": 409,
	"issuer-elsewhere": 409,
	"lots-too-small": 409,
	"questions-promised": 409,
	"fieldwork-closed": 409,
	"fieldwork-open": 409,
	"fieldwork-paused": 409,
	"fieldwork-not-open": 409,
	"survey-exists": 409,
	"field-not-ready": 409,
	"not-a-pilot": 409,
	"cards-used": 409,
	"nothing-to-print": 409,
	"no-hotline": 409,
	"job-running": 409,
	"sample-printed": 409,
	"already-opened": 409,
	"changed-meanwhile": 409,
	"no-reserve": 409,
	"weights-final": 409,
	"weights-changed": 409,
	"weights-not-final": 409,
	"frozen-already": 409,
	"not-frozen": 409,
	"data-changed": 409,
	"approved-already": 409,
	"forms-differ-by-few": 409,
	"domains-differ-by-few": 409,
	"crossed-already": 409,
	"recode-isolates-few": 409,
	"filter-isolates-few": 409,
	"opinion-differs-by-few": 409,
	"drawn-together": 422,
	"chart-too-large": 422,
	"not-a-filter": 422,
	"too-many-columns": 422,
	"nothing-to-weight": 409,
	"hand-over-not-given": 409,
	"too-large": 413,
	"wrong-content-type": 415,
	"invalid-response": 422,
	"malformed-token": 422,
	"invalid-token": 422,
	"invalid-blinded-message": 422,
	"too-many-attempts": 429,
	"too-many-requests": 429,
	"storage-busy": 503,
} as const satisfies Record<string, ContentfulStatusCode>;

export type RefusalCode = keyof typeof statusOf;

export class Refusal extends Error {
	readonly code: RefusalCode;
	readonly problems: Problem[];
	constructor(code: RefusalCode, problems: Problem[] = []) {
		super(code);
		this.code = code;
		this.problems = problems;
	}
}
