//! How an account is kept, in every state.

use crate::states::HOSTILE;
use app::page::Page;
use app::pages::{
    EmailPage, PhonePage, PhoneStep, RecoveryStep, RecoveryTyped, backup_codes, email, phone,
    recovery, security, sign_in_on_paper,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::messages::{Code, Locale};
use domain::registration::{Field, FieldError};
use domain::security::{
    Device, EmailView, Origin, Place, RecoveryView, SecurityEvent, SecurityNote, SecurityView,
    SessionView,
};
use domain::time::Zone;

fn origin(agent: &str, country: &str) -> Origin {
    Origin {
        device: Device::of(agent),
        place: Place::of(country, "JB"),
    }
}

pub fn security_states(add: &mut impl FnMut(&str, Page), locale: Locale) {
    let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_800);
    let session = |from, minutes, is_own| SessionView {
        id: format!("{minutes}"),
        from,
        since: now - TimeDelta::minutes(minutes),
        last_used: now,
        is_own,
    };
    let android = origin("Android Chrome/131", "ID");
    let view = |email: Option<(&str, bool)>, sessions: Vec<SessionView>| SecurityView {
        phone: "0812••••7890".into(),
        email: email.map(|(address, is_confirmed)| EmailView {
            address: address.into(),
            confirmed_at: is_confirmed.then_some(now),
        }),
        backup_codes_left: u32::try_from(sessions.len()).unwrap() - 1,
        sessions,
        events: SecurityEvent::ALL
            .into_iter()
            .map(|event| SecurityNote {
                event,
                at: now,
                from: (event == SecurityEvent::SignedInAnew).then(|| android.clone()),
            })
            .collect(),
        time_zone: Zone::Wita,
    };
    let own = || session(Some(android.clone()), 12, true);
    let mine = Some(("sari@contoh.id", false));
    add("security", security(locale, &view(None, vec![own()]), None));
    add(
        "security email",
        security(locale, &view(mine, vec![own()]), None),
    );
    let others = vec![
        own(),
        session(Some(origin("curl", "SG")), 25, false),
        session(None, 28, false),
    ];
    let open = view(Some(("sari@contoh.id", true)), others);
    add("security others", security(locale, &open, None));
    let hostile = view(Some((HOSTILE, true)), vec![own()]);
    add(
        "security refused",
        security(locale, &hostile, Some(HOSTILE)),
    );

    let page = EmailPage::default();
    add("email", email(locale, page));
    let errors = [FieldError::new(Field::Email, Code::EmailInvalid)];
    let wrong = EmailPage {
        email: HOSTILE,
        errors: &errors,
        ..page
    };
    add("email wrong", email(locale, wrong));
    let sent = EmailPage {
        email: "sari@contoh.id",
        challenge: Some("11.abc"),
        ..page
    };
    add("email sent", email(locale, sent));
    let errors = [FieldError::new(Field::Otp, Code::OtpWrong)];
    let wrong = EmailPage {
        email: HOSTILE,
        challenge: Some(HOSTILE),
        errors: &errors,
        notice: Some(HOSTILE),
    };
    add("email refused", email(locale, wrong));

    let codes = ["7KQ2-M0XA-1ZV9", "0000-1111-2222"].map(String::from);
    add("backup none", backup_codes(locale, 0, &[]));
    add("backup some", backup_codes(locale, 3, &[]));
    add("backup made", backup_codes(locale, 2, &codes));

    let errors = [
        FieldError::new(Field::Nik, Code::NikLength),
        FieldError::new(Field::Otp, Code::BackupCodeWrong),
    ];
    add("paper", sign_in_on_paper(locale, "", &[], None));
    add(
        "paper wrong",
        sign_in_on_paper(locale, HOSTILE, &errors, Some(HOSTILE)),
    );

    let page = PhonePage::default();
    add("phone", phone(locale, page));
    let errors = [FieldError::new(Field::Phone, Code::PhoneSame)];
    let wrong = PhonePage {
        phone: HOSTILE,
        errors: &errors,
        ..page
    };
    add("phone wrong", phone(locale, wrong));
    let step = PhoneStep::New { challenge: "11.a" };
    let sent = PhonePage {
        phone: "0857 1111 2222",
        step,
        ..page
    };
    add("phone new", phone(locale, sent));
    let errors = [FieldError::new(Field::Otp, Code::OtpWrong)];
    let step = PhoneStep::Old {
        proof: HOSTILE,
        challenge: HOSTILE,
    };
    let last = PhonePage {
        phone: HOSTILE,
        step,
        turn: HOSTILE,
        errors: &errors,
        notice: Some(HOSTILE),
    };
    add("phone old", phone(locale, last));
    let waits = PhonePage {
        phone: "0857 1111 2222",
        turn: "1796000000.mark",
        ..page
    };
    add("phone waits", phone(locale, waits));
    recovery_states(add, locale);
}

fn recovery_states(add: &mut impl FnMut(&str, Page), locale: Locale) {
    let typed = RecoveryTyped {
        number: HOSTILE,
        birth: [HOSTILE; 3],
        phone: HOSTILE,
        turn: HOSTILE,
    };
    let mut show = |name, typed, step, wrong| add(name, recovery(locale, typed, step, wrong));
    let empty = RecoveryTyped::default();
    show("recovery", empty, RecoveryStep::Person, (&[], None));
    let errors = [
        FieldError::new(Field::RegistrationNumber, Code::RegistrationNumberLength),
        FieldError::new(Field::BirthDay, Code::BirthDateInvalid),
        FieldError::new(Field::Phone, Code::PhoneForeign),
    ];
    show(
        "recovery wrong",
        typed,
        RecoveryStep::Person,
        (&errors, None),
    );
    let waits = RecoveryTyped {
        turn: "1796000000.mark",
        ..typed
    };
    show("recovery waits", waits, RecoveryStep::Person, (&[], None));
    let step = RecoveryStep::New { challenge: HOSTILE };
    show("recovery new", typed, step, (&[], None));
    let errors = [FieldError::new(Field::Otp, Code::OtpWrong)];
    let step = RecoveryStep::Email {
        proof: HOSTILE,
        challenge: HOSTILE,
    };
    show("recovery email", typed, step, (&errors, Some(HOSTILE)));
    let view = recovery_view(None);
    show(
        "recovery begun",
        typed,
        RecoveryStep::Begun(&view),
        (&[], None),
    );
}

pub fn recovery_view(objected_at: Option<DateTime<Utc>>) -> RecoveryView {
    let begun_at = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_800);
    RecoveryView {
        phone: "0857••••2222".into(),
        begun_at,
        ready_at: begun_at + TimeDelta::hours(72),
        objected_at,
    }
}
