CREATE TABLE `hand_over` (
	`survey_id` text NOT NULL,
	`lot_id` text NOT NULL,
	`row` integer NOT NULL,
	`cards` text NOT NULL,
	`step` real,
	`start` real,
	PRIMARY KEY(`lot_id`, `row`)
);
--> statement-breakpoint
CREATE TABLE `ledger` (
	`survey_id` text NOT NULL,
	`lot_id` text NOT NULL,
	`pile` text NOT NULL,
	`counts` text NOT NULL,
	PRIMARY KEY(`lot_id`, `pile`)
);
--> statement-breakpoint
CREATE TABLE `margin` (
	`survey_id` text NOT NULL,
	`name` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`survey_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `sample_draw` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`frame_version` integer NOT NULL,
	`frame_sha256` text NOT NULL,
	`plan` text NOT NULL,
	`seed` integer NOT NULL,
	`generator` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sample_plan` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`frame_version` integer NOT NULL,
	`plan` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sampled_unit` (
	`survey_id` text NOT NULL,
	`row` integer NOT NULL,
	`unit` text NOT NULL,
	`stratum_id` integer NOT NULL,
	`parent_row` integer,
	`inclusion_probability` real NOT NULL,
	`stages` text NOT NULL,
	`reserve` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `row`)
);
--> statement-breakpoint
ALTER TABLE `lot` ADD `reserve` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `survey` ADD `questionnaire` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `survey` ADD `sampling` text DEFAULT 'probability' NOT NULL;--> statement-breakpoint
ALTER TABLE `survey` ADD `pilot_of` text;--> statement-breakpoint
ALTER TABLE `survey` ADD `cleaning` text DEFAULT '[]' NOT NULL;