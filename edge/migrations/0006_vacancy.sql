-- Vacancies as they were published, the current ones the greatest version. Written
-- by their desk; the files themselves are in R2.
CREATE TABLE vacancies (
    version INTEGER PRIMARY KEY,
    -- SHA-256 of the file, in hexadecimal.
    file TEXT NOT NULL,
    published_at TEXT NOT NULL
);
