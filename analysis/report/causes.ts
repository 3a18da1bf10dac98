// II: causes as people judge them; what the frame leaves open stands apart.
import { batteryBlocks, netName } from "./battery-blocks.ts";
import { shareBlocks } from "./chart-blocks.ts";
import { choiceBlocks } from "./choice-blocks.ts";
import { cellOf, paragraph, type Report, say, share } from "./compose.ts";
import type { Block } from "./document.ts";
import { effectBlocks } from "./effect-blocks.ts";
import type { Exhibit } from "./exhibit.ts";
import { mapping, type Place } from "./mapping.ts";
import { choiceExhibit, hasAsked } from "./situation.ts";
import { isKnown, named } from "./wording.ts";

const both = (place: Place) => ({ PL5: place, PL3: place });

const factorsAt = (place: Place) =>
	mapping
		.filter((one) => one.PL5 === place && one.variable.startsWith("CB_D1_"))
		.map(({ variable }) => variable);

const reasonsAt = (place: Place) =>
	mapping
		.filter((one) => one.PL5 === place && one.variable === "ND_C1")
		.flatMap(({ codes = [] }) => codes);

const factors = (
	place: Place,
	id: string,
	caption: string,
	withChart: boolean,
): Exhibit => ({
	id,
	places: both(place),
	variables: factorsAt(place),
	compose: (report) => {
		const net = [4, 5];
		const { blocks, items } = batteryBlocks(report, {
			id,
			population: "cadres",
			items: factorsAt(place),
			net,
			netWords: "nhiều hoặc rất nhiều",
			caption,
			itemHead: "Yếu tố",
			sentence: {
				before: "đánh giá yếu tố",
				after: "góp phần nhiều hoặc rất nhiều vào các tình trạng nêu trên",
			},
			scale: "1–5",
			asked: hasAsked.cadres,
			place,
		});
		const [top] = items;
		const name = netName(net);
		return [
			...blocks,
			...(withChart && top && isKnown(cellOf(top, name))
				? shareBlocks(
						report,
						"dots",
						`${id}-diem`,
						items.map((of) => ({
							of,
							name,
							label: of.variable.item?.vi ?? of.variable.name,
						})),
						say`${named(top.variable.item?.vi ?? "")} được đánh giá là góp phần nhiều nhất, ${share(report, top, name)}`,
					)
				: []),
		];
	},
});

const reasons = (place: Place, id: string, caption: string): Exhibit => ({
	id,
	places: both(place),
	variables: ["ND_C1"],
	compose: (report) =>
		choiceBlocks(report, {
			id,
			population: "citizens",
			variable: "ND_C1",
			caption,
			head: "Lý do",
			codes: reasonsAt(place),
			bySize: true,
			says: "nêu lý do",
			asked: hasAsked.citizens,
			place,
		}).blocks,
});

/** Effects of what was drawn by chance: the one place where a cause may be named. */
const vignette: Exhibit = {
	id: "tinh-huong",
	places: both("II.3"),
	variables: ["CB_V1a"],
	compose: (report) =>
		effectBlocks(report, "cadres", "CB_V1a", {
			id: "tinh-huong",
			place: "II.3",
			caption:
				"Tỷ lệ cho rằng trưởng phòng có lẽ sẽ ký hoặc chắc chắn ký trong tuần: hiệu ứng của từng điều kiện",
			share: "tỷ lệ cho rằng trưởng phòng sẽ ký",
		}),
};

export const causes: Exhibit[] = [
	choiceExhibit(
		"nguyen-nhan-quan-trong",
		both("II"),
		"CB_D2",
		"Nguyên nhân quan trọng nhất theo cán bộ, công chức, viên chức",
		"Yếu tố",
		"chọn nguyên nhân quan trọng nhất là",
		{ asked: hasAsked.cadres, bySize: true },
	),
	choiceExhibit(
		"the-che-con-nguoi",
		both("II"),
		"CB_D3",
		"Nguyên nhân chính nằm ở quy định, cơ chế hay ở con người",
		"Trả lời",
		"cho rằng nguyên nhân chính:",
		{ asked: hasAsked.cadres },
	),
	factors(
		"II.1",
		"khach-quan",
		"Các yếu tố khách quan: mức góp phần theo đánh giá của cán bộ, công chức, viên chức",
		true,
	),
	reasons(
		"II.1",
		"khach-quan-nd",
		"Lý do thuộc quy định, điều kiện làm việc, theo người dân",
	),
	factors(
		"II.2",
		"chu-quan",
		"Các yếu tố chủ quan: mức góp phần theo đánh giá của cán bộ, công chức, viên chức",
		true,
	),
	reasons(
		"II.2",
		"chu-quan-nd",
		"Lý do thuộc cán bộ, tổ chức thực hiện, theo người dân",
	),
	factors(
		"II.3",
		"luong-tinh",
		"Lo bị kỷ luật, lo bị xử lý hình sự: mức góp phần theo đánh giá của cán bộ, công chức, viên chức",
		false,
	),
	reasons(
		"II.3",
		"luong-tinh-nd",
		"Lý do không xếp vào khách quan hay chủ quan, theo người dân",
	),
	choiceExhibit(
		"duoc-bao-ve",
		both("II.3"),
		"CB_F2",
		"Người làm đúng thẩm quyền, vì lợi ích chung có được bảo vệ khi kết quả không như mong muốn",
		"Trả lời",
		"trả lời:",
	),
	vignette,
	choiceExhibit(
		"neu-chua-ky",
		both("II.3"),
		"CB_V1b",
		"Việc dễ xảy ra nhất nếu hồ sơ chưa được ký",
		"Việc",
		"cho rằng trưởng phòng khó ký trả lời việc dễ xảy ra nhất là",
		{ asked: "Chỉ hỏi người không cho rằng trưởng phòng sẽ ký." },
	),
];

/** Section II opens by saying what is told apart and why. */
export const causesIntro = (_report: Report): Block[] => [
	paragraph(
		"nguyen-nhan.mo-dau",
		"Các tỷ lệ dưới đây là đánh giá của người trả lời về mức góp phần của từng yếu tố; cuộc điều tra không tự nó chứng minh quan hệ nhân quả. Lo bị kỷ luật, lo bị xử lý hình sự và việc xử lý nghiêm được trình bày riêng (mục 3), không tự xếp vào khách quan hay chủ quan.",
	),
];
