CREATE TABLE `released_domain` (
	`survey_id` text NOT NULL,
	`weights` integer NOT NULL,
	`variable` text NOT NULL,
	`by` text NOT NULL,
	`place` integer NOT NULL,
	`shown` text NOT NULL,
	`membership` text NOT NULL,
	PRIMARY KEY(`survey_id`, `weights`, `variable`, `by`)
);
