CREATE TABLE `invitation` (
	`code_mac` blob PRIMARY KEY NOT NULL,
	`lot_id` text NOT NULL,
	`state` integer NOT NULL,
	`slot` blob NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `issuing` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `key_check` (
	`name` text PRIMARY KEY NOT NULL,
	`mac` blob NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `lot_key` (
	`lot_id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`sealed_private_key` blob NOT NULL
) WITHOUT ROWID;
