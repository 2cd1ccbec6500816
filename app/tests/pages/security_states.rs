//! How an account is kept, in every state.

use crate::states::HOSTILE;
use app::page::Page;
use app::pages::{EmailPage, email, security};
use chrono::{DateTime, TimeDelta, Utc};
use domain::messages::{Code, Locale};
use domain::registration::{Field, FieldError};
use domain::security::{
    Device, EmailView, Origin, Place, SecurityEvent, SecurityNote, SecurityView, SessionView,
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
    let phone = origin("Android Chrome/131", "ID");
    let view = |email: Option<(&str, bool)>, sessions: Vec<SessionView>| SecurityView {
        phone: "0812••••7890".into(),
        email: email.map(|(address, is_confirmed)| EmailView {
            address: address.into(),
            confirmed_at: is_confirmed.then_some(now),
        }),
        sessions,
        events: SecurityEvent::ALL
            .into_iter()
            .map(|event| SecurityNote {
                event,
                at: now,
                from: (event == SecurityEvent::SignedInAnew).then(|| phone.clone()),
            })
            .collect(),
        time_zone: Zone::Wita,
    };
    let own = || session(Some(phone.clone()), 12, true);
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
}
