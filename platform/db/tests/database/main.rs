//! What the layer promises, on both databases alike.

mod errors;
mod migrations;
mod search;
mod transfer;
mod units;
mod values;

use oqu_db::{Migration, Migrations};

const STEP: Migration = Migration {
    area: "tests",
    number: 1,
    name: "counters and things",
    text: "
        CREATE TABLE counters (id BIGINT NOT NULL PRIMARY KEY, value BIGINT NOT NULL) @STRICT@;
        CREATE TABLE things (
            number @SERIAL@,
            id @ID@ NOT NULL UNIQUE,
            parent @ID@ REFERENCES things (id),
            code TEXT NOT NULL,
            secret @BYTES@,
            at BIGINT
        ) @STRICT@;
        CREATE UNIQUE INDEX things_in_their_place ON things (parent, code);
        CREATE UNIQUE INDEX things_at ON things (at);
        @SEARCH things_search@;
    ",
};

fn steps() -> Migrations {
    Migrations::of(&[&[STEP]])
}

oqu_db::statements! {
    PUT_COUNTER = "INSERT INTO counters (id, value) VALUES ($1, $2)";
    GET_COUNTER = "SELECT value FROM counters WHERE id = $1";
    SET_COUNTER = "UPDATE counters SET value = $1 WHERE id = $2";
    COUNT_COUNTERS = "SELECT count(*) FROM counters";
    PUT_THING = "INSERT INTO things (id, parent, code, secret, at) VALUES ($1, $2, $3, $4, $5)";
    THING = "SELECT number, id, parent, code, secret, at FROM things WHERE id = $1";
    DROP_THING = "DELETE FROM things WHERE id = $1";
}

oqu_db::row! {
    #[derive(Debug, PartialEq)]
    struct Thing {
        number: i64,
        id: uuid::Uuid,
        parent: Option<uuid::Uuid>,
        code: String,
        secret: Option<Vec<u8>>,
        at: Option<i64>,
    }
}
