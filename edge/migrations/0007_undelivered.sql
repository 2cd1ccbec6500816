-- Work for the outside world that its queue gave up: what it says is as it was queued,
-- sealed or naming a row. Two members of staff have it sent again.
CREATE TABLE undelivered (
    -- The queue's own name for the message.
    id TEXT PRIMARY KEY,
    queue TEXT NOT NULL,
    -- JSON, as it was queued.
    body TEXT NOT NULL,
    -- JSON: why it is kept.
    reason TEXT NOT NULL,
    kept_at TEXT NOT NULL
);
CREATE INDEX undelivered_since ON undelivered (kept_at);
