-- Names as doubles are looked for by: folded to one spelling, surname and given name in one order.
-- Rows from before are filled when the program starts.
ALTER TABLE people ADD COLUMN name_fold TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN given_fold TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN patronymic_fold TEXT NOT NULL DEFAULT '';

CREATE INDEX people_name_fold ON people (name_fold, birth_date, number);
CREATE INDEX people_phone ON people (phone, number);

-- A record that was merged into another: old links and old logins lead to the one that was kept.
CREATE TABLE merged_people (
    id @ID@ NOT NULL PRIMARY KEY,
    kept @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    login TEXT,
    email TEXT,
    merged_at BIGINT NOT NULL,
    by_person @ID@,
    by_name TEXT NOT NULL
) @STRICT@;

CREATE INDEX merged_people_kept ON merged_people (kept);
CREATE INDEX merged_people_login ON merged_people (login);
CREATE INDEX merged_people_email ON merged_people (email);

-- Two of whom somebody said that they are two: not shown as doubles any more.
CREATE TABLE different_people (
    one @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    other @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    noted_at BIGINT NOT NULL,
    by_person @ID@,
    by_name TEXT NOT NULL,
    PRIMARY KEY (one, other)
) @STRICT@;

CREATE INDEX different_people_other ON different_people (other);
