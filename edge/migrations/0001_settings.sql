-- What staff edit and everyone reads. Numbered files, applied once, never changed afterwards.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
