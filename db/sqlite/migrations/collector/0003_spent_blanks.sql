CREATE TABLE `__new_spent` (
	`id` blob PRIMARY KEY NOT NULL,
	`lot_id` text NOT NULL,
	`nullifier` blob NOT NULL,
	`message` blob NOT NULL,
	`signature` blob NOT NULL,
	`idempotency_mac` blob NOT NULL,
	`filled` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_spent`("id", "lot_id", "nullifier", "message", "signature", "idempotency_mac", "filled") SELECT randomblob(16), "lot_id", "nullifier", "message", "signature", "idempotency_mac", 1 FROM `spent`;--> statement-breakpoint
DROP TABLE `spent`;--> statement-breakpoint
ALTER TABLE `__new_spent` RENAME TO `spent`;--> statement-breakpoint
CREATE INDEX `spent_lot` ON `spent` (`lot_id`);
