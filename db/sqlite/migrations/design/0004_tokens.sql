CREATE TABLE `ballot_box` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`published` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `lot_public_key` (
	`lot_id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`spki` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `lot_public_key_survey` ON `lot_public_key` (`survey_id`);--> statement-breakpoint
CREATE TABLE `token_manifest` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`manifest` text NOT NULL,
	`root` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `survey` ADD `access` text DEFAULT 'slips' NOT NULL;