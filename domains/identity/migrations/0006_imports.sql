-- A list of people on its way in: from the file to what became of each row.
CREATE TABLE people_imports (
    id @ID@ NOT NULL PRIMARY KEY,
    -- Who brings it; none for the console.
    person @ID@ REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    who TEXT NOT NULL,
    -- 1 when they may give every role and change administrators.
    all_rights BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    sheet TEXT NOT NULL,
    other_sheets BIGINT NOT NULL,
    hidden_rows BIGINT NOT NULL,
    headings TEXT NOT NULL,
    targets TEXT NOT NULL,
    decisions TEXT NOT NULL,
    -- columns, preview, running, done
    state TEXT NOT NULL,
    count_rows BIGINT NOT NULL,
    count_new BIGINT NOT NULL,
    count_changed BIGINT NOT NULL,
    count_same BIGINT NOT NULL,
    count_undecided BIGINT NOT NULL,
    count_wrong BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    finished_at BIGINT
) @STRICT@;

CREATE INDEX people_imports_person ON people_imports (person, created_at);
CREATE INDEX people_imports_created ON people_imports (created_at);

-- Its rows in slices: each is one unit of work. What stands in the cells is forgotten when the slice is done.
CREATE TABLE people_import_slices (
    import @ID@ NOT NULL REFERENCES people_imports (id) DEFERRABLE INITIALLY DEFERRED,
    number BIGINT NOT NULL,
    cells TEXT NOT NULL,
    verdicts TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (import, number)
) @STRICT@;

-- What somebody made of some headings, for the next file that has the same.
CREATE TABLE people_import_headings (
    mark TEXT NOT NULL PRIMARY KEY,
    targets TEXT NOT NULL,
    changed_at BIGINT NOT NULL
) @STRICT@;

CREATE INDEX people_birth_date ON people (birth_date);
