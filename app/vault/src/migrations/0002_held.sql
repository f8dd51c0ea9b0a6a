-- Held segments are looked for at each opening. Without this index every page of the log would be read for it, as the state of a
-- segment lies behind its bytes.
CREATE INDEX segments_held ON segments (caseload) WHERE state = 3;
