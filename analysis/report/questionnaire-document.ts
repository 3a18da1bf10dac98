import type { Text } from "../../survey-definitions/definition.ts";
import type {
	Choice,
	Question,
	Survey,
} from "../../survey-definitions/survey.ts";
import type { ReportInput } from "./compose.ts";
import type { Block, ReportDocument } from "./document.ts";

/** The questionnaire as people read it, every wording of the wave filled in. */
export function questionnaireBlocks(survey: Survey, level: 2 | 3 = 2): Block[] {
	const { consent } = survey;
	const text = (
		id: string,
		content: string,
		style: "body" | "list" = "body",
	): Block => ({
		kind: "paragraph",
		id: `${survey.id}.${id}`,
		style,
		isFixed: true,
		content: [content],
	});
	return [
		text("loi-moi", plain(consent.invitation.vi)),
		...consent.points.map((point, at) =>
			text(`loi-moi.${at + 1}`, plain(point.vi), "list"),
		),
		text(
			"dong-y",
			`☐ ${plain(consent.agree.vi)}   ☐ ${plain(consent.decline.vi)}`,
		),
		text("dong-y-rieng", `☐ ${plain(consent.sensitive.text.vi)}`),
		...survey.sections.flatMap((section, at): Block[] => [
			{
				kind: "heading",
				level,
				text: `Phần ${at + 1}. ${section.title.vi}`,
			},
			...(section.intro
				? [text(`phan-${at + 1}.dan`, plain(section.intro.vi))]
				: []),
			...section.elements.flatMap((element) =>
				element.kind === "calculate" ? [] : questionBlocks(survey, element),
			),
		]),
	];
}

/** The document that is approved before fieldwork. */
export function questionnaireDocument(
	input: Pick<ReportInput, "layout" | "letterhead">,
	survey: Survey,
): ReportDocument {
	return {
		title: survey.title.vi,
		head: {
			...input.letterhead,
			layout: input.layout,
			kind: "PHIẾU XIN Ý KIẾN",
			subject: survey.title.vi,
		},
		blocks: [...questionnaireBlocks(survey), { kind: "signature" }],
	};
}

function questionBlocks(survey: Survey, question: Question): Block[] {
	const id = `${survey.id}.${question.name}`;
	const line = (
		what: string,
		content: string,
		style: "question" | "option" | "note",
	): Block => ({
		kind: "paragraph",
		id: `${id}.${what}`,
		style,
		isFixed: true,
		content: [content],
	});
	const heads = [
		...(question.lead ? [line("dan", plain(question.lead.vi), "note")] : []),
		line(
			"hoi",
			`${question.name}. ${withPieces(question)}${max(question)}`,
			"question",
		),
		...(question.hint ? [line("goi-y", plain(question.hint.vi), "note")] : []),
		...(question.relevant
			? [
					line(
						"dieu-kien",
						"Chỉ hỏi khi câu trả lời trước đáp ứng điều kiện rẽ nhánh.",
						"note",
					),
				]
			: []),
	];
	switch (question.kind) {
		case "single":
		case "multiple":
			return [
				...heads,
				...(question.kind === "single" ? (question.statements ?? []) : []).map(
					(statement, at) =>
						line(`menh-de-${at + 1}`, plain(statement.vi), "option"),
				),
				...options(question.choices, line),
			];
		case "battery":
			return [
				...heads,
				{
					kind: "table",
					id: `d-${question.name}`,
					caption: "",
					head: [
						[
							{ text: "" },
							...question.choices.map(({ code, text }) => ({
								text: `${code}. ${plain(text.vi)}`,
							})),
						],
					],
					rows: [
						...question.items,
						...(question.attention ? [question.attention.item] : []),
					].map(({ name, text }) => ({
						cells: [
							[`${name}. ${plain(text.vi)}`],
							...question.choices.map((): [string] => ["☐"]),
						],
					})),
					widths: [4, ...question.choices.map(() => 1.1)],
					foot: [],
				},
			];
		case "number":
			return [
				...heads,
				line("so", `Số từ ${question.min} đến ${question.max}: ____`, "option"),
			];
		case "count":
			return [
				...heads,
				...question.statements.map((statement, at) =>
					line(`dieu-${at + 1}`, `– ${plain(statement.vi)}`, "option"),
				),
				line(
					"dieu-them",
					`– (một nhánh có thêm) ${plain(question.sensitive.text.vi)}`,
					"option",
				),
				line("so", "Số điều đúng: ____", "option"),
			];
		case "ranking":
			return [
				...heads,
				...Array.from({ length: question.count }, (_, at) =>
					line(`thu-${at + 1}`, `Thứ ${at + 1}: ____`, "option"),
				),
			];
		case "text":
			return [
				...heads,
				line(
					"chu",
					`(tối đa ${question.limit} ký tự) ____________________`,
					"option",
				),
			];
	}
}

const max = (question: Question) =>
	question.kind === "multiple" && question.max
		? ` (chọn nhiều nhất ${question.max})`
		: "";

const options = (
	choices: Choice<Text>[],
	line: (what: string, content: string, style: "option") => Block,
) =>
	choices.map(({ code, text }) =>
		line(`pa-${code}`, `☐ ${code}. ${plain(text.vi)}`, "option"),
	);

/** Variants of a wording side by side, as the codebook writes them. */
function withPieces({ text, pieces }: Question): string {
	return plain(text.vi).replace(/\{(\w+)\}/g, (_, name: string) => {
		const piece = pieces?.[name];
		return Array.isArray(piece)
			? `[${piece.map((variant) => variant.text.vi).join(" / ")}]`
			: "…";
	});
}

const plain = (words: string) =>
	words.replace(/\*\*/g, "").replace(/\s+/g, " ").trim();
