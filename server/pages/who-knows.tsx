import { render } from "preact-render-to-string";
import type { Language, Text } from "../../survey-definitions/definition.ts";
import { page } from "./respondent.tsx";

interface Who {
	who: Text;
	knows: Text;
}

const title: Text = { vi: "Ai biết gì?", en: "Who can know what?" };

const intro: Text = {
	vi: "Trang này nói rõ ai có thể biết điều gì về một phiếu trả lời, kể cả những điều phần mềm không bảo vệ được.",
	en: "This page says who can know what about a form, including what this program cannot protect.",
};

/** What holds for those who may look afterwards. */
const later: Who[] = [
	{
		who: { vi: "Người phát thẻ", en: "Whoever hands out cards" },
		knows: {
			vi: "biết đã phát thẻ cho ai. Không biết câu trả lời. Thẻ bốc từ chồng đã trộn thì cũng không biết ai giữ thẻ nào.",
			en: "knows who got a card, and no answers. Where cards are drawn from a shuffled pile, not who holds which either.",
		},
	},
	{
		who: {
			vi: "Người lấy được ổ đĩa hoặc một bản sao lưu",
			en: "Whoever gets hold of the disk or of one backup",
		},
		knows: {
			vi: "đọc được các phiếu và ký hiệu lô trên phiếu. Phiếu không có tên, giờ gửi, địa chỉ mạng, loại máy, và không nối được với thẻ: đoán phiếu nào của ai chỉ là đoán mò trong lô.",
			en: "can read the forms and the label of the lot on each. A form has no name, time, address or device, and nothing joins it to a card: saying whose it is remains a guess within the lot.",
		},
	},
	{
		who: {
			vi: "Người giữ nhiều bản sao lưu của nhiều ngày",
			en: "Whoever keeps backups of many days",
		},
		knows: {
			vi: "so các bản với nhau thì biết phiếu nào đến ngày nào, nhờ đó có thể đoán trúng nhiều hơn hẳn. Vì vậy hệ thống chỉ giữ một bản, ghi đè mỗi đêm. Ai chép riêng từng đêm thì phần mềm không ngăn được.",
			en: "can compare them and see on which day a form came, and would then guess right far more often. So only one is kept, replaced every night. This program cannot stop somebody who puts a copy aside each night.",
		},
	},
	{
		who: { vi: "Người phân tích số liệu", en: "Whoever analyses the data" },
		knows: {
			vi: "chỉ thấy bảng theo nhóm sau khi khóa sổ; nhóm quá ít người bị che.",
			en: "sees tables of groups only, after the close; groups of too few people are withheld.",
		},
	},
];

const kinds: Who[] = [
	{
		who: { vi: "Thẻ giấy", en: "Paper slips" },
		knows: {
			vi: "Mã trên thẻ chỉ để biết thẻ đã dùng hay chưa. Không có danh sách ai giữ mã nào, nên mã không chỉ ra người.",
			en: "The code only tells whether a card has been used. There is no list of who holds which code, so a code points at nobody.",
		},
	},
	{
		who: { vi: "Thẻ có dấu đối chiếu", en: "Cards with a check mark" },
		knows: {
			vi: "Điện thoại tự tạo một số bí mật, che lại rồi xin chữ ký, như ký qua phong bì dán kín. Nơi ký biết thẻ nào đã xin chữ ký nhưng không nhìn thấy số bên trong; nơi thu phiếu thấy chữ ký thật nhưng không biết là của thẻ nào. Điện thoại so khóa của nơi ký với dấu in trên thẻ, để không ai đánh dấu riêng được một người.",
			en: "The phone makes a secret number, covers it and has it signed, as through a sealed envelope. Whoever signs knows which card asked and cannot see the number; whoever collects forms sees a true signature and cannot tell whose card it was. The phone compares the signer's key with the mark on the card, so that nobody can be given a key of their own.",
		},
	},
];

