//! The tables of a household shard. Nothing here names a person: a household is
//! a keyed hash, an applicant is a shard and a row in it.

/// Steps, applied in order, never edited once released.
pub const MIGRATIONS: &[&[&str]] = &[
    &[
        // `record`: as in the files of the draw, in hexadecimal. `state`: in, left,
        // household_full, or JSON of another exclusion.
        "CREATE TABLE entry (
        wave INTEGER NOT NULL,
        registrant INTEGER NOT NULL,
        person INTEGER NOT NULL,
        version INTEGER NOT NULL,
        id TEXT NOT NULL,
        record TEXT NOT NULL,
        household TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (wave, registrant, person)
    ) WITHOUT ROWID",
        "CREATE INDEX entry_id ON entry (wave, state, id)",
        "CREATE INDEX entry_household ON entry (household, wave)",
        // Waves whose entries are fixed.
        "CREATE TABLE ballot (wave INTEGER PRIMARY KEY, committed TEXT NOT NULL)",
        // Who in a household was drawn, for the limit in later waves.
        "CREATE TABLE recipient (
        household TEXT NOT NULL,
        wave INTEGER NOT NULL,
        registrant INTEGER NOT NULL,
        person INTEGER NOT NULL,
        PRIMARY KEY (household, wave, registrant, person)
    ) WITHOUT ROWID",
    ],
    // Awards that were taken back stay, but count no more.
    &["ALTER TABLE recipient ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0"],
];
