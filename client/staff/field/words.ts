export const vi = {
	title: "Thực địa",
};

export const en: typeof vi = {
	title: "Fieldwork",
};
