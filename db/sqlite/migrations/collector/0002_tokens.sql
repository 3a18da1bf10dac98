CREATE TABLE `key_check` (
	`name` text PRIMARY KEY NOT NULL,
	`mac` blob NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `spent` (
	`nullifier` blob PRIMARY KEY NOT NULL,
	`lot_id` text NOT NULL,
	`message` blob NOT NULL,
	`signature` blob NOT NULL,
	`idempotency_mac` blob NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `lot` ADD `public_key` blob;