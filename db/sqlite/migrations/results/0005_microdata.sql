CREATE TABLE `microdata_file` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`weights_version` integer NOT NULL,
	`identifiers` text NOT NULL,
	`seed` text NOT NULL
);
