import type { Exhibit } from "./exhibit.ts";

/**
 * What people say of themselves behind chance. Single answers to these questions mean nothing, so no distribution of them
 * is told.
 */
export const indirect: Exhibit[] = [];
