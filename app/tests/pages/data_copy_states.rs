//! A copy of all that is kept, in every state.

use crate::states::HOSTILE;
use app::page::Page;
use app::pages::{DataCopyPage, DataCopyStep, NOTHING_SENT, data_copy};
use chrono::{DateTime, Utc};
use domain::data_copy::{CONTENT, DataCopy, RecordKind, Records};
use domain::messages::{Code, Locale};
use domain::registration::{CONSENT_VERSION, Field, FieldError};
use domain::time::Zone;
use serde_json::{Map, Value, json};

fn records(kind: RecordKind, content: Value, count: usize) -> Records {
    let record = Map::from_iter([(CONTENT.to_owned(), content)]);
    Records {
        kind,
        records: vec![record; count],
    }
}

fn copy(email: &str) -> DataCopy {
    let registration = json!({
        "nik": "3273015404980001", "kk": "3273012503100007", "birth_date": "1998-04-14",
        "name": "Sari", "phone": "+6281234567890", "email": email,
        "domicile": "3273", "education": "sma", "work_status": "job_seeker",
        "consent": CONSENT_VERSION,
    });
    let kind = |kind, count| records(kind, json!({ "text": HOSTILE }), count);
    DataCopy {
        made_at: DateTime::<Utc>::UNIX_EPOCH,
        time_zone: Zone::Wita,
        kinds: vec![
            records(
                RecordKind::Registration,
                json!({ "registration": registration }),
                1,
            ),
            kind(RecordKind::Corrections, 1),
            kind(RecordKind::ProfileChanges, 2),
            kind(RecordKind::Lists, 1),
            kind(RecordKind::Applications, 3),
            kind(RecordKind::Award, 1),
            kind(RecordKind::AwardCases, 1),
            kind(RecordKind::Book, 12),
            kind(RecordKind::Purchases, 1),
            kind(RecordKind::Enrolments, 1),
            kind(RecordKind::Certificates, 1),
            kind(RecordKind::Credentials, 1),
            kind(RecordKind::Reviews, 2),
            kind(RecordKind::Surveys, 1),
            kind(RecordKind::Incentives, 1),
            kind(RecordKind::Sessions, 2),
            kind(RecordKind::Devices, 2),
            kind(RecordKind::BackupCodes, 7),
            kind(RecordKind::Phones, 1),
            kind(RecordKind::PhoneClaims, 1),
            kind(RecordKind::Events, 41),
        ],
    }
}

pub fn data_copy_states(add: &mut impl FnMut(&str, Page), locale: Locale) {
    let page = DataCopyPage::default();
    add("data copy", data_copy(locale, page));
    let step = DataCopyStep::Code { challenge: "11.a" };
    add(
        "data copy code",
        data_copy(locale, DataCopyPage { step, ..page }),
    );
    let errors = [FieldError::new(Field::Otp, Code::OtpWrong)];
    let wrong = DataCopyPage {
        step: DataCopyStep::Code { challenge: HOSTILE },
        is_borrowed: true,
        errors: &errors,
        notice: Some(HOSTILE),
    };
    add("data copy wrong", data_copy(locale, wrong));
    let made = copy("sari@contoh.id");
    let step = DataCopyStep::Made(&made);
    add(
        "data copy made",
        data_copy(locale, DataCopyPage { step, ..page }),
    );
    let borrowed = DataCopyPage {
        step,
        is_borrowed: true,
        ..page
    };
    add("data copy borrowed", data_copy(locale, borrowed));
    let step = DataCopyStep::Code {
        challenge: NOTHING_SENT,
    };
    add(
        "data copy paper",
        data_copy(locale, DataCopyPage { step, ..page }),
    );
    // What was registered cannot be read: the rest is there all the same.
    let spoiled = copy(HOSTILE);
    let step = DataCopyStep::Made(&spoiled);
    add(
        "data copy spoiled",
        data_copy(locale, DataCopyPage { step, ..page }),
    );
}
