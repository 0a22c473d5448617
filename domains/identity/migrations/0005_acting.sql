-- The administrator who sits in the person's place, to help.
ALTER TABLE sessions ADD COLUMN acting @ID@ REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX sessions_acting ON sessions (acting);