const unprotected = (isSplit: boolean): Who[] => [
	isSplit
		? {
				who: {
					vi: "Bên cấp mã và bên thu phiếu",
					en: "The party that issues codes and the party that collects forms",
				},
				knows: {
					vi: "là hai tổ chức, mỗi bên giữ một máy. Nếu hai bên thông đồng, cùng theo dõi máy chủ đúng lúc trả lời, thì vẫn có thể biết.",
					en: "are two organisations with a host each. If they colluded and both watched at the moment of answering, they could still tell.",
				},
			}
		: {
				who: {
					vi: "Người vận hành theo dõi máy chủ đúng lúc",
					en: "An operator who watches the running server",
				},
				knows: {
					vi: "thì có thể biết. Ở đây một bên giữ cả việc cấp mã lẫn thu phiếu: lúc mở thẻ và lúc gửi phiếu, máy chủ thấy cùng một địa chỉ mạng. Phần mềm không ghi lại điều đó, nhưng không thể chứng minh là không ai nhìn.",
					en: "can tell. One party issues codes and collects forms here: when a card is opened and when the form is sent, the server sees the same network address. The program writes none of it down, but cannot prove that nobody looks.",
				},
			},
	{
		who: { vi: "Người sửa trang web này", en: "Whoever alters this page" },
		knows: {
			vi: "có thể đưa ra một trang khác, gửi câu trả lời đi nơi khác. Ai cũng có thể so trang với mã nguồn công bố, nhưng ít người làm. Thẻ giấy bốc từ chồng đã trộn vẫn che được tên trong trường hợp này.",
			en: "could serve another page that sends answers elsewhere. Anybody can compare the page with the published source, but few do. A slip drawn from a shuffled pile hides the name even then.",
		},
	},
	{
		who: {
			vi: "Cơ quan, nếu dùng máy cơ quan",
			en: "The employer, on the employer's device",
		},
		knows: {
			vi: "có thể nhìn thấy màn hình. Xin dùng điện thoại riêng và mạng di động riêng.",
			en: "can see the screen. Please use your own phone and mobile data.",
		},
	},
	{
		who: {
			vi: "Nhà mạng, người giữ Wi-Fi",
			en: "The network or whoever keeps the Wi-Fi",
		},
		knows: {
			vi: "không đọc được câu trả lời, nhưng biết máy này đã mở trang này. Việc có tham gia hay không thì không giấu được.",
			en: "cannot read answers, but knows that this device opened this page. Whether somebody took part cannot be hidden.",
		},
	},
	{
		who: { vi: "Chính lời viết thêm", en: "Your own words" },
		knows: {
			vi: "Ý kiến tự viết được cất riêng, không gắn với phiếu. Nhưng tên người, tên cơ quan hay chuyện chỉ một người biết thì tự nó chỉ ra người viết.",
			en: "Open answers are stored apart from forms. But a name, an agency or a story that only one person knows points at whoever wrote it.",
		},
	},
];

const headings: Record<"kinds" | "later" | "unprotected" | "after", Text> = {
	later: { vi: "Về sau, ai xem được gì", en: "Who can see what afterwards" },
	kinds: { vi: "Hai loại thẻ", en: "Two kinds of cards" },
	unprotected: { vi: "Điều không bảo vệ được", en: "What is not protected" },
	after: {
		vi: "Sau khi gửi và khi khóa sổ",
		en: "After sending, and at the close",
	},
};

const after: Text[] = [
	{
		vi: "Gửi xong, không ai tìm lại được phiếu để sửa hay xóa, kể cả người gửi.",
		en: "Once sent, nobody can find the form again to change or delete it, not even whoever sent it.",
	},
	{
		vi: "Điện thoại xóa câu trả lời ngay sau khi gửi hoặc khi bấm “Thoát và xóa”.",
		en: "The phone erases the answers at once after sending, or when “Exit and erase” is tapped.",
	},
	{
		vi: "Khi khóa sổ, mã chưa dùng và khóa ký bị hủy, tệp phiếu được ghi lại từ đầu, và một dãy số của thùng phiếu được công bố: thêm, bớt hay sửa một phiếu sau đó thì ai cũng phát hiện được.",
		en: "At the close, unused codes and signing keys are destroyed, the file of forms is written anew, and a number of the ballot box is published: whoever adds, takes or changes a form afterwards is found out.",
	},
	{
		vi: "Lô có dưới 10 phiếu được gộp với lô khác cùng tầng trước khi phân tích.",
		en: "Lots with fewer than 10 forms are merged with others of their stratum before analysis.",
	},
];

/** Who can know what: the same for everyone, with no script and no cookie. */
export function whoKnowsPage(language: Language, isSplit: boolean): string {
	const list = (heading: Text, all: Who[]) => (
		<section>
			<h2>{heading[language]}</h2>
			<ul>
				{all.map(({ who, knows }) => (
					<li key={who.en}>
						<strong>{who[language]}</strong>{" "}
						{/^\p{Lu}/u.test(knows[language]) ? "— " : ""}
						{knows[language]}
					</li>
				))}
			</ul>
		</section>
	);
	return page(
		language,
		title[language],
		`<div id="app">${render(
			<main class="consent">
				<a class="language" href={`?lang=${language === "vi" ? "en" : "vi"}`}>
					{language === "vi" ? "English" : "Tiếng Việt"}
				</a>
				<h1>{title[language]}</h1>
				<p class="invitation">{intro[language]}</p>
				{list(headings.later, later)}
				{list(headings.kinds, kinds)}
				{list(headings.unprotected, unprotected(isSplit))}
				<section>
					<h2>{headings.after[language]}</h2>
					<ul>
						{after.map((one) => (
							<li key={one.en}>{one[language]}</li>
						))}
					</ul>
				</section>
			</main>,
		)}</div>`,
	);
}
