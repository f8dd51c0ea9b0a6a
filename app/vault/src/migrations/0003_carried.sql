-- 1: was in a courier's bundle, on its way out or in. Tells where own records are, and what this device brings to a relay that lost it.
ALTER TABLE segments ADD COLUMN carried INTEGER NOT NULL DEFAULT 0;
