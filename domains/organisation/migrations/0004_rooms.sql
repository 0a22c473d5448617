-- Rooms where people learn and are examined.
CREATE TABLE rooms (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    building TEXT NOT NULL,
    code TEXT NOT NULL,
    place_key TEXT NOT NULL,
    sort_key @BYTES@ NOT NULL,
    kind TEXT NOT NULL,
    places BIGINT NOT NULL,
    unit @ID@ REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
    closed_at BIGINT,
    version BIGINT NOT NULL
) @STRICT@;

CREATE UNIQUE INDEX rooms_place_key ON rooms (place_key);
CREATE INDEX rooms_sort_key ON rooms (sort_key, number);

-- What stands in them. Written off, never deleted.
CREATE TABLE equipment (
    number @SERIAL@,
    id @ID@ NOT NULL UNIQUE,
    room @ID@ NOT NULL REFERENCES rooms (id) DEFERRABLE INITIALLY DEFERRED,
    inventory TEXT NOT NULL,
    inventory_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    count BIGINT NOT NULL,
    network TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL
) @STRICT@;

CREATE UNIQUE INDEX equipment_inventory_key ON equipment (inventory_key);
CREATE INDEX equipment_room ON equipment (room);
