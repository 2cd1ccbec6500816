-- Reviews whose text waits for staff: where, and nothing of what they say.
CREATE TABLE review_waiting (
    course TEXT NOT NULL,
    review TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (course, review)
);
CREATE INDEX review_waiting_since ON review_waiting (since);
