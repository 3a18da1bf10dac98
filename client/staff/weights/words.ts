export const vi = {
	title: "Trọng số",
};

export const en: typeof vi = {
	title: "Weights",
};
