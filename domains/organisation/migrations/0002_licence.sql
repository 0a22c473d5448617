-- The licence under which the organisation teaches: its number, its day (ISO), who issued it.
ALTER TABLE organisation ADD COLUMN licence_number TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN licence_date TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN licence_by_kk TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN licence_by_ru TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN licence_by_en TEXT NOT NULL DEFAULT '';
