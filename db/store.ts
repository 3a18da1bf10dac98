import { type StorageSettings, sqliteStore } from "./sqlite/store.ts";

export type Store = ReturnType<typeof sqliteStore>;

/**
 * Opens the databases under a folder, making and migrating them where needed; `:memory:` keeps nothing.
 * Throws an Error whose message names the file that cannot be opened or written.
 */
export const openStore = (
	folder: string,
	settings: Partial<StorageSettings> = {},
): Store => sqliteStore(folder, settings);
