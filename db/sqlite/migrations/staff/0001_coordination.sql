CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`by` text NOT NULL,
	`verb` text NOT NULL,
	`survey_id` text,
	`detail` text NOT NULL,
	`hash` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `shown_count` (
	`survey_id` text NOT NULL,
	`what` text NOT NULL,
	`period` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `what`, `period`)
);
