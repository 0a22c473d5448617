-- A mail that is to be sent, or was: written in the unit of work that causes it. The secret of the link in it stands
-- apart from the text, so that it can be forgotten when the mail is gone and is never shown with it.
CREATE TABLE mails (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    person @ID@,
    to_address TEXT NOT NULL,
    to_name TEXT NOT NULL,
    from_name TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    html TEXT NOT NULL,
    body TEXT NOT NULL,
    secret TEXT,
    message_id TEXT,
    created_at BIGINT NOT NULL,
    ends_at BIGINT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'given-up')),
    state_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    answer TEXT NOT NULL
) @STRICT@;

CREATE INDEX mails_state ON mails (state, number);
CREATE INDEX mails_purpose ON mails (purpose, number);
CREATE INDEX mails_created ON mails (created_at);

@SEARCH mails_search@;
