-- One row, as large as the largest segment, written anew by each look at whether something could be stored.
CREATE TABLE probe (
    row   INTEGER NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
