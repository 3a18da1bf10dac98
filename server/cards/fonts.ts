import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);
const family = "@expo-google-fonts/be-vietnam-pro";

/**
 * Files of Be Vietnam Pro (SIL Open Font License 1.1), which has every Vietnamese letter. To be named by their paths:
 * under registered names pdfkit opens the default font anew at every use.
 */
export const fonts = {
	regular: resolve(`${family}/400Regular/BeVietnamPro_400Regular.ttf`),
	semiBold: resolve(`${family}/600SemiBold/BeVietnamPro_600SemiBold.ttf`),
};

export type Weight = keyof typeof fonts;
