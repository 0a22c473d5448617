-- What the portal says of the organisation, and how each unit is reached.
ALTER TABLE organisation ADD COLUMN about_kk TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN about_ru TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN about_en TEXT NOT NULL DEFAULT '';
ALTER TABLE units ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE units ADD COLUMN email TEXT NOT NULL DEFAULT '';
