CREATE TABLE `snapshot` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`definition_version` integer NOT NULL,
	`rows` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snapshot_column` (
	`survey_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`data` blob NOT NULL,
	PRIMARY KEY(`survey_id`, `name`)
);
