-- The organisation's own rules as files. Days are ISO text, an empty one is none.
CREATE TABLE regulations (
    id @ID@ PRIMARY KEY,
    kind TEXT NOT NULL,
    reg_number TEXT NOT NULL,
    title_kk TEXT NOT NULL,
    title_ru TEXT NOT NULL,
    title_en TEXT NOT NULL,
    approved_on TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    replaces @ID@ REFERENCES regulations (id) DEFERRABLE INITIALLY DEFERRED,
    cancelled_on TEXT NOT NULL,
    cancel_ground TEXT NOT NULL,
    version BIGINT NOT NULL
) @STRICT@;

-- An edition is replaced by one other.
CREATE UNIQUE INDEX regulations_replaces_key ON regulations (replaces);
