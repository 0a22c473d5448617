CREATE TABLE passkeys (
    id @ID@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    credential @BYTES@ NOT NULL,
    algorithm BIGINT NOT NULL,
    public_key @BYTES@ NOT NULL,
    counter BIGINT NOT NULL,
    name TEXT NOT NULL,
    transports TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    cloned_at BIGINT
) @STRICT@;

CREATE UNIQUE INDEX passkeys_credential ON passkeys (credential);
CREATE INDEX passkeys_person ON passkeys (person);

-- What a passkey is asked to sign: once, for one purpose, by one browser.
CREATE TABLE passkey_challenges (
    hash @BYTES@ NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    owner @BYTES@ NOT NULL,
    ends_at BIGINT NOT NULL
) @STRICT@;

CREATE INDEX passkey_challenges_ends ON passkey_challenges (ends_at);
