-- Segments that were in a courier's hands, on their way out or in. Tells where own records are, and what this device brings to a relay
-- that lost it. A table of its own: browsers get an SQLite without ALTER TABLE.
CREATE TABLE carried (
    device   BLOB NOT NULL,
    caseload BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (device, caseload, position)
) STRICT, WITHOUT ROWID;
