ALTER TABLE people ADD COLUMN external_number TEXT;
ALTER TABLE people ADD COLUMN languages TEXT;
ALTER TABLE people ADD COLUMN special_needs TEXT;

CREATE UNIQUE INDEX people_external_key ON people (external_number);
