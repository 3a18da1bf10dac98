/** The words by which a name is known in what somebody writes: data, which a phone is given with the form. */
export interface NameWords {
	/** Titles before the name of a person and hardly before anything else. */
	personal: string;
	/** Titles before the name of a person or of what the person leads. */
	office: string;
	/** What a capitalised word after the title of an office begins, where it is no person. */
	places: string;
	/** Two words that together are no name, whatever title stands before. */
	pairs: string;
	surnames: string;
}

/** Each a list parted by "|". */
export const nameWords: NameWords = {
	personal:
		"ông|bà|anh|chị|cô|chú|bác|cụ|thầy|em|đồng chí|đ/c|ong|dong chi|mr|mrs|ms|dr",
	office:
		"tổng giám đốc|giám đốc|chủ tịch|bí thư|trưởng phòng|trưởng ban|trưởng thôn|trưởng ấp|trưởng bản|trưởng khoa|trưởng công an|phó phòng|phó ban|tổ trưởng|đội trưởng|chi cục trưởng|cục trưởng|vụ trưởng|viện trưởng|hiệu trưởng|bộ trưởng|thứ trưởng|chánh văn phòng|chánh thanh tra|chánh án|chủ nhiệm|giam doc|chu tich|bi thu|truong phong|pho phong|truong ban|chanh van phong",
	places:
		"sở|ban|phòng|ủy|uỷ|hội|tỉnh|huyện|xã|phường|quận|thôn|ấp|bản|đảng|đoàn|cục|vụ|viện|trường|nhà|khoa|bộ|kho|ubnd|hđnd|ca|tp|tw|điện|bệnh|ngân|tập|tổng|liên|mặt|văn|tòa|toà|đội",
	pairs:
		"công an|công ty|công đoàn|công chức|công chứng|thanh tra|thanh niên|trung tâm|trung ương|tài chính|tài nguyên|thành phố|thành ủy|thành uỷ|thị xã|thị trấn|thị ủy|chi cục|chi bộ|chi nhánh|quốc hội|chính phủ|chính quyền|nội vụ|nội chính|kế hoạch|kế toán|tư pháp|giáo dục|nông nghiệp|kinh tế|địa chính|hạ tầng|tổ chức|hành chính|tiếp dân|dân vận|dân tộc|dân quân|tuyên giáo|kiểm tra|kiểm lâm|kiểm toán|lao động|xây dựng|quản lý|đào tạo|phụ nữ|nông dân|cựu chiến|một cửa|hải quan|bảo hiểm|y tế|quân sự|môi trường|hợp tác|cơ quan|khu phố|lâm trường|bà con|cán bộ|hồ chí|bác hồ|bà rịa|bà đen|bà nà|bà điểm|bà chiểu|bà triệu|ông ích|chủ nhật",
	surnames:
		"nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|nguyen|tran|pham|hoang|huynh",
};
