-- Documents that the organisation has issued. Revoked with a ground, never changed or deleted: what
-- is in other people's hands stays known.
CREATE TABLE issued_documents (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    code TEXT NOT NULL,
    subject @ID@,
    subject_name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    language TEXT NOT NULL,
    content TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    issued_by @ID@,
    issued_by_name TEXT NOT NULL,
    revoked_at BIGINT,
    revoked_by @ID@,
    revoked_by_name TEXT,
    revocation_ground TEXT
) @STRICT@;

CREATE UNIQUE INDEX issued_documents_code ON issued_documents (code);
-- Registration numbers run without gaps within a kind and a year.
CREATE UNIQUE INDEX issued_documents_serial ON issued_documents (kind, year, serial);
CREATE INDEX issued_documents_subject ON issued_documents (subject, number);
CREATE INDEX issued_documents_kind ON issued_documents (kind, number);

@SEARCH issued_documents_search@;

-- The files that were made of a document: the same values give the same bytes, but a newer program
-- may set them another way. Each is genuine.
CREATE TABLE document_prints (
    document @ID@ NOT NULL REFERENCES issued_documents (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 @BYTES@ NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (document, sha256)
) @STRICT@;

CREATE INDEX document_prints_sha256 ON document_prints (sha256);
