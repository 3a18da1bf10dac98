ALTER TABLE `response` ADD `filled` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `response_lot` ON `response` (`lot_id`);--> statement-breakpoint
ALTER TABLE `response` DROP COLUMN `definition_version`;