CREATE TABLE `publication` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`page` text NOT NULL,
	`by` text NOT NULL,
	`at_ms` integer NOT NULL
);
