-- The one organisation that this installation serves: what it is called and how it is reached.
CREATE TABLE organisation (
    id @ID@ NOT NULL PRIMARY KEY,
    single BIGINT NOT NULL UNIQUE CHECK (single = 1),
    kind TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short_kk TEXT NOT NULL,
    short_ru TEXT NOT NULL,
    short_en TEXT NOT NULL,
    city_kk TEXT NOT NULL,
    city_ru TEXT NOT NULL,
    city_en TEXT NOT NULL,
    address_kk TEXT NOT NULL,
    address_ru TEXT NOT NULL,
    address_en TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    website TEXT NOT NULL,
    bin TEXT NOT NULL,
    zone TEXT NOT NULL,
    version BIGINT NOT NULL
) @STRICT@;

-- Units as a tree. Closed, never deleted: what was done under them stays known.
CREATE TABLE units (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    parent @ID@ REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    function TEXT NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short_kk TEXT NOT NULL,
    short_ru TEXT NOT NULL,
    short_en TEXT NOT NULL,
    sort_kk @BYTES@ NOT NULL,
    sort_ru @BYTES@ NOT NULL,
    sort_en @BYTES@ NOT NULL,
    position BIGINT,
    closed_at BIGINT,
    version BIGINT NOT NULL
) @STRICT@;

CREATE UNIQUE INDEX units_code_key ON units (code_key);
CREATE INDEX units_parent ON units (parent);

@SEARCH units_search@;

-- Study groups. The programme is text until programmes have an area of their own.
CREATE TABLE study_groups (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    unit @ID@ NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    language TEXT NOT NULL,
    admission_year BIGINT NOT NULL,
    programme_kk TEXT NOT NULL,
    programme_ru TEXT NOT NULL,
    programme_en TEXT NOT NULL,
    sort_kk @BYTES@ NOT NULL,
    sort_ru @BYTES@ NOT NULL,
    sort_en @BYTES@ NOT NULL,
    closed_at BIGINT,
    version BIGINT NOT NULL
) @STRICT@;

CREATE UNIQUE INDEX study_groups_code_key ON study_groups (code_key);
CREATE INDEX study_groups_unit ON study_groups (unit);
CREATE INDEX study_groups_sort_kk ON study_groups (sort_kk, number);
CREATE INDEX study_groups_sort_ru ON study_groups (sort_ru, number);
CREATE INDEX study_groups_sort_en ON study_groups (sort_en, number);

@SEARCH groups_search@;
