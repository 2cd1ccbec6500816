//! Draws every page and state with made-up data, to be looked at and checked by
//! axe without an edge. Arguments: `dist` and the folder to write to. All people
//! and numbers are invented.

#[path = "../../tests/pages/catalogue_states.rs"]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "made-up data: a panic is a mistake in it"
)]
mod catalogue_states;
#[path = "../../tests/pages/certificate_states.rs"]
#[expect(
    clippy::unwrap_used,
    reason = "made-up data: a panic is a mistake in it"
)]
mod certificate_states;
#[path = "../../tests/pages/draw_states.rs"]
mod draw_states;
mod draws;
#[path = "../../tests/pages/language.rs"]
mod language;
#[path = "../../tests/pages/sample.rs"]
#[expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "made-up data: a panic is a mistake in it"
)]
mod sample;

#[path = "../../tests/pages/vacancy_states.rs"]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "made-up data: a panic is a mistake in it"
)]
mod vacancy_states;

use app::document::render;
use app::page::Page;
use app::pages::{
    EligibilityDraft, LiveWaves, SignInPage, account, eligibility, home, problem, registration,
    sign_in, status,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::api::Account;
use domain::draw::{Hex, Quotas};
use domain::eligibility::evaluate;
use domain::identity::{IdentityState, Mismatch};
use domain::messages::Code;
use domain::registration::{CONSENT_VERSION, Draft, Field, FieldError, RegistrationNumber, Step};
use domain::scheme::Scheme;
use domain::status::{Facts, joinable, public_status, status as standing, timeline};
use domain::time::Zone;
use domain::wave::{Application, Slip, Wave};
use language::spoken;
use std::error::Error;
use std::{env, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let dist = arguments.next().ok_or("usage: gallery DIST OUT")?;
    let out = arguments.next().ok_or("usage: gallery DIST OUT")?;
    let shell = fs::read_to_string(dist.join("shell.html"))?;
    fs::create_dir_all(&out)?;
    for (name, page) in pages()? {
        fs::write(out.join(format!("{name}.html")), render(&shell, &page))?;
    }
    Ok(())
}

fn pages() -> Result<Vec<(String, Page)>, Box<dyn Error>> {
    let now = at("2026-11-22T08:07:00Z")?;
    let wave = wave(
        72,
        [
            "2026-11-20T02:00:00Z",
            "2026-11-24T16:59:00Z",
            "2026-11-27T05:00:00Z",
        ],
    )?;
    let coming = self::wave(
        73,
        [
            "2026-12-04T02:00:00Z",
            "2026-12-08T16:59:00Z",
            "2026-12-11T05:00:00Z",
        ],
    )?;
    let mut pages = vec![
        (
            "home-open".to_owned(),
            home(
                spoken(),
                Some(&LiveWaves {
                    open: Some(wave.clone()),
                    next: None,
                }),
            ),
        ),
        (
            "home-next".to_owned(),
            home(
                spoken(),
                Some(&LiveWaves {
                    open: None,
                    next: Some(coming),
                }),
            ),
        ),
        (
            "home-none".to_owned(),
            home(
                spoken(),
                Some(&LiveWaves {
                    open: None,
                    next: None,
                }),
            ),
        ),
        (
            "problem-503".to_owned(),
            problem(
                spoken(),
                503,
                "Layanan sedang sibuk. Isian Anda aman; coba lagi dalam 30 detik.",
            ),
        ),
    ];
    pages.extend(forms());
    pages.extend(checks(now)?);
    pages.extend(people(&wave, now)?);
    pages.extend(draws::pages(wave.opens_at));
    let catalogue = catalogue_states::catalogue_pages("").into_iter();
    pages.extend(catalogue.map(|(name, page)| (name.to_owned(), page)));
    let certificates = certificate_states::certificate_pages("Dasar Menjahit Pakaian Jadi");
    pages.extend(
        certificates
            .into_iter()
            .map(|(name, page)| (name.to_owned(), page)),
    );
    let vacancies = vacancy_states::vacancy_pages("").into_iter();
    pages.extend(vacancies.map(|(name, page)| (name.to_owned(), page)));
    Ok(pages)
}

fn at(text: &str) -> Result<DateTime<Utc>, Box<dyn Error>> {
    text.parse().map_err(|_| "a made-up moment is wrong".into())
}

fn wave(number: u32, [opens, closes, announces]: [&str; 3]) -> Result<Wave, Box<dyn Error>> {
    let scheme = Scheme::shipped().pop().ok_or("no scheme")?.id;
    Ok(Wave {
        number,
        scheme,
        opens_at: at(opens)?,
        closes_at: at(closes)?,
        draws_at: at(closes)? + TimeDelta::hours(2),
        announces_at: at(announces)?,
        quota: 120_000,
        quotas: Quotas::spread(120_000, 20),
        lists: vec![],
        recovers: None,
    })
}

fn draft() -> Draft {
    Draft::from_form(&format!(
        "nik=3273015504980001&kk=3273012503100007&birth_day=14&birth_month=4&birth_year=1998&name=Sari+Wulandari+binti+Ahmad&phone=0812+3456+7890&phone_proof=x&proven_phone=081234567890&challenge=c&domicile=3273&education=sma&work_status=job_seeker&declaration=on&consent={CONSENT_VERSION}"
    ))
}

/// Every step: empty, filled, and with something wrong.
fn forms() -> Vec<(String, Page)> {
    let codes = [
        (Field::Nik, Code::NikLength),
        (Field::Kk, Code::KkSameAsNik),
        (Field::BirthDate, Code::BirthDateInvalid),
        (Field::Name, Code::NameCharacters),
        (Field::Phone, Code::PhoneForeign),
        (Field::Otp, Code::OtpWrong),
        (Field::Email, Code::EmailInvalid),
        (Field::Domicile, Code::DomicileMissing),
        (Field::Education, Code::EducationMissing),
        (Field::WorkStatus, Code::WorkStatusMissing),
        (Field::Declaration, Code::DeclarationMissing),
        (Field::Consent, Code::ConsentMissing),
    ];
    let mut pages = Vec::new();
    for step in Step::ALL {
        let name = step.as_str();
        let wrong: Vec<FieldError> = codes
            .iter()
            .filter(|(field, _)| Step::of(*field) == *step)
            .map(|(field, code)| FieldError::new(*field, *code))
            .collect();
        pages.push((
            format!("daftar-{name}"),
            registration(spoken(), &draft(), *step, &[], None, None),
        ));
        pages.push((
            format!("daftar-{name}-salah"),
            registration(spoken(), &draft(), *step, &wrong, None, None),
        ));
    }
    let two = [
        FieldError::new(Field::Nik, Code::NikTaken),
        FieldError::new(Field::Phone, Code::PhoneTaken),
    ];
    pages.push((
        "daftar-periksa-dua".into(),
        registration(spoken(), &draft(), Step::Check, &two, None, None),
    ));
    pages.push((
        "masuk-kode".into(),
        sign_in(
            spoken(),
            SignInPage {
                nik: "3273015404980001",
                challenge: Some("c"),
                errors: &[],
                notice: Some("Kode baru sudah dikirim."),
                ..SignInPage::default()
            },
        ),
    ));
    pages.push((
        "masuk-salah".into(),
        sign_in(
            spoken(),
            SignInPage {
                nik: "12",
                challenge: None,
                errors: &[FieldError::new(Field::Nik, Code::NikLength)],
                notice: None,
                ..SignInPage::default()
            },
        ),
    ));
    pages
}

fn checks(now: DateTime<Utc>) -> Result<Vec<(String, Page)>, Box<dyn Error>> {
    let today = Zone::Wib.date(now);
    let scheme = Scheme::in_force(today).ok_or("no scheme")?;
    let mut pages = Vec::new();
    for (name, form) in [
        (
            "lolos",
            "citizen=yes&birth_day=14&birth_month=4&birth_year=1998&in_formal_education=no&work_status=job_seeker&occupation=none&awarded_before=no&household=0&social_aid=none",
        ),
        (
            "gagal",
            "citizen=yes&birth_day=14&birth_month=4&birth_year=2010&occupation=police&household=unknown",
        ),
        ("kosong", ""),
    ] {
        let draft = EligibilityDraft::from_form(form);
        let answers = draft
            .answers(today)
            .map_err(|_| "a made-up date is wrong")?;
        let report = evaluate(&scheme, &answers, today, spoken());
        pages.push((
            format!("cek-{name}"),
            eligibility(spoken(), &draft, Some(&report), &[]),
        ));
    }
    let draft = EligibilityDraft::from_form("birth_day=31&birth_month=2&birth_year=1998");
    let errors = draft.answers(today).err().unwrap_or_default();
    pages.push((
        "cek-salah".into(),
        eligibility(spoken(), &draft, None, &errors),
    ));
    Ok(pages)
}

fn people(wave: &Wave, now: DateTime<Utc>) -> Result<Vec<(String, Page)>, Box<dyn Error>> {
    let registered_at = at("2026-11-20T03:12:00Z")?;
    let slip = Slip {
        shard: 8,
        nonce: Hex([0x5a; 16]),
    };
    let joined = Application::new(wave, slip, at("2026-11-21T04:00:00Z")?);
    let fresh = Facts {
        registered_at,
        identity: IdentityState::Pending,
        identity_at: None,
        applications: Vec::new(),
        revoked: false,
        zone: Zone::Wib,
    };
    let waiting = Facts {
        identity: IdentityState::Verified,
        identity_at: Some(at("2026-11-20T03:15:00Z")?),
        applications: vec![joined],
        ..fresh.clone()
    };
    let differing = Facts {
        identity: IdentityState::Mismatch {
            fields: vec![Mismatch::Name],
        },
        identity_at: Some(at("2026-11-20T03:15:00Z")?),
        ..fresh.clone()
    };
    let waves = std::slice::from_ref(wave);
    let number = RegistrationNumber::from_random(1_234_567_890_123).grouped();
    let show = |facts: &Facts| Account {
        registration_number: number.clone(),
        name: "Sari Wulandari".into(),
        email_to_confirm: None,
        recovery: None,
        status: standing(facts, waves, now, spoken()),
        timeline: timeline(facts, waves, now, spoken()),
        joinable: joinable(facts, waves, now).cloned(),
        applications: facts.applications.clone(),

        award: None,
        revocation: None,
        purchases: vec![],
        credentials: vec![],
        certificates: vec![],
        reviews: vec![],
        vacancies: None,
        payout: None,
        push: Default::default(),
        time_zone: domain::time::Zone::Wib,
        as_of: now,
    };
    let certified = Account {
        vacancies: Some(vacancy_states::suited(5, "")),
        ..show(&waiting)
    };
    let key = "5f0c7a8e-5a6f-4f53-9d5e-2f0b1f2f3a4b";
    let birth = ["14", "4", "1998"];
    let outcome = public_status(&waiting, waves, now, spoken());
    let wrong = [
        FieldError::new(Field::RegistrationNumber, Code::RegistrationNumberMistyped),
        FieldError::new(Field::BirthDate, Code::BirthDateInvalid),
    ];
    Ok(vec![
        (
            "akun-baru".into(),
            account(spoken(), &show(&fresh), true, key, None),
        ),
        (
            "akun-lowongan".into(),
            account(spoken(), &certified, false, key, None),
        ),
        (
            "akun-menunggu".into(),
            account(spoken(), &show(&waiting), false, key, None),
        ),
        (
            "akun-beda".into(),
            account(
                spoken(),
                &show(&differing),
                false,
                key,
                Some("Perbaiki dulu data Anda."),
            ),
        ),
        (
            "status-hasil".into(),
            status(spoken(), &number, birth, Some(&outcome), &[], None),
        ),
        (
            "status-salah".into(),
            status(spoken(), "1234", ["31", "2", "1998"], None, &wrong, None),
        ),
        (
            "status-tidak-ada".into(),
            status(
                spoken(),
                &number,
                birth,
                None,
                &[],
                Some(Code::StatusNotFound.text(spoken())),
            ),
        ),
    ])
}
