export const vi = {
	title: "Dàn mẫu và mẫu",
};

export const en: typeof vi = {
	title: "Frame and sample",
};
