-- A token of a program: known by the hash of its secret, so that reading this table opens nothing. It acts for the
-- person who made it; what it reaches is a list of words between spaces. Revoked, never deleted.
CREATE TABLE api_tokens (
    id @ID@ NOT NULL PRIMARY KEY,
    hash @BYTES@ NOT NULL UNIQUE,
    title TEXT NOT NULL,
    reach TEXT NOT NULL,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    seen_at BIGINT,
    revoked_at BIGINT,
    revoked_by @ID@,
    revoked_name TEXT
) @STRICT@;

CREATE INDEX api_tokens_created ON api_tokens (created_at, id);

-- What a program was answered under a key of its own, so that the same request again is the same answer and no second
-- act. Kept for a day.
CREATE TABLE api_repeats (
    token @ID@ NOT NULL REFERENCES api_tokens (id) DEFERRABLE INITIALLY DEFERRED,
    repeat_key TEXT NOT NULL,
    request @BYTES@ NOT NULL,
    status BIGINT NOT NULL,
    location TEXT,
    etag TEXT,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (token, repeat_key)
) @STRICT@;

CREATE INDEX api_repeats_created ON api_repeats (created_at);
