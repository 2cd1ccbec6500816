-- Catalogues as they were published, the current one the greatest. Written by
-- the catalogue's Durable Object; the files themselves are in R2.
CREATE TABLE catalogue (
    version INTEGER PRIMARY KEY,
    -- SHA-256 of the snapshot, in hexadecimal.
    snapshot TEXT NOT NULL,
    -- The version before: a delta leads from there. None for the first.
    previous INTEGER,
    published_at TEXT NOT NULL
);
