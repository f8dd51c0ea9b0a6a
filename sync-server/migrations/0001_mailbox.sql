-- What a relay holds. Never edited after a release: changes come as 0002_what.sql.
-- Small columns stand before `bytes`, so that reading them does not walk a row's overflow pages.

-- One row per fact about this relay: log_epoch (8 bytes), nonce_secret (32 bytes).
CREATE TABLE facts (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- `head` is the team's sequence: raised in the transaction that inserts, so it has no gaps and no late commits.
CREATE TABLE teams (
    row      INTEGER NOT NULL PRIMARY KEY,
    team     BLOB NOT NULL UNIQUE CHECK (length(team) = 16),
    head     INTEGER NOT NULL,
    devices  INTEGER NOT NULL,
    segments INTEGER NOT NULL,
    bytes    INTEGER NOT NULL
) STRICT;

CREATE TABLE devices (
    row    INTEGER NOT NULL PRIMARY KEY,
    team   INTEGER NOT NULL REFERENCES teams (row),
    device BLOB NOT NULL CHECK (length(device) = 16),
    sign   BLOB NOT NULL CHECK (length(sign) = 32),
    UNIQUE (team, device)
) STRICT;

-- Segments have place >= 1, their index in the stream. A device's chain has place 0 in the roster.
CREATE TABLE entries (
    row      INTEGER NOT NULL PRIMARY KEY,
    team     INTEGER NOT NULL REFERENCES teams (row),
    seq      INTEGER NOT NULL,
    device   INTEGER NOT NULL REFERENCES devices (row),
    caseload BLOB NOT NULL CHECK (length(caseload) = 16),
    place    INTEGER NOT NULL,
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    bytes    BLOB NOT NULL,
    UNIQUE (team, seq),
    UNIQUE (device, caseload, place)
) STRICT;
