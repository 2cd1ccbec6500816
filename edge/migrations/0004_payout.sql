-- How the books and payment partners' lists disagree, for staff.
CREATE TABLE payout_discrepancy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- JSON, by payment reference: no person is named.
    discrepancy TEXT NOT NULL UNIQUE,
    found_at TEXT NOT NULL
);
