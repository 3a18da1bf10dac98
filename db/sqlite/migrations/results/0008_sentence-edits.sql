CREATE TABLE `sentence_edit` (
	`survey_id` text NOT NULL,
	`paragraph` text NOT NULL,
	`text` text NOT NULL,
	`made_from` text NOT NULL,
	`by` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `paragraph`)
);
