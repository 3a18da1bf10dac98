CREATE TABLE `frame` (
	`survey_id` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`sha256` text NOT NULL,
	`geography_version` text NOT NULL,
	`mapping` text NOT NULL,
	`units` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `frame_row` (
	`survey_id` text NOT NULL,
	`frame_version` integer NOT NULL,
	`row` integer NOT NULL,
	`unit` text NOT NULL,
	`name` text,
	`stratum` text,
	`level` integer,
	`sector` integer,
	`kind` text,
	`province` text,
	`parent` text,
	`urban` text,
	`people` integer,
	`leaders` integer,
	`households` integer,
	`adults` integer,
	PRIMARY KEY(`survey_id`, `frame_version`, `row`)
);
--> statement-breakpoint
CREATE TABLE `geo_census` (
	`version` text NOT NULL,
	`code` text NOT NULL,
	`population` integer NOT NULL,
	`source` text NOT NULL,
	`mark` text NOT NULL,
	PRIMARY KEY(`version`, `code`)
);
--> statement-breakpoint
CREATE TABLE `geo_link` (
	`from_version` text NOT NULL,
	`from_code` text NOT NULL,
	`to_version` text NOT NULL,
	`to_code` text NOT NULL,
	`kind` text NOT NULL,
	`population_share` real,
	`source` text NOT NULL,
	`mark` text NOT NULL,
	PRIMARY KEY(`from_version`, `from_code`, `to_version`, `to_code`)
);
--> statement-breakpoint
CREATE TABLE `geo_unit` (
	`version` text NOT NULL,
	`code` text NOT NULL,
	`level` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`parent` text,
	`valid_from` text,
	`valid_to` text,
	`source` text NOT NULL,
	`mark` text NOT NULL,
	`parent_mark` text,
	PRIMARY KEY(`version`, `code`)
);
--> statement-breakpoint
CREATE TABLE `org_link` (
	`from_version` text NOT NULL,
	`from_code` text NOT NULL,
	`to_version` text NOT NULL,
	`to_code` text NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`mark` text NOT NULL,
	PRIMARY KEY(`from_version`, `from_code`, `to_version`, `to_code`)
);
--> statement-breakpoint
CREATE TABLE `org_unit` (
	`version` text NOT NULL,
	`code` text NOT NULL,
	`level` text NOT NULL,
	`name` text NOT NULL,
	`report_group_2023` text,
	`valid_from` text,
	`valid_to` text,
	`source` text NOT NULL,
	`mark` text NOT NULL,
	PRIMARY KEY(`version`, `code`)
);
