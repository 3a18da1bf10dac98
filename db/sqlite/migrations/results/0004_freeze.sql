CREATE TABLE `approval` (
	`survey_id` text NOT NULL,
	`by` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `by`)
);
--> statement-breakpoint
CREATE TABLE `frozen_data` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`weights_version` integer NOT NULL,
	`by` text NOT NULL,
	`at_ms` integer NOT NULL
);
