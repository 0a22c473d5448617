-- When the person last proved who they are in this session, by a password or a passkey.
ALTER TABLE sessions ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;

-- The shared secret of codes by time, sealed by a key that is not in the database. The pending one
-- counts only after a code of it was typed; the last step is never taken again.
CREATE TABLE second_factors (
    person @ID@ NOT NULL PRIMARY KEY REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    secret @BYTES@,
    since BIGINT,
    last_step BIGINT NOT NULL,
    pending @BYTES@,
    pending_at BIGINT
) @STRICT@;

CREATE TABLE recovery_codes (
    hash @BYTES@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    made_at BIGINT NOT NULL,
    used_at BIGINT
) @STRICT@;

CREATE INDEX recovery_codes_person ON recovery_codes (person);

-- A sign-in whose password was right and whose second step is still to come.
CREATE TABLE half_sessions (
    hash @BYTES@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    step TEXT NOT NULL CHECK (step IN ('second', 'setup', 'password')),
    remembered BIGINT NOT NULL,
    place TEXT NOT NULL,
    tries BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
) @STRICT@;

CREATE INDEX half_sessions_person ON half_sessions (person);
CREATE INDEX half_sessions_ends ON half_sessions (ends_at);

-- A browser in which a person has signed in, by the hash of its cookie; trusted ones pass without
-- the second step for a while.
CREATE TABLE devices (
    id @ID@ NOT NULL PRIMARY KEY,
    hash @BYTES@ NOT NULL,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    seen_at BIGINT NOT NULL,
    trusted_until BIGINT NOT NULL,
    origin TEXT NOT NULL,
    agent TEXT NOT NULL
) @STRICT@;

CREATE UNIQUE INDEX devices_hash ON devices (hash, person);
CREATE INDEX devices_person ON devices (person);

-- Failed sign-ins in a row, by account, browser and address, and until when the next has to wait.
CREATE TABLE sign_in_delays (
    name TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    free_at BIGINT NOT NULL
) @STRICT@;

CREATE INDEX sign_in_delays_last ON sign_in_delays (last_at);

-- What the person is told of failed attempts on the account.
CREATE TABLE sign_in_failures (
    id @ID@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    at BIGINT NOT NULL,
    step TEXT NOT NULL,
    origin TEXT NOT NULL,
    agent TEXT NOT NULL
) @STRICT@;

CREATE INDEX sign_in_failures_person ON sign_in_failures (person, at);
CREATE INDEX sign_in_failures_at ON sign_in_failures (at);

-- Roles whose holders must have a second factor.
CREATE TABLE factor_roles (
    role TEXT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL
) @STRICT@;
