//! The pages that the tests look at: every page empty, filled, refused, and
//! with hostile text wherever somebody can type.

use crate::account_states::{certificate_states, payout_states, recovery_states};
use crate::appeal_states::appeal_states;
use crate::catalogue_states::catalogue_pages;
use crate::certificate_states::certificate_pages;
use crate::data_copy_states::data_copy_states;
use crate::draw_states::draw_pages;
use crate::identity_states::identity_states;
use crate::language::{in_language, spoken};
use crate::review_states::review_states;
use crate::sample;
use crate::security_states::security_states;
use crate::vacancy_states::{suited, vacancy_pages};
use app::page::Page;
use app::pages::{
    DrawPage, EligibilityDraft, LiveWaves, SignInPage, account, draw, draws, eligibility, home,
    pages, problem, registration, sign_in, status,
};
use chrono::{DateTime, Utc};
use domain::api::Account;
use domain::award::{Award, CardNumber};
use domain::draw::{Exclusion, Hex, Outcome, Quotas};
use domain::eligibility::evaluate;
use domain::identity::IdentityState;
use domain::messages::{Code, Locale};
use domain::money::Rupiah;
use domain::registration::{CONSENT_VERSION, Draft, Field, FieldError, Step};
use domain::scheme::Scheme;
use domain::status::{Facts, PublicStatus, joinable, public_status};
use domain::time::Zone;
use domain::wave::{Application, ListedWave, Phase, Slip, Wave};
use std::sync::LazyLock;

/// Ends an attribute, a tag and a data block, if any of them lets it.
pub const HOSTILE: &str =
    "\"'></script>x<script>alert(1)</script><!><img src=x onerror=alert(1)>{{main}}&";

/// The same behind an institution's words, which begin harmlessly and are shorter.
pub const HOSTILE_TITLE: &str = "\"'></script>x<img src=x>{{main}}&amp;";

pub fn full_draft() -> Draft {
    Draft::from_form(&format!(
        "nik=3273015404980001&kk=3273012503100007&birth_day=14&birth_month=4&birth_year=1998&name=Sari&phone=0812+3456+7890&otp=123456&phone_proof=x&proven_phone=081234567890&challenge=c&email=sari%40contoh.id&domicile=3273&education=sma&work_status=job_seeker&declaration=on&consent={CONSENT_VERSION}&idempotency_key=k"
    ))
}

pub fn hostile_draft() -> Draft {
    let mut draft = Draft::default();
    for field in Field::ALL {
        draft.set(*field, HOSTILE);
    }
    draft
}

/// Made once for all tests.
pub fn all() -> &'static [(String, Page)] {
    static ALL: LazyLock<Vec<(String, Page)>> = LazyLock::new(make);
    &ALL
}

/// The same states in English, in the same order.
pub fn all_in_english() -> Vec<(String, Page)> {
    in_language(Locale::En, make)
}

fn make() -> Vec<(String, Page)> {
    let mut all: Vec<(String, Page)> = pages()
        .into_iter()
        .filter(|page| page.lang == spoken())
        .map(|page| (page.path.to_string(), page))
        .collect();
    let mut add = |name: &str, page: Page| all.push((name.to_owned(), page));
    for step in Step::ALL {
        let errors: Vec<FieldError> = Field::ALL
            .iter()
            .filter(|field| Step::of(**field) == *step && step.fields().contains(field))
            .take(1)
            .map(|field| FieldError::new(*field, Code::ChoiceUnknown))
            .collect();
        for (kind, draft) in [("full", full_draft()), ("hostile", hostile_draft())] {
            let name = format!("daftar {} {kind}", step.as_str());
            add(
                &name,
                registration(spoken(), &draft, *step, &[], Some(HOSTILE), None),
            );
            add(
                &format!("{name} wrong"),
                registration(spoken(), &draft, *step, &errors, None, None),
            );
        }
    }
    let mut waits = full_draft();
    waits.set(Field::PhoneProof, "");
    waits.set(Field::Turn, "1796000000.mark");
    add(
        "daftar hp waits",
        registration(spoken(), &waits, Step::Phone, &[], None, None),
    );
    let several = [
        FieldError::new(Field::Nik, Code::NikTaken),
        FieldError::new(Field::BirthDate, Code::TooOld),
    ];
    add(
        "daftar several",
        registration(spoken(), &full_draft(), Step::Check, &several, None, None),
    );
    add(
        "masuk wrong",
        sign_in(
            spoken(),
            SignInPage {
                nik: HOSTILE,
                otp: "",
                second: None,
                challenge: None,
                errors: &[FieldError::new(Field::Nik, Code::NikLength)],
                notice: Some(HOSTILE),
                back: Some(HOSTILE),
            },
        ),
    );
    add(
        "masuk code",
        sign_in(
            spoken(),
            SignInPage {
                nik: HOSTILE,
                otp: HOSTILE,
                second: Some(HOSTILE),
                challenge: Some(HOSTILE),
                errors: &[FieldError::new(Field::Otp, Code::OtpWrong)],
                notice: None,
                back: Some(HOSTILE),
            },
        ),
    );
    add("galat", problem(spoken(), 503, HOSTILE));
    checks(&mut add);
    people(&mut add);
    draw_states(&mut add);
    review_states(&mut add, &person(&facts(), now()));
    identity_states(&mut add, spoken());
    security_states(&mut add, spoken());
    data_copy_states(&mut add, spoken());
    for (name, page) in certificate_pages(HOSTILE) {
        add(name, page);
    }
    certificate_states(&mut add, &person(&facts(), now()));
    payout_states(&mut add, &person(&facts(), now()));
    recovery_states(&mut add, &person(&facts(), now()));
    appeal_states(&mut add, &person(&facts(), now()));
    all
}

