CREATE TABLE `lot` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`level` integer NOT NULL,
	`open` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `free_text` (
	`id` blob PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`question` text NOT NULL,
	`body` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `response` (
	`id` blob PRIMARY KEY NOT NULL,
	`lot_id` text NOT NULL,
	`definition_version` integer NOT NULL,
	`body` blob NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `slip` (
	`code_mac` blob PRIMARY KEY NOT NULL,
	`lot_id` text NOT NULL,
	`used` integer NOT NULL,
	`slot` blob NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `tally` (
	`lot_id` text NOT NULL,
	`outcome` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`lot_id`, `outcome`)
) WITHOUT ROWID;
