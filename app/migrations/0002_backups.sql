-- The days whose backup by the clock was asked for, so that several nodes ask once.
CREATE TABLE backup_days (
    day TEXT NOT NULL PRIMARY KEY,
    asked_at BIGINT NOT NULL
) @STRICT@;
