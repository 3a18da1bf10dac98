/** What in an open answer may point at somebody. */
export type Trace = "email" | "number" | "name";

/**
 * Signs of a person in what somebody writes: an e-mail address, nine digits or more that belong together (telephone,
 * identity card, account), a title with a capitalised name. It looks at the words alone, so it warns and never forbids.
 */
export function tracesOfPeople(written: string): Trace[] {
	// Compatibility forms make a full-width digit a digit and a letter with its marks one character.
	const text = written.normalize("NFKC");
	const traces: Trace[] = [];
	if (emailAddress.test(text)) traces.push("email");
	if (hasLongNumber(text)) traces.push("number");
	if (namesSomebody(text)) traces.push("name");
	return traces;
}

const emailAddress = /[^\s@<>()[\]",;:]@[^\s@<>()[\]",;:]+\.\p{L}{2}/u;

const digitRun = /\d(?:[ .()-]?[ .()-]?\d){8,}/gu;
const date = /(?<!\d)\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d(?!\d)/gu;
const year = /(?<!\d)(?:19|20)\d\d(?!\d)/gu;
/** 1.500.000.000 đồng; a telephone number begins with nought or a plus. */
const amount =
	/(?<![\d+])[1-9]\d{0,2}(?:[. ]\d{3})+(?= ?(?:đ(?![\p{L}/])|đồng|vnd|vnđ|usd|người|m2|m3))/giu;

function hasLongNumber(text: string): boolean {
	const rest = text.replace(amount, " – ").replace(date, " – ");
	return [...rest.matchAll(digitRun)].some(([run]) => {
		const years = run.match(year)?.join("") ?? "";
		const digits = run.replace(/\D/g, "");
		return digits.length >= 9 && digits !== years;
	});
}

/** Before the name of a person and hardly before anything else. */
const personal =
	"ông|bà|anh|chị|cô|chú|bác|cụ|thầy|em|đồng chí|đ/c|ong|dong chi|mr|mrs|ms|dr";
/** Before the name of a person or of what the person leads. */
const office =
	"tổng giám đốc|giám đốc|chủ tịch|bí thư|trưởng phòng|trưởng ban|trưởng thôn|trưởng ấp|trưởng bản|trưởng khoa|trưởng công an|phó phòng|phó ban|tổ trưởng|đội trưởng|chi cục trưởng|cục trưởng|vụ trưởng|viện trưởng|hiệu trưởng|bộ trưởng|thứ trưởng|chánh văn phòng|chánh thanh tra|chánh án|chủ nhiệm|giam doc|chu tich|bi thu|truong phong|pho phong|truong ban|chanh van phong";
const titled = new RegExp(
	`(?<![\\p{L}\\d])(${personal}|${office})[ \\u00a0]+(\\p{Lu}\\p{L}*)(?:[ \\u00a0]+(\\p{L}+))?`,
	"giu",
);
const personalTitle = new RegExp(`^(?:${personal})$`, "iu");
const startsTitle = new RegExp(
	`^(?:${personal}|${office}|phó( \\p{L}+)*)(?!\\p{L})`,
	"iu",
);

/** What a capitalised word after the title of an office begins, where it is no person. */
const places = new Set(
	"sở ban phòng ủy uỷ hội tỉnh huyện xã phường quận thôn ấp bản đảng đoàn cục vụ viện trường nhà khoa bộ kho ubnd hđnd ca tp tw điện bệnh ngân tập tổng liên mặt văn tòa toà đội".split(
		" ",
	),
);
/** Two words that together are no name, whatever title stands before. */
const pairs = new Set(
	"công an,công ty,công đoàn,công chức,công chứng,thanh tra,thanh niên,trung tâm,trung ương,tài chính,tài nguyên,thành phố,thành ủy,thành uỷ,thị xã,thị trấn,thị ủy,chi cục,chi bộ,chi nhánh,quốc hội,chính phủ,chính quyền,nội vụ,nội chính,kế hoạch,kế toán,tư pháp,giáo dục,nông nghiệp,kinh tế,địa chính,hạ tầng,tổ chức,hành chính,tiếp dân,dân vận,dân tộc,dân quân,tuyên giáo,kiểm tra,kiểm lâm,kiểm toán,lao động,xây dựng,quản lý,đào tạo,phụ nữ,nông dân,cựu chiến,một cửa,hải quan,bảo hiểm,y tế,quân sự,môi trường,hợp tác,cơ quan,khu phố,lâm trường,bà con,cán bộ,hồ chí,bác hồ,bà rịa,bà đen,bà nà,bà điểm,bà chiểu,bà triệu,ông ích,chủ nhật".split(
		",",
	),
);
const surnames = new Set(
	"nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý nguyen tran pham hoang huynh".split(
		" ",
	),
);
/** One syllable as Vietnamese spells it: UBND and HĐND are none, and neither is a single letter. */
const syllable =
	/^(?=\p{L}{2})(?:ngh|gh|gi|kh|ng|nh|ph|qu|th|tr|ch|[bcdđghjklmnpqrstvwxyzf])*[aeiouy]+(?:ng|nh|ch|[bcdfghklmnprstvxyz])*$/iu;
/** Without marks, so that one short pattern reads every tone. */
const bare = (word: string) =>
	word.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d");
const isUpper = (word: string) =>
	word.length > 1 && word === word.toUpperCase();

function namesSomebody(text: string): boolean {
	// Titles overlap (đồng chí Bí thư Lê …), so the search goes on from the word after each title.
	titled.lastIndex = 0;
	for (let found = titled.exec(text); found; found = titled.exec(text)) {
		const [, title = "", first = "", second = ""] = found;
		const after = found[0].slice(title.length).trimStart();
		titled.lastIndex = found.index + title.length;
		if (isName(title, first, second, after)) return true;
	}
	return false;
}

function isName(title: string, first: string, second: string, after: string) {
	// The pattern reads titles in any case; a name begins with a capital.
	if (first[0] !== first[0]?.toUpperCase()) return false;
	const [one, two, own] = [first, second, title].map((word) =>
		word.toLowerCase(),
	) as [string, string, string];
	if (isUpper(title)) return surnames.has(one) && two !== "";
	if (startsTitle.test(after) && !surnames.has(one)) return false;
	// No syllable is longer; and without a limit the pattern would take its time over letters at random.
	if (first.length > 7 || !syllable.test(bare(first))) return false;
	if (pairs.has(`${one} ${two}`) || pairs.has(`${own} ${one}`)) return false;
	return personalTitle.test(title) || !places.has(one);
}