fn checks(add: &mut impl FnMut(&str, Page)) {
    let now = now();
    let today = Zone::Wib.date(now);
    let scheme = Scheme::in_force(today).unwrap();
    for form in [
        "",
        "citizen=yes&birth_day=1&birth_month=1&birth_year=1990&occupation=police",
    ] {
        let draft = EligibilityDraft::from_form(form);
        let report = evaluate(&scheme, &draft.answers(today).unwrap(), today, spoken());
        add(
            "cek report",
            eligibility(spoken(), &draft, Some(&report), &[]),
        );
    }
    let encoded: String = HOSTILE.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let draft = EligibilityDraft::from_form(&format!("birth_day={encoded}&citizen={encoded}"));
    assert_eq!(draft.birth_day, HOSTILE);
    let errors = draft.answers(today).unwrap_err();
    add("cek wrong", eligibility(spoken(), &draft, None, &errors));
}

fn people(add: &mut impl FnMut(&str, Page)) {
    let (waves, facts, now) = (vec![wave()], facts(), now());
    let outcome: PublicStatus = public_status(&facts, &waves, now, spoken());
    let mut person = person(&facts, now);
    add("akun", account(spoken(), &person, false, HOSTILE, None));
    add("akun new", account(spoken(), &person, true, HOSTILE, None));
    person.joinable = None;
    add(
        "akun refused",
        account(spoken(), &person, false, "k", Some(HOSTILE)),
    );
    add(
        "status",
        status(spoken(), HOSTILE, [HOSTILE; 3], Some(&outcome), &[], None),
    );
    add(
        "status refused",
        status(spoken(), "1", ["1", "2", "3"], None, &[], Some(HOSTILE)),
    );
    let errors = [
        FieldError::new(Field::RegistrationNumber, Code::RegistrationNumberLength),
        FieldError::new(Field::BirthDate, Code::BirthDateInvalid),
    ];
    add(
        "status wrong",
        status(spoken(), HOSTILE, [HOSTILE; 3], None, &errors, None),
    );
    let live = |open, next| home(spoken(), Some(&LiveWaves { open, next }));
    add("home open", live(Some(wave()), None));
    add("home next", live(None, Some(wave())));
    add("home none", live(None, None));
}

