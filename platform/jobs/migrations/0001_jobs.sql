-- Work that is done later and outside a request. A row is written in the unit of work that asks for it.
CREATE TABLE jobs (
    id @ID@ NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    -- What is to be done, as small JSON: ids, never a secret.
    payload TEXT NOT NULL,
    -- The same work waits or runs once.
    work_key TEXT,
    -- queued, running, done, dead (waits for an administrator), dropped (an administrator gave it up).
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    attempts_limit BIGINT NOT NULL,
    -- Who runs it, and until when that holds unless it is renewed.
    worker TEXT,
    leased_until BIGINT,
    -- What went wrong last: a message and what the machine said.
    trouble TEXT NOT NULL,
    trouble_detail TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    -- The person who asked, and the one in whose list it stands.
    asked_by @ID@,
    asked_name TEXT NOT NULL,
    shown_to @ID@,
    -- The page on which its outcome stands.
    place TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT
) @STRICT@;

CREATE UNIQUE INDEX jobs_work ON jobs (kind, work_key) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_line ON jobs (state, run_at, id);
CREATE INDEX jobs_states ON jobs (state, id);
CREATE INDEX jobs_kinds ON jobs (kind, id);
CREATE INDEX jobs_keys ON jobs (work_key);
CREATE INDEX jobs_finished ON jobs (state, finished_at);
CREATE INDEX jobs_shown ON jobs (shown_to, id);

-- Work of every day or minute: whoever moves the time on queues the period.
CREATE TABLE job_schedules (
    name TEXT NOT NULL PRIMARY KEY,
    cron TEXT NOT NULL,
    next_at BIGINT NOT NULL,
    last_at BIGINT,
    last_job @ID@
) @STRICT@;
