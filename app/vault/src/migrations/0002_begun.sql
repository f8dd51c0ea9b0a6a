-- Segments whose opening was begun and has not ended, and how often it was begun with each of them alone. What ends it is a state of
-- the segment, or that the app was stopped in good order.
CREATE TABLE begun (
    device   BLOB NOT NULL,
    caseload BLOB NOT NULL,
    position INTEGER NOT NULL,
    alone    INTEGER NOT NULL,
    PRIMARY KEY (device, caseload, position)
) STRICT, WITHOUT ROWID;
-- How many operations each device has in a case file, as far as its segments are here or made here.
CREATE TABLE authors (
    client     TEXT NOT NULL,
    device     BLOB NOT NULL,
    operations INTEGER NOT NULL,
    PRIMARY KEY (client, device)
) STRICT, WITHOUT ROWID;
