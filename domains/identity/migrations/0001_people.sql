CREATE TABLE people (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    surname TEXT NOT NULL,
    given TEXT NOT NULL,
    patronymic TEXT,
    iin TEXT UNIQUE,
    birth_date TEXT,
    sex TEXT CHECK (sex IN ('male', 'female')),
    citizenship TEXT NOT NULL,
    email TEXT UNIQUE,
    login TEXT UNIQUE,
    phone TEXT,
    language TEXT,
    password TEXT,
    password_at BIGINT,
    locked_at BIGINT,
    sort_kk @BYTES@ NOT NULL,
    sort_ru @BYTES@ NOT NULL,
    sort_en @BYTES@ NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
) @STRICT@;

CREATE INDEX people_sort_kk ON people (sort_kk, number);
CREATE INDEX people_sort_ru ON people (sort_ru, number);
CREATE INDEX people_sort_en ON people (sort_en, number);

@SEARCH people_search@;

-- A role that a person holds, where, since when and until when. Ended, never deleted.
CREATE TABLE grants (
    id @ID@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_id @ID@,
    place BIGINT NOT NULL,
    since BIGINT NOT NULL,
    ended_at BIGINT
) @STRICT@;

CREATE INDEX grants_person ON grants (person, ended_at, role);
CREATE INDEX grants_scope ON grants (scope_kind, scope_id, ended_at);
CREATE INDEX grants_role ON grants (role, ended_at);

-- Who stands for whom: a parent or guardian and a learner.
CREATE TABLE representatives (
    id @ID@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    representative @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    relation TEXT NOT NULL CHECK (relation IN ('mother', 'father', 'guardian')),
    since BIGINT NOT NULL,
    ended_at BIGINT
) @STRICT@;

CREATE INDEX representatives_person ON representatives (person);
CREATE INDEX representatives_representative ON representatives (representative);

-- A session is known by the hash of its secret, so that reading this table opens nothing.
CREATE TABLE sessions (
    hash @BYTES@ NOT NULL PRIMARY KEY,
    id @ID@ NOT NULL UNIQUE,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    workspace TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    idle_ms BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    origin TEXT NOT NULL,
    agent TEXT NOT NULL
) @STRICT@;

CREATE INDEX sessions_person ON sessions (person, seen_at);
CREATE INDEX sessions_ends ON sessions (ends_at);
