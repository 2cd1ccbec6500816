-- Appeals that wait for an answer: in which shard, and whose there.
CREATE TABLE appeal_waiting (
    shard INTEGER NOT NULL,
    person INTEGER NOT NULL,
    answer_before TEXT NOT NULL,
    PRIMARY KEY (shard, person)
);
CREATE INDEX appeal_waiting_due ON appeal_waiting (answer_before);
