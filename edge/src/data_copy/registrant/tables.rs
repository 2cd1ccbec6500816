//! Every table with rows of people and every column of it, shown or left out for a reason. A
//! test holds the list to the tables.

use crate::registrant::store::{FROM, PERSON};
use domain::data_copy::RecordKind;

/// What is in a column.
#[derive(Clone, Copy)]
pub enum Column {
    /// A word or a number.
    Plain,
    /// Milliseconds since 1970.
    Moment,
    /// JSON.
    Json,
    /// JSON, sealed in that place; of what stands under these keys only the end is told, as
    /// on the account: it may be another's, or lets whoever finds the file act.
    Sealed(&'static str, &'static [&'static str]),
    /// An address, sealed in that place, of which only the host is told.
    Host(&'static str),
    /// It follows from the NIK: told to whom the registry has confirmed that for.
    OfNik,
    /// A row's number, or a keyed hash: it means nothing to anybody.
    Left,
    /// It may say something of somebody else.
    Others,
}
use Column::{Host, Json, Left, Moment as At, OfNik, Others, Plain, Sealed};

/// A table with rows of people.
pub struct Table {
    pub kind: RecordKind,
    pub name: &'static str,
    /// In which its records come.
    pub order: &'static str,
    pub columns: &'static [(&'static str, Column)],
}

/// All of them.
pub const TABLES: &[Table] = &[
    Table {
        kind: RecordKind::Registration,
        name: "person",
        order: "id",
        columns: &[
            ("id", Left),
            ("nik_hash", Left),
            ("number_hash", Left),
            ("birth_check", Left),
            ("sealed", Sealed(PERSON, &[])),
            ("zone", Json),
            ("registered_at", At),
            ("identity", Json),
            ("identity_at", At),
            ("nik", Left),
            ("email_at", At),
            ("phone_at", At),
            ("frozen_until", At),
            ("stood_still_at", At),
            // Another address that may still ask for a number.
            ("former_email", Others),
        ],
    },
    Table {
        kind: RecordKind::Corrections,
        name: "correction",
        order: "number",
        columns: &[
            ("person", Left),
            ("number", Plain),
            ("sealed", Sealed("correction", &["phone", "email"])),
            ("at", At),
        ],
    },
    Table {
        kind: RecordKind::ProfileChanges,
        name: "profile_change",
        order: "id",
        columns: &[
            ("id", Left),
            ("person", Left),
            ("sealed", Sealed("profile", &[])),
            ("at", At),
        ],
    },
    Table {
        kind: RecordKind::Applications,
        name: "application",
        order: "joined_at",
        columns: &[
            ("person", Left),
            ("wave", Plain),
            ("joined_at", At),
            ("closes_at", At),
            ("announces_at", At),
            ("slip", Sealed("slip", &[])),
            ("version", Plain),
            ("left_at", At),
            ("screened", Plain),
            ("outcome", Json),
            ("priority", OfNik),
            ("province", Plain),
        ],
    },
    Table {
        kind: RecordKind::Award,
        name: "award",
        order: "person",
        columns: &[
            ("person", Left),
            ("sealed", Sealed("award", &["card"])),
            ("buy_before", At),
            ("revoked_at", At),
            ("card_hash", Left),
        ],
    },
    Table {
        kind: RecordKind::AwardCases,
        name: "award_case",
        order: "person",
        columns: &[("person", Left), ("sealed", Sealed("cases", &[]))],
    },
    Table {
        kind: RecordKind::Book,
        name: "booked",
        order: "id",
        columns: &[
            ("id", Left),
            ("person", Left),
            ("reference", Plain),
            ("entry", Json),
            ("at", At),
        ],
    },
    Table {
        kind: RecordKind::Purchases,
        name: "purchases",
        order: "person",
        columns: &[
            ("person", Left),
            (
                "sealed",
                Sealed("purchases", &["code", "bindings", "binding", "handled"]),
            ),
        ],
    },
    Table {
        kind: RecordKind::Enrolments,
        name: "enrolment",
        order: "at",
        columns: &[("agreed", Left), ("person", Left), ("at", At)],
    },
    Table {
        kind: RecordKind::Certificates,
        name: "certificates",
        order: "person",
        columns: &[("person", Left), ("sealed", Sealed("certificates", &[]))],
    },
    Table {
        kind: RecordKind::Credentials,
        name: "credential",
        order: "received_at",
        columns: &[
            ("purchase", Plain),
            ("person", Left),
            ("id", Plain),
            ("list", Plain),
            ("place", Plain),
            ("sealed", Sealed("credential", &[])),
            ("received_at", At),
        ],
    },
    Table {
        kind: RecordKind::Reviews,
        name: "review",
        order: "purchase",
        columns: &[
            ("person", Left),
            ("purchase", Plain),
            ("sealed", Sealed("review", &[])),
        ],
    },
    Table {
        kind: RecordKind::Surveys,
        name: "survey_answer",
        order: "number",
        columns: &[
            ("person", Left),
            ("number", Plain),
            ("sealed", Sealed("survey", &[])),
            ("at", At),
        ],
    },
    Table {
        kind: RecordKind::Incentives,
        name: "incentives",
        order: "person",
        columns: &[
            ("person", Left),
            ("prefix_hash", Left),
            ("sealed", Sealed("incentives", &["number"])),
        ],
    },
    Table {
        kind: RecordKind::Sessions,
        name: "session",
        order: "created_at",
        columns: &[
            ("token_hash", Left),
            ("person", Left),
            ("created_at", At),
            ("seen_at", At),
            ("sealed", Sealed(FROM, &[])),
        ],
    },
    Table {
        kind: RecordKind::Devices,
        name: "device",
        order: "since",
        columns: &[
            ("person", Left),
            ("device_hash", Left),
            ("since", At),
            ("seen_at", At),
        ],
    },
    Table {
        kind: RecordKind::BackupCodes,
        name: "backup_code",
        order: "at",
        columns: &[("code_hash", Left), ("person", Left), ("at", At)],
    },
    Table {
        kind: RecordKind::Phones,
        name: "push",
        order: "at",
        columns: &[
            ("endpoint_hash", Left),
            ("person", Left),
            ("sealed", Host("push")),
            ("at", At),
        ],
    },
    Table {
        kind: RecordKind::PhoneClaims,
        name: "phone_claim",
        order: "id",
        columns: &[
            ("id", Left),
            ("person", Left),
            ("sealed", Sealed("phone_claim", &["before"])),
            ("at", At),
        ],
    },
    Table {
        kind: RecordKind::Events,
        name: "event",
        order: "id",
        columns: &[
            ("id", Left),
            ("person", Left),
            ("kind", Plain),
            ("at", At),
            ("sealed", Sealed(FROM, &[])),
        ],
    },
];
