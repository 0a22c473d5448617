-- A text to which people agree. Never changed once it is written: a new version stands beside it.
CREATE TABLE consent_texts (
    id @ID@ NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('processing', 'biometrics', 'recording', 'transfer')),
    version BIGINT NOT NULL,
    text_kk TEXT NOT NULL,
    text_ru TEXT NOT NULL,
    text_en TEXT NOT NULL,
    -- What follows from a refusal or a withdrawal, and which other way there is.
    without_kk TEXT NOT NULL,
    without_ru TEXT NOT NULL,
    without_en TEXT NOT NULL,
    -- SHA-256 of kind, version and the six texts, in hexadecimal.
    hash TEXT NOT NULL,
    -- In force from then on, until a later version is.
    since BIGINT NOT NULL,
    created_at BIGINT NOT NULL
) @STRICT@;

CREATE UNIQUE INDEX consent_texts_version ON consent_texts (kind, version);

-- A consent as it was given. Its end is written beside it; the row stays.
CREATE TABLE consents (
    id @ID@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    text @ID@ NOT NULL REFERENCES consent_texts (id) DEFERRABLE INITIALLY DEFERRED,
    -- The language in which the text was read.
    language TEXT NOT NULL,
    -- Who gave it: the person, or who stood for them.
    giver @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    way TEXT NOT NULL CHECK (way IN ('page', 'paper')),
    -- The number and date of the paper.
    paper TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    -- The first moment when it is over; none while the person learns or works here.
    ends_at BIGINT,
    ended_at BIGINT,
    ended_how TEXT CHECK (ended_how IN ('withdrawn', 'replaced')),
    ended_by @ID@ REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    ended_paper TEXT NOT NULL
) @STRICT@;

-- One of a kind stands at a time.
CREATE UNIQUE INDEX consents_standing ON consents (person, kind) WHERE ended_at IS NULL;
CREATE INDEX consents_person ON consents (person, noted_at);
CREATE INDEX consents_giver ON consents (giver);

-- What a person was asked to agree to.
CREATE TABLE consent_requests (
    id @ID@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    answer TEXT CHECK (answer IN ('given', 'refused')),
    answered_by @ID@ REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED
) @STRICT@;

CREATE UNIQUE INDEX consent_requests_open ON consent_requests (person, kind) WHERE answered_at IS NULL;
CREATE INDEX consent_requests_person ON consent_requests (person, asked_at);
