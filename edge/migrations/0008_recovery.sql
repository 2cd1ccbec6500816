-- Wishes for another mobile number that somebody objected to: in which shard, whose there.
CREATE TABLE recovery_disputed (
    shard INTEGER NOT NULL,
    person INTEGER NOT NULL,
    objected_at TEXT NOT NULL,
    PRIMARY KEY (shard, person)
);
CREATE INDEX recovery_disputed_since ON recovery_disputed (objected_at);