/// Every state of the draw's pages, and the account with every outcome.
fn draw_states(add: &mut impl FnMut(&str, Page)) {
    let sample = sample::sample(sample::wave(72, wave().opens_at));
    for (name, page) in catalogue_pages("") {
        add(name, page);
    }
    for (name, page) in vacancy_pages("") {
        add(name, page);
    }
    for (name, page) in vacancy_pages(HOSTILE_TITLE) {
        add(&format!("{name} hostile"), page);
    }
    for count in [0, 5] {
        let mut certified = person(&facts(), now());
        certified.vacancies = Some(suited(count, HOSTILE_TITLE));
        add(
            "akun lowongan",
            account(spoken(), &certified, false, "k", None),
        );
    }
    for (name, page) in catalogue_pages(HOSTILE_TITLE) {
        add(&format!("{name}-jahat"), page);
    }
    for (name, page) in draw_pages(&sample) {
        add(&format!("undian {name}"), page);
    }
    let errors = [
        FieldError::new(Field::RegistrationNumber, Code::RegistrationNumberLength),
        FieldError::new(Field::SlipCode, Code::SlipMistyped),
    ];
    let hostile = DrawPage {
        origin: HOSTILE.into(),
        ..sample.page.clone()
    };
    let typed = [HOSTILE; 2];
    add(
        "undian wrong",
        draw(spoken(), &hostile, typed, None, &errors, None),
    );
    add(
        "undian refused",
        draw(spoken(), &hostile, typed, None, &[], Some(HOSTILE)),
    );
    let listed = [Phase::Draft, Phase::Open, Phase::Committed, Phase::Settled];
    let listed = listed.map(|phase| ListedWave {
        wave: wave(),
        phase,
    });
    add("undian list", draws(spoken(), &listed));
    add("undian empty list", draws(spoken(), &[]));
    let outcomes = [
        None,
        Some(Outcome::Drawn),
        Some(Outcome::NotDrawn),
        Some(Outcome::HouseholdLimit),
        Some(Outcome::Excluded(Exclusion::IdentityPending)),
        Some(Outcome::Excluded(Exclusion::Forbidden)),
    ];
    for (outcome, now) in outcomes
        .map(|one| (one, wave().announces_at))
        .into_iter()
        .chain([(None, now())])
    {
        let mut facts = facts();
        facts.applications = [71, 72]
            .map(|number| application(number, outcome, now))
            .to_vec();
        add(
            "akun undian",
            account(spoken(), &person(&facts, now), false, "k", None),
        );
    }
}

fn application(number: u32, outcome: Option<Outcome>, at: DateTime<Utc>) -> Application {
    let slip = Slip {
        shard: 1,
        nonce: Hex([7; 16]),
    };
    Application {
        outcome,
        ..Application::new(&Wave { number, ..wave() }, slip, at)
    }
}

fn person(facts: &Facts, now: DateTime<Utc>) -> Account {
    let waves = [wave()];
    let outcome: PublicStatus = public_status(facts, &waves, now, spoken());
    Account {
        registration_number: "1234-567-8901-230".into(),
        name: HOSTILE.into(),
        email_to_confirm: None,
        recovery: None,
        status: outcome.status,
        timeline: outcome.timeline,
        joinable: joinable(facts, &waves, now).cloned(),
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
        time_zone: facts.zone,
        as_of: now,
    }
}

fn now() -> DateTime<Utc> {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

fn wave() -> Wave {
    Wave {
        number: 72,
        scheme: Scheme::find("normal-2023").unwrap().id,
        opens_at: "2026-11-20T00:00:00Z".parse().unwrap(),
        closes_at: "2026-11-24T16:59:00Z".parse().unwrap(),
        draws_at: "2026-11-24T18:00:00Z".parse().unwrap(),
        announces_at: "2026-11-27T00:00:00Z".parse().unwrap(),
        quota: 10_000,
        quotas: Quotas::spread(10_000, 20),
        lists: vec![],
        recovers: None,
    }
}

fn facts() -> Facts {
    Facts {
        registered_at: "2026-11-20T03:00:00Z".parse().unwrap(),
        identity: IdentityState::Pending,
        identity_at: None,
        applications: Vec::new(),
        revoked: false,
        zone: Zone::Wita,
    }
}

/// The award's own words are on the same page.
#[test]
fn an_account_with_an_award_sends_nobody_to_the_account() {
    let facts = Facts {
        applications: vec![application(72, Some(Outcome::Drawn), now())],
        ..facts()
    };
    let mut sari = person(&facts, now());
    let elsewhere = "ada di akun Anda";
    let page = |sari: &Account| account(Locale::Id, sari, false, "k", None).body;
    assert!(page(&sari).contains(elsewhere), "nothing else is there yet");
    sari.award = Some(Award {
        wave: 72,
        scheme: wave().scheme,
        card: CardNumber::from_random(7),
        balance: Rupiah(4_200_000),
        awarded_at: now(),
        buy_before: now(),
        revoked_at: None,
    });
    assert!(!page(&sari).contains(elsewhere));
}

#[test]
fn an_account_tells_every_time_by_its_owners_clock() {
    let of = |zone| {
        let facts = Facts { zone, ..facts() };
        account(Locale::Id, &person(&facts, now()), false, "k", None).body
    };
    let (east, west) = (of(Zone::Wit), of(Zone::Wib));
    assert!(east.contains("22 November 2026 pukul 17.00 WIT") && !east.contains("WIB"));
    assert!(west.contains("22 November 2026 pukul 15.00 WIB"));
}
