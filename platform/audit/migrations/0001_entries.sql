-- What was done: written in the unit of work that did it, never changed afterwards.
CREATE TABLE audit_entries (
    seq @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    person @ID@,
    who TEXT NOT NULL,
    role TEXT NOT NULL,
    act TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id @ID@,
    object_name TEXT NOT NULL,
    ground TEXT NOT NULL,
    details TEXT NOT NULL,
    origin TEXT NOT NULL,
    request TEXT NOT NULL,
    -- @sqlite
    xid BIGINT NOT NULL DEFAULT 0 CHECK (xid = 0)
    -- @end
    -- @postgres
    xid BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)
    -- @end
) @STRICT@;

-- Ids grow with time, so that they are the order of lists and the bounds of days.
CREATE INDEX audit_entries_object ON audit_entries (object_id, id);
CREATE INDEX audit_entries_kind ON audit_entries (object_kind, id);
CREATE INDEX audit_entries_person ON audit_entries (person, id);
CREATE INDEX audit_entries_act ON audit_entries (act, id);
-- The order in which units were committed, which is the order of sealing.
CREATE INDEX audit_entries_order ON audit_entries (xid, seq);

-- Entries sealed together: their ids (16 bytes) and hashes (32 bytes) in order, the root of their Merkle tree (RFC 9162 §2.1),
-- and the head of the chain signed with a key that the database does not hold.
CREATE TABLE audit_batches (
    number BIGINT NOT NULL PRIMARY KEY,
    entries BIGINT NOT NULL,
    total BIGINT NOT NULL,
    leaves @BYTES@ NOT NULL,
    root @BYTES@ NOT NULL,
    head @BYTES@ NOT NULL,
    sealed_at BIGINT NOT NULL,
    public_key @BYTES@ NOT NULL,
    signature @BYTES@ NOT NULL
) @STRICT@;

-- Names of people and objects to be searched, filled some moments after the entries, and how far
-- that is. By their names both are left out of a backup and made again after a restore.
@SEARCH audit_entries_search@;
CREATE TABLE audit_entries_search_place (
    one BIGINT NOT NULL PRIMARY KEY,
    entry @ID@ NOT NULL
) @STRICT@;

-- Checks of the whole log that people asked for. A check that is not finished and was not touched
-- for a while was interrupted.
CREATE TABLE audit_checks (
    id @ID@ NOT NULL PRIMARY KEY,
    started_at BIGINT NOT NULL,
    person @ID@,
    who TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    finished_at BIGINT,
    report TEXT NOT NULL
) @STRICT@;

CREATE INDEX audit_checks_started ON audit_checks (started_at);

-- @sqlite
CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
-- @end
-- @postgres
CREATE FUNCTION audit_entries_stay() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are never changed or deleted'; END $$;
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_stay();
-- @end
