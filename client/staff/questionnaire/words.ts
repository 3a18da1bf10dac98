export const vi = {
	title: "Phiếu và tham số của đợt",
};

export const en: typeof vi = {
	title: "Questionnaire and wave",
};
