-- Bytes, stored once however many files hold them, known by their SHA-256. A row stands here before
-- its bytes do ('coming') and goes after them ('going'), so that no bytes lie anywhere unknown.
CREATE TABLE blobs (
    hash @BYTES@ NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('coming', 'stored', 'going')),
    touched_at BIGINT NOT NULL
) @STRICT@;

CREATE INDEX blobs_touched ON blobs (touched_at);

-- A file of a thing: who brought it and whose it is. The owner is known to a higher area only.
CREATE TABLE files (
    id @ID@ NOT NULL PRIMARY KEY,
    hash @BYTES@ NOT NULL REFERENCES blobs (hash) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    size BIGINT NOT NULL,
    brought_by @ID@,
    brought_at BIGINT NOT NULL,
    owner_kind TEXT NOT NULL,
    owner_id @ID@ NOT NULL,
    scan TEXT NOT NULL CHECK (scan IN ('clean', 'unscanned'))
) @STRICT@;

CREATE INDEX files_owner ON files (owner_kind, owner_id);
CREATE INDEX files_hash ON files (hash);

-- The same picture smaller, by its longest edge in pixels.
CREATE TABLE file_sizes (
    file @ID@ NOT NULL REFERENCES files (id) DEFERRABLE INITIALLY DEFERRED,
    edge BIGINT NOT NULL,
    hash @BYTES@ NOT NULL REFERENCES blobs (hash) DEFERRABLE INITIALLY DEFERRED,
    size BIGINT NOT NULL,
    PRIMARY KEY (file, edge)
) @STRICT@;

CREATE INDEX file_sizes_hash ON file_sizes (hash);

-- An upload on its way. One hand at a time writes to it: `holder`, until `held_until`.
CREATE TABLE uploads (
    id @ID@ NOT NULL PRIMARY KEY,
    person @ID@ NOT NULL,
    purpose TEXT NOT NULL,
    name TEXT NOT NULL,
    length BIGINT NOT NULL,
    received BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    holder @ID@,
    held_until BIGINT NOT NULL,
    hash @BYTES@ REFERENCES blobs (hash) DEFERRABLE INITIALLY DEFERRED,
    scan TEXT NOT NULL CHECK (scan IN ('clean', 'unscanned'))
) @STRICT@;

CREATE INDEX uploads_person ON uploads (person, expires_at);
CREATE INDEX uploads_expires ON uploads (expires_at);
CREATE INDEX uploads_hash ON uploads (hash);

-- What has arrived of an upload, piece by piece; each lies in the store under its own place.
CREATE TABLE upload_pieces (
    upload @ID@ NOT NULL REFERENCES uploads (id) DEFERRABLE INITIALLY DEFERRED,
    at BIGINT NOT NULL,
    size BIGINT NOT NULL,
    place @ID@ NOT NULL,
    PRIMARY KEY (upload, at)
) @STRICT@;
