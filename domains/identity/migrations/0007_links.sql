-- A link that was sent to a person by mail: known by the hash of its secret, so that reading this table opens nothing.
-- It is used once, or withdrawn, or runs out.
CREATE TABLE links (
    id @ID@ NOT NULL PRIMARY KEY,
    hash @BYTES@ NOT NULL UNIQUE,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    purpose TEXT NOT NULL CHECK (purpose IN ('recovery', 'invitation', 'address')),
    address TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    by_person @ID@,
    by_name TEXT NOT NULL,
    used_at BIGINT,
    withdrawn_at BIGINT
) @STRICT@;

CREATE INDEX links_person ON links (person, purpose, begun_at);

-- Somebody wants a person to change the password at the next page: who, since when, and when it was done.
CREATE TABLE password_duties (
    id @ID@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    begun_at BIGINT NOT NULL,
    by_person @ID@,
    by_name TEXT NOT NULL,
    ended_at BIGINT
) @STRICT@;

CREATE INDEX password_duties_person ON password_duties (person, ended_at);
