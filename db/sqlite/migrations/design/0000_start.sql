CREATE TABLE `definition` (
	`survey_id` text NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`survey_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `frame_unit` (
	`survey_id` text NOT NULL,
	`id` integer NOT NULL,
	`stratum_id` integer NOT NULL,
	`sizes` text NOT NULL,
	`inclusion_probability` real,
	PRIMARY KEY(`survey_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `lot` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`stratum_id` integer NOT NULL,
	`level` integer NOT NULL,
	`invited` integer NOT NULL,
	`rates` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `lot_survey` ON `lot` (`survey_id`);--> statement-breakpoint
CREATE TABLE `stratum` (
	`survey_id` text NOT NULL,
	`id` integer NOT NULL,
	`label` text NOT NULL,
	`population` integer NOT NULL,
	`domains` text NOT NULL,
	PRIMARY KEY(`survey_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `survey` (
	`id` text PRIMARY KEY NOT NULL,
	`definition_version` integer NOT NULL,
	`status` text NOT NULL,
	`wave` text NOT NULL
);
