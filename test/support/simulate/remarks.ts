/** Open answers of people who do not exist. */
export const remarks = {
	cadres: [
		"Cần hướng dẫn kịp thời khi văn bản có nhiều cách hiểu.",
		"Nên ghi rõ ai quyết định, ai chịu trách nhiệm ở từng bước.",
		"Đề nghị khen thưởng sớm những người làm tốt việc khó.",
		"Giảm bớt các cuộc họp để dành thời gian xử lý hồ sơ.",
		"Mong có đầu mối giải đáp vướng mắc, trả lời trong vài ngày.",
		"Tập huấn quy định mới bằng tình huống cụ thể thì dễ áp dụng hơn.",
		"Nên đánh giá theo kết quả công việc, không theo số buổi có mặt.",
		"Cần thêm người ở bộ phận tiếp nhận hồ sơ vào giờ cao điểm.",
	],
	citizens: [
		"Mong giấy tờ được hướng dẫn một lần cho đủ.",
		"Nên nhắn tin báo trước khi trễ hẹn.",
		"Cán bộ tiếp dân nhiệt tình nhưng chỗ ngồi chờ còn chật.",
		"Làm qua mạng nhanh hơn, nhưng người già khó dùng.",
		"Đề nghị ghi rõ phí và thời gian ở nơi dễ thấy.",
		"Nên có người trực vào sáng thứ bảy.",
	],
	other: [
		"Chuyển đổi số",
		"Phối hợp giữa các nơi",
		"Lưu trữ hồ sơ",
		"Việc phát sinh đột xuất",
	],
};
