CREATE TABLE `derived_variable` (
	`survey_id` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`place` integer NOT NULL,
	`definition` text NOT NULL,
	`uses` text NOT NULL,
	`is_removed` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `name`, `version`)
);
--> statement-breakpoint
CREATE TABLE `saved_table` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`definition_version` integer NOT NULL,
	`weights_version` integer NOT NULL,
	`owner` text NOT NULL,
	`is_shared` integer NOT NULL,
	`saved_at_ms` integer NOT NULL,
	`is_removed` integer NOT NULL
);
