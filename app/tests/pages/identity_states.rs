//! What somebody has registered, in every state of the registry's check.

use crate::states::HOSTILE;
use app::page::Page;
use app::pages::{TypedData, own_data, profile};
use domain::identity::{IdentityState, Mismatch};
use domain::messages::{Code, Locale};
use domain::profile::{ProfileRequest, ProfileView};
use domain::registration::{Field, FieldError, IdentityView};

pub fn identity_states(add: &mut impl FnMut(&str, Page), locale: Locale) {
    let differs = |field| IdentityState::Mismatch {
        fields: vec![field],
    };
    let view = |identity, corrections_left| IdentityView {
        kk: "3273012503100007".into(),
        birth_date: "1998-04-14".into(),
        name: "Sari".into(),
        identity,
        corrections_left,
    };
    let typed = TypedData {
        kk: "3273012503100007",
        birth: ["14", "4", "1998"],
        name: "Sari",
    };
    for (name, identity, left) in [
        ("pending", IdentityState::Pending, 4),
        ("verified", IdentityState::Verified, 5),
        ("denied", differs(Mismatch::Nik), 5),
        ("card", differs(Mismatch::Kk), 5),
        ("name", differs(Mismatch::Name), 1),
        ("born", differs(Mismatch::BirthDate), 1),
        ("used up", differs(Mismatch::Kk), 0),
    ] {
        let page = own_data(
            locale,
            (&view(identity, left), &life(None)),
            typed,
            &[],
            None,
        );
        add(&format!("data {name}"), page);
    }
    let hostile = TypedData {
        kk: HOSTILE,
        birth: [HOSTILE, "", "1"],
        name: HOSTILE,
    };
    let wrong = IdentityView {
        name: HOSTILE.into(),
        kk: HOSTILE.into(),
        birth_date: HOSTILE.into(),
        ..view(differs(Mismatch::Kk), 3)
    };
    let errors = [
        FieldError::new(Field::Kk, Code::KkLength),
        FieldError::new(Field::BirthDate, Code::BirthDateInvalid),
        FieldError::new(Field::Name, Code::NameMissing),
    ];
    add(
        "data wrong",
        own_data(locale, (&wrong, &life(None)), hostile, &errors, None),
    );
    add(
        "data refused",
        own_data(locale, (&wrong, &life(None)), hostile, &[], Some(HOSTILE)),
    );
    let settled = IdentityView {
        identity: IdentityState::Verified,
        ..wrong
    };
    // As an earlier or later release may have written it.
    let strange = ProfileView {
        domicile: HOSTILE.into(),
        education: HOSTILE.into(),
        work_status: HOSTILE.into(),
        ..life(None)
    };
    add(
        "data hostile",
        own_data(locale, (&settled, &strange), hostile, &[], None),
    );
    let typed = |domicile: &str, education: &str, work_status: &str| ProfileRequest {
        domicile: domicile.into(),
        education: education.into(),
        work_status: work_status.into(),
    };
    let own = typed("3273", "sma", "job_seeker");
    for (name, wave) in [("open", None), ("waiting", Some(72))] {
        let page = profile(locale, &life(wave), &own, (&[], None));
        add(&format!("profile {name}"), page);
    }
    let errors = [
        FieldError::new(Field::Domicile, Code::DomicileMissing),
        FieldError::new(Field::Education, Code::EducationMissing),
        FieldError::new(Field::WorkStatus, Code::WorkStatusMissing),
    ];
    let nothing = typed("", "", "");
    add(
        "profile wrong",
        profile(locale, &life(None), &nothing, (&errors, None)),
    );
    let hostile = typed(HOSTILE, HOSTILE, HOSTILE);
    add(
        "profile refused",
        profile(locale, &strange, &hostile, (&[], Some(HOSTILE))),
    );
}

fn life(wave: Option<u32>) -> ProfileView {
    ProfileView {
        domicile: "3273".into(),
        education: "sma".into(),
        work_status: "job_seeker".into(),
        wave,
        changes_left: 10,
    }
}
