-- Posts of units: what somebody is employed as, and how many full rates the post has (hundredths).
CREATE TABLE posts (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    unit @ID@ NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    title_kk TEXT NOT NULL,
    title_ru TEXT NOT NULL,
    title_en TEXT NOT NULL,
    sort_kk @BYTES@ NOT NULL,
    sort_ru @BYTES@ NOT NULL,
    sort_en @BYTES@ NOT NULL,
    rate BIGINT NOT NULL,
    closed_at BIGINT,
    version BIGINT NOT NULL
) @STRICT@;

CREATE INDEX posts_unit ON posts (unit);
CREATE INDEX posts_sort_kk ON posts (sort_kk, number);
CREATE INDEX posts_sort_ru ON posts (sort_ru, number);
CREATE INDEX posts_sort_en ON posts (sort_en, number);

-- Who holds a post from which day to which (ISO; an empty last day is an open end), on which order.
-- Ended, never deleted.
CREATE TABLE appointments (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    post @ID@ NOT NULL REFERENCES posts (id) DEFERRABLE INITIALLY DEFERRED,
    person @ID@ NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    rate BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    order_number TEXT NOT NULL,
    order_day TEXT NOT NULL,
    end_number TEXT NOT NULL,
    end_day TEXT NOT NULL,
    ended_at BIGINT
) @STRICT@;

CREATE INDEX appointments_post ON appointments (post);
CREATE INDEX appointments_person ON appointments (person);
