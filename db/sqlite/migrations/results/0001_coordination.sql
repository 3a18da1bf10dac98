CREATE TABLE `weight_version` (
	`survey_id` text NOT NULL,
	`version` integer NOT NULL,
	`recipe` text NOT NULL,
	`steps` text NOT NULL,
	`is_final` integer NOT NULL,
	`base` blob NOT NULL,
	`final` blob NOT NULL,
	PRIMARY KEY(`survey_id`, `version`)
);
