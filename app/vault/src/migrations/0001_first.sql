-- The first schema. Frozen: a change is a new file.

-- Small values: cursors, keys, names, drafts. Sealed like everything else in this database.
CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One Automerge document per client: the folded part (x'' when nothing is folded yet) ...
CREATE TABLE documents (
    client   TEXT NOT NULL UNIQUE,
    caseload BLOB NOT NULL,
    saved    BLOB NOT NULL
) STRICT;

-- ... and the changes since, raw. A change whose dependencies have not arrived stays here until they have.
CREATE TABLE changes (
    client TEXT NOT NULL,
    hash   BLOB NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (client, hash)
) STRICT, WITHOUT ROWID;

-- Own changes that no segment holds yet. A row leaves only when a segment with its bytes is stored.
CREATE TABLE outbox (
    caseload BLOB NOT NULL,
    row      INTEGER NOT NULL,
    client   TEXT NOT NULL,
    entries  TEXT NOT NULL,
    bytes    BLOB NOT NULL,
    PRIMARY KEY (caseload, row)
) STRICT, WITHOUT ROWID;

-- Which own segment carries the last change of an own entry.
CREATE TABLE own_entries (
    entry    TEXT PRIMARY KEY NOT NULL,
    client   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    caseload BLOB NOT NULL,
    segment  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The log: own and received segments. state: 0 waiting to be opened, 1 applied, 2 quarantined, 3 held without a key.
CREATE TABLE segments (
    row      INTEGER PRIMARY KEY,
    device   BLOB NOT NULL,
    caseload BLOB NOT NULL,
    position INTEGER NOT NULL,
    kind     INTEGER NOT NULL,
    epoch    INTEGER NOT NULL,
    hash     BLOB NOT NULL,
    prev     BLOB NOT NULL,
    bytes    BLOB NOT NULL,
    own      INTEGER NOT NULL,
    sent     INTEGER NOT NULL,
    state    INTEGER NOT NULL,
    UNIQUE (device, caseload, position)
) STRICT;
CREATE INDEX segments_waiting ON segments (row) WHERE state = 0;
CREATE INDEX segments_unsent ON segments (row) WHERE sent = 0;
-- Held segments are looked for at each opening. Without this index every page of the log would be read for it, as the state of a
-- segment lies behind its bytes.
CREATE INDEX segments_held ON segments (caseload) WHERE state = 3;

-- One row per device and caseload: how far the chain is whole, and its last hash there.
CREATE TABLE streams (
    device     BLOB NOT NULL,
    caseload   BLOB NOT NULL,
    contiguous INTEGER NOT NULL,
    head       BLOB NOT NULL,
    highest    INTEGER NOT NULL,
    PRIMARY KEY (device, caseload)
) STRICT, WITHOUT ROWID;

CREATE TABLE certificates (
    device BLOB PRIMARY KEY NOT NULL,
    bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- How far `reader` says it has opened a stream.
CREATE TABLE receipts (
    caseload BLOB NOT NULL,
    device   BLOB NOT NULL,
    reader   BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (caseload, device, reader)
) STRICT, WITHOUT ROWID;

-- What could not be used, kept byte for byte. what: change, document, segment, conflict.
CREATE TABLE quarantine (
    digest   BLOB PRIMARY KEY NOT NULL,
    what     TEXT NOT NULL,
    client   TEXT,
    device   BLOB,
    caseload BLOB,
    position INTEGER,
    reason   TEXT NOT NULL,
    bytes    BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Segments that were in a courier's hands, on their way out or in. Tells where own records are, and what this device brings to a relay
-- that lost it. A table of its own: browsers get an SQLite without ALTER TABLE.
CREATE TABLE carried (
    device   BLOB NOT NULL,
    caseload BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (device, caseload, position)
) STRICT, WITHOUT ROWID;

-- Projections: everything below can be rebuilt from the documents.
CREATE TABLE clients (
    id             TEXT PRIMARY KEY NOT NULL,
    caseload       BLOB NOT NULL,
    code           TEXT,
    code_key       TEXT,
    aliases        TEXT NOT NULL,
    last_contact   TEXT,
    sort           INTEGER NOT NULL,
    next_due       TEXT,
    open_screening TEXT,
    highest_band   INTEGER,
    screenings     INTEGER NOT NULL,
    conflicts      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Covers every column of a list: the rows of a page lie together here, while ids scatter them over the whole table.
CREATE INDEX clients_by_contact ON clients (sort DESC, id, code, aliases, last_contact, next_due, open_screening,
                                            highest_band, screenings, conflicts);
CREATE INDEX clients_by_code ON clients (code_key);
CREATE INDEX clients_by_due ON clients (next_due, id) WHERE next_due IS NOT NULL;

-- The words of aliases, normalised, for search by prefix.
CREATE TABLE words (
    word   TEXT NOT NULL,
    client TEXT NOT NULL,
    PRIMARY KEY (word, client)
) STRICT, WITHOUT ROWID;

-- One row for each entry of each file, whatever its kind, and one for each profile. The columns come from the roles in the table of the
-- kind; the body holds all versions of the entry as JSON, and is NULL while the entry is open.
CREATE TABLE entries (
    file  TEXT NOT NULL,
    id    TEXT NOT NULL,
    kind  TEXT NOT NULL,
    day   TEXT,
    due   TEXT,
    state TEXT NOT NULL,
    by    TEXT,
    title TEXT,
    body  TEXT,
    PRIMARY KEY (file, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_by_id ON entries (id);
CREATE INDEX entries_due ON entries (due) WHERE due IS NOT NULL;

-- Totals, so that no list has to count.
CREATE TABLE counters (
    name  TEXT PRIMARY KEY NOT NULL,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('clients', 0);
