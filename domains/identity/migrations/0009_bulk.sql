-- One act on a list of people: first what it will come to, then how far it is, then what it came to.
CREATE TABLE bulk_acts (
    id @ID@ NOT NULL PRIMARY KEY,
    -- Who asks for it.
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    deed TEXT NOT NULL CHECK (deed IN ('give', 'end', 'move', 'lock', 'unlock', 'ask')),
    role TEXT,
    scope_kind TEXT,
    scope_id @ID@,
    scope_name TEXT NOT NULL,
    consent TEXT,
    ground TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('preview', 'running', 'done')),
    created_at BIGINT NOT NULL,
    finished_at BIGINT
) @STRICT@;

CREATE INDEX bulk_acts_person ON bulk_acts (person, created_at);
CREATE INDEX bulk_acts_created ON bulk_acts (created_at);

-- The people of the list. Whom the act leaves out has an outcome from the beginning.
CREATE TABLE bulk_people (
    act @ID@ NOT NULL REFERENCES bulk_acts (id) DEFERRABLE INITIALLY DEFERRED,
    place BIGINT NOT NULL,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    -- Why the act leaves the person out; empty when it does not.
    why TEXT NOT NULL,
    -- What it came to: `done`, or why not. None yet.
    outcome TEXT,
    PRIMARY KEY (act, place)
) @STRICT@;

CREATE INDEX bulk_people_left ON bulk_people (act, place) WHERE outcome IS NULL;
