//! The tables of a registrant shard. Personal data stands only in `sealed`
//! columns; everything that is searched is a keyed hash.

use crate::challenge;
use crate::signing::SIGNATURES;

/// Steps, applied in order, never edited once released.
pub const MIGRATIONS: &[&[&str]] = &[
    &[
        // Which shard this is: one row.
        "CREATE TABLE shard (number INTEGER PRIMARY KEY)",
        // `sealed`: the registration and its number. `birth_check`: keyed hash of
        // number and birth date together, for the public status check.
        "CREATE TABLE person (
        id INTEGER PRIMARY KEY,
        nik_hash TEXT NOT NULL UNIQUE,
        number_hash TEXT NOT NULL UNIQUE,
        birth_check TEXT NOT NULL,
        sealed TEXT NOT NULL,
        zone TEXT NOT NULL,
        registered_at INTEGER NOT NULL,
        identity TEXT NOT NULL,
        identity_at INTEGER
    )",
        "CREATE TABLE application (
        person INTEGER NOT NULL REFERENCES person (id),
        wave INTEGER NOT NULL,
        joined_at INTEGER NOT NULL,
        closes_at INTEGER NOT NULL,
        announces_at INTEGER NOT NULL,
        PRIMARY KEY (person, wave)
    ) WITHOUT ROWID",
        // Answers to submissions, by keyed hash of the client's key. Kept: a phone's
        // outbox may come back weeks later.
        "CREATE TABLE submission (
        key_hash TEXT PRIMARY KEY,
        body TEXT NOT NULL,
        answer TEXT NOT NULL,
        at INTEGER NOT NULL
    ) WITHOUT ROWID",
        "CREATE TABLE session (
        token_hash TEXT PRIMARY KEY,
        person INTEGER NOT NULL REFERENCES person (id),
        created_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL
    ) WITHOUT ROWID",
        challenge::TABLE,
        // Append-only: what happened to whom and when.
        "CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        person INTEGER NOT NULL,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL
    )",
        // Work for the outside world that is still to be done.
        // AUTOINCREMENT: the id is part of a message's idempotency key, so it must
        // never be given out twice.
        "CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person INTEGER NOT NULL,
        kind TEXT NOT NULL,
        due_at INTEGER NOT NULL,
        attempts INTEGER NOT NULL
    )",
        "CREATE INDEX outbox_due ON outbox (due_at)",
    ],
    &[
        // `slip`: sealed. `version` grows with every change, so that the ballot
        // takes changes in order however late they come. `outcome`: JSON.
        "ALTER TABLE application ADD COLUMN slip TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE application ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE application ADD COLUMN left_at INTEGER",
        "ALTER TABLE application ADD COLUMN screened INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE application ADD COLUMN outcome TEXT",
        "CREATE INDEX application_wave ON application (wave, person)",
        // Waves whose applications are being, or have been, screened: nobody joins
        // or leaves any more.
        "CREATE TABLE screening (wave INTEGER PRIMARY KEY)",
        // When the last message about a result is due: they go out at a steady rate.
        "CREATE TABLE pace (id INTEGER PRIMARY KEY CHECK (id = 1), due_at INTEGER NOT NULL)",
    ],
    &[
        // `sealed`: the award as it was given.
        "CREATE TABLE award (
            person INTEGER PRIMARY KEY REFERENCES person (id),
            sealed TEXT NOT NULL,
            buy_before INTEGER NOT NULL,
            revoked_at INTEGER
        )",
        // Append-only; the lines of one journal sum to zero. Rupiah.
        "CREATE TABLE posting (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL,
            journal TEXT NOT NULL,
            account TEXT NOT NULL,
            amount INTEGER NOT NULL,
            at INTEGER NOT NULL
        )",
        "CREATE INDEX posting_person ON posting (person)",
    ],
    &[
        // Who stands on which list, registered or not.
        "CREATE TABLE listed (
            nik_hash TEXT NOT NULL,
            list TEXT NOT NULL,
            PRIMARY KEY (nik_hash, list)
        ) WITHOUT ROWID",
        // Whether a priority list named the person, as found when joining and for
        // good when screening.
        "ALTER TABLE application ADD COLUMN priority INTEGER NOT NULL DEFAULT 0",
    ],
    &[
        // Append-only; each reference once. `entry`: JSON of kind, reference and
        // postings that sum to zero.
        "CREATE TABLE booked (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL,
            reference TEXT NOT NULL,
            entry TEXT NOT NULL,
            at INTEGER NOT NULL,
            UNIQUE (person, reference)
        )",
        "INSERT INTO booked (person, reference, entry, at)
         SELECT person, reference,
             json_object('kind', kind, 'reference', reference, 'journal', json(postings)), at
         FROM (
             SELECT person, MIN(id) AS first, MIN(at) AS at,
                 CASE journal WHEN 'award' THEN 'awarded' ELSE 'revoked' END AS kind,
                 CASE journal WHEN 'award' THEN 'award/credit' ELSE 'award/revocation' END
                     AS reference,
                 json_group_array(json_object('account', json_extract(account, '$'),
                     'amount', amount)) AS postings
             FROM posting GROUP BY person, journal
         ) ORDER BY first",
        "DROP TABLE posting",
        // `sealed`: all purchases of a person.
        "CREATE TABLE purchases (
            person INTEGER PRIMARY KEY REFERENCES person (id),
            sealed TEXT NOT NULL
        )",
        // Redeem codes, by keyed hash.
        "CREATE TABLE redeem_code (
            code_hash TEXT PRIMARY KEY,
            person INTEGER NOT NULL,
            purchase TEXT NOT NULL
        ) WITHOUT ROWID",
    ],
    &[
        // `sealed`: what a participant is paid, and the account it goes to.
        // `prefix_hash`: keyed hash of what their payment references begin with.
        "CREATE TABLE incentives (
            person INTEGER PRIMARY KEY REFERENCES person (id),
            prefix_hash TEXT NOT NULL UNIQUE,
            sealed TEXT NOT NULL
        )",
    ],
    &[
        // Digital certificates: drafted with a number and a place in a list of
        // revocations, `sealed` once the institution has signed.
        "CREATE TABLE credential (
            purchase TEXT PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES person (id),
            id TEXT NOT NULL,
            list INTEGER NOT NULL,
            place INTEGER NOT NULL,
            sealed TEXT,
            received_at INTEGER,
            UNIQUE (list, place)
        ) WITHOUT ROWID",
        "CREATE INDEX credential_person ON credential (person)",
    ],
    &[
        // `sealed`: all certificates of a person.
        "CREATE TABLE certificates (
            person INTEGER PRIMARY KEY REFERENCES person (id),
            sealed TEXT NOT NULL
        )",
        // Commands of staff about one person, by the hash of their text.
        "CREATE TABLE countersigned (
            text TEXT PRIMARY KEY,
            key TEXT NOT NULL,
            at INTEGER NOT NULL,
            done INTEGER NOT NULL
        ) WITHOUT ROWID",
    ],
    &[
        // `sealed`: what somebody says of a course that they completed.
        "CREATE TABLE review (
            person INTEGER NOT NULL,
            purchase TEXT NOT NULL,
            sealed TEXT NOT NULL,
            PRIMARY KEY (person, purchase)
        ) WITHOUT ROWID",
    ],
    &[
        // `sealed`: every time that somebody's award was taken back, with the appeal.
        "CREATE TABLE award_case (
            person INTEGER PRIMARY KEY REFERENCES person (id),
            sealed TEXT NOT NULL
        )",
        SIGNATURES,
    ],
    &[
        // Which payments a partner's list of a day has to have.
        "CREATE TABLE paid (
            partner TEXT NOT NULL,
            at INTEGER NOT NULL,
            person INTEGER NOT NULL,
            PRIMARY KEY (partner, at, person)
        ) WITHOUT ROWID",
        // `sealed`: what was answered. The first answers stay.
        "CREATE TABLE survey_answer (
            person INTEGER NOT NULL,
            number INTEGER NOT NULL,
            sealed TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (person, number)
        ) WITHOUT ROWID",
    ],
    &[
        // Keyed hash of the card's number; it leads to this shard.
        "ALTER TABLE award ADD COLUMN card_hash TEXT",
        "CREATE UNIQUE INDEX award_card ON award (card_hash)",
        // What holders agreed to at a desk: keyed hash of the code with the course,
        // platform and price that it was for.
        "CREATE TABLE enrolment (
            agreed TEXT PRIMARY KEY,
            person INTEGER NOT NULL,
            at INTEGER NOT NULL
        ) WITHOUT ROWID",
    ],
    &[
        // Phones that are told of news. `sealed`: the address at the push service,
        // found by its keyed hash.
        "CREATE TABLE push (
            endpoint_hash TEXT PRIMARY KEY,
            person INTEGER NOT NULL,
            sealed TEXT NOT NULL,
            at INTEGER NOT NULL
        ) WITHOUT ROWID",
        "CREATE INDEX push_person ON push (person)",
    ],
    &[
        // Signatures under decisions about certificates lay apart from all others.
        "INSERT OR IGNORE INTO signature (text, key, at, done)
         SELECT text, key, at, done FROM countersigned",
        "DROP TABLE countersigned",
    ],
    challenge::CODES,
    &[
        // Devices on which somebody has signed in, by keyed hash of their cookie: strangers
        // who ask for codes and guess lock none of them out.
        "CREATE TABLE device (
            person INTEGER NOT NULL REFERENCES person (id),
            device_hash TEXT NOT NULL,
            since INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (person, device_hash)
        ) WITHOUT ROWID",
        // How often a number's status was looked up since then, for an hour.
        "CREATE TABLE lookup (
            number_hash TEXT PRIMARY KEY,
            since INTEGER NOT NULL,
            used INTEGER NOT NULL
        ) WITHOUT ROWID",
    ],
    &[
        // `nik`: keyed hash of the NIK, of everybody who has registered with it. `nik_hash`
        // is that of the one for whom the NIK is; with the others their number stands behind.
        "ALTER TABLE person ADD COLUMN nik TEXT NOT NULL DEFAULT ''",
        "UPDATE person SET nik = nik_hash",
        "CREATE INDEX person_nik ON person (nik)",
        "CREATE INDEX device_known ON device (device_hash)",
        "CREATE INDEX outbox_person ON outbox (person)",
        // Entries that were taken out of a ballot, by leaving or because the household is
        // another: screening reports them once more. `sealed`: the entry.
        "CREATE TABLE withdrawn (
            wave INTEGER NOT NULL,
            person INTEGER NOT NULL,
            version INTEGER NOT NULL,
            sealed TEXT NOT NULL,
            PRIMARY KEY (wave, person, version)
        ) WITHOUT ROWID",
        // What somebody had registered before they put it right. `sealed`: the registration.
        "CREATE TABLE correction (
            person INTEGER NOT NULL REFERENCES person (id),
            number INTEGER NOT NULL,
            sealed TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (person, number)
        ) WITHOUT ROWID",
    ],
    &[
        // `sealed`: from what and where, where it was noted.
        "ALTER TABLE session ADD COLUMN sealed TEXT",
        "CREATE INDEX session_person ON session (person)",
        "ALTER TABLE event ADD COLUMN sealed TEXT",
        "CREATE INDEX event_person ON event (person, id)",
        // Since when the registered e-mail address is known to be the person's.
        "ALTER TABLE person ADD COLUMN email_at INTEGER",
    ],
    &[
        // Since when the registered number is that which took the place of another.
        "ALTER TABLE person ADD COLUMN phone_at INTEGER",
        // Codes on paper, by keyed hash of NIK and code; what was used is gone.
        "CREATE TABLE backup_code (
            code_hash TEXT PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES person (id),
            at INTEGER NOT NULL
        ) WITHOUT ROWID",
        "CREATE INDEX backup_code_person ON backup_code (person)",
        // Until when nobody is paid, whose account the office has given another number.
        "ALTER TABLE person ADD COLUMN frozen_until INTEGER",
        // That it has, why, and the number before. `sealed`: `PhoneClaim`.
        "CREATE TABLE phone_claim (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES person (id),
            sealed TEXT NOT NULL,
            at INTEGER NOT NULL
        )",
    ],
    &[
        // A number that is to take the place of a lost one. `sealed`: the number.
        "CREATE TABLE recovery (
            person INTEGER PRIMARY KEY REFERENCES person (id),
            sealed TEXT NOT NULL,
            begun_at INTEGER NOT NULL,
            ready_at INTEGER NOT NULL,
            objected_at INTEGER
        )",
        // When deadlines stood still for that, which they do once without the office.
        "ALTER TABLE person ADD COLUMN stood_still_at INTEGER",
    ],
    &[
        // The confirmed address before the registered one, for a week. `sealed` as such.
        "ALTER TABLE person ADD COLUMN former_email TEXT",
        // Which address asked for a number, and since when it was confirmed. `sealed` as such.
        "ALTER TABLE recovery ADD COLUMN asked_by TEXT",
        // Where somebody lived, what they had learned and how they worked before they changed it.
        // `sealed`: the profile.
        "CREATE TABLE profile_change (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES person (id),
            sealed TEXT NOT NULL,
            at INTEGER NOT NULL
        )",
        "CREATE INDEX profile_change_person ON profile_change (person, at)",
        // Where somebody lived when they joined a wave; nothing while they still live there and
        // joined before this was kept.
        "ALTER TABLE application ADD COLUMN province INTEGER",
    ],
    &[
        // How far sealing anew is, by the key that it is done with, and its mark: the person and
        // the submission that were looked at last.
        "CREATE TABLE reseal (
            key INTEGER PRIMARY KEY,
            mark TEXT NOT NULL,
            person INTEGER NOT NULL,
            answer TEXT NOT NULL,
            records INTEGER NOT NULL,
            unreadable INTEGER NOT NULL,
            is_done INTEGER NOT NULL
        )",
        "CREATE INDEX withdrawn_person ON withdrawn (person)",
        "CREATE INDEX phone_claim_person ON phone_claim (person)",
    ],
];
