CREATE TABLE `session` (
	`token_hash` blob PRIMARY KEY NOT NULL,
	`user_name` text NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `setup_link` (
	`token_hash` blob PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `user` (
	`name` text PRIMARY KEY NOT NULL,
	`password_hash` text NOT NULL
);
