CREATE TABLE `open_answer` (
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`question` text NOT NULL,
	`masked` text,
	`by` text NOT NULL,
	PRIMARY KEY(`survey_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `open_coding` (
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`place` integer NOT NULL,
	`coder` text NOT NULL,
	`codes` text NOT NULL,
	PRIMARY KEY(`survey_id`, `id`, `place`)
);
--> statement-breakpoint
CREATE TABLE `quotation` (
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`code` text NOT NULL,
	`passage` text NOT NULL,
	`chosen_by` text NOT NULL,
	`approved_by` text,
	PRIMARY KEY(`survey_id`, `id`)
);
