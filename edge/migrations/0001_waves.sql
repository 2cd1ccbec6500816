-- Waves as everyone may read them. Written by each wave's own Durable Object,
-- which is the authority; this table is what the pages and the API list.
CREATE TABLE wave (
    number INTEGER PRIMARY KEY,
    -- The wave as JSON, in the shape of the API.
    definition TEXT NOT NULL,
    -- scheduled, open, closed or announced: as of the last change.
    phase TEXT NOT NULL
);
