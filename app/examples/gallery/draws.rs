//! The open draw's pages, and the account with draws in it.

use crate::draw_states::draw_pages;
use crate::language::spoken;
use crate::sample::{self, Sample, sample};
use app::page::Page;
use app::pages::{account, draw, draws};
use chrono::{DateTime, TimeDelta, Utc};
use domain::api::Account;
use domain::draw::{Exclusion, Outcome};
use domain::identity::IdentityState;
use domain::messages::Code;
use domain::registration::{Field, FieldError, RegistrationNumber};
use domain::status::{Facts, joinable, status, timeline};
use domain::time::Zone;
use domain::wave::{Application, ListedWave, Phase, Wave};

/// All of them, by name.
pub fn pages(opens_at: DateTime<Utc>) -> Vec<(String, Page)> {
    let sample = sample(sample::wave(72, opens_at));
    let listed = |number: u32, phase, days| ListedWave {
        wave: sample::wave(number, opens_at + TimeDelta::days(days)),
        phase,
    };
    let list = [
        listed(70, Phase::Settled, -28),
        listed(71, Phase::Announced, -14),
        listed(72, Phase::Committed, 0),
        listed(73, Phase::Open, 1),
        listed(74, Phase::Scheduled, 14),
        listed(75, Phase::Draft, 28),
    ];
    let wrong = [
        FieldError::new(Field::RegistrationNumber, Code::RegistrationNumberMistyped),
        FieldError::new(Field::SlipCode, Code::SlipMistyped),
    ];
    let mut pages = vec![
        ("undian-semua".to_owned(), draws(spoken(), &list)),
        ("undian-semua-kosong".to_owned(), draws(spoken(), &[])),
        (
            "undian-periksa-salah".to_owned(),
            draw(
                spoken(),
                &sample.page,
                ["1234", "0416-2RK3"],
                None,
                &wrong,
                None,
            ),
        ),
    ];
    pages.extend(
        draw_pages(&sample)
            .into_iter()
            .map(|(name, page)| (format!("undian-{name}"), page)),
    );
    pages.extend(accounts(&sample));
    pages
}

/// The account while the wave is open, when it is closed, and with every outcome.
fn accounts(sample: &Sample) -> Vec<(String, Page)> {
    let wave = &sample.page.wave;
    let person = sample.somebody(Outcome::Drawn);
    let earlier = sample::wave(71, wave.opens_at - TimeDelta::days(14));
    let excluded = Outcome::Excluded;
    [
        ("ikut", None, wave.closes_at - TimeDelta::days(1)),
        ("ditutup", None, wave.closes_at + TimeDelta::hours(1)),
        ("terpilih", Some(Outcome::Drawn), wave.announces_at),
        ("belum", Some(Outcome::NotDrawn), wave.announces_at),
        ("kk", Some(Outcome::HouseholdLimit), wave.announces_at),
        (
            "tertunda",
            Some(excluded(Exclusion::IdentityPending)),
            wave.announces_at,
        ),
        (
            "tidak-ikut",
            Some(excluded(Exclusion::Forbidden)),
            wave.announces_at,
        ),
    ]
    .into_iter()
    .map(|(name, outcome, now)| {
        let mut before = Application::new(&earlier, person.slip, earlier.opens_at);
        before.outcome = Some(Outcome::NotDrawn);
        let mut latest = Application::new(wave, person.slip, wave.opens_at);
        latest.outcome = outcome;
        let page = account(
            spoken(),
            &shown(&person.number, vec![before, latest], wave, now),
            false,
            "k",
            None,
        );
        (format!("akun-undian-{name}"), page)
    })
    .collect()
}

fn shown(
    number: &RegistrationNumber,
    applications: Vec<Application>,
    wave: &Wave,
    now: DateTime<Utc>,
) -> Account {
    let waves = std::slice::from_ref(wave);
    let facts = Facts {
        registered_at: wave.opens_at - TimeDelta::days(20),
        identity: IdentityState::Verified,
        identity_at: Some(wave.opens_at - TimeDelta::days(19)),
        applications,
        revoked: false,
        zone: Zone::Wib,
    };
    Account {
        registration_number: number.grouped(),
        name: "Sari Wulandari".into(),
        email_to_confirm: None,
        recovery: None,
        status: status(&facts, waves, now, spoken()),
        timeline: timeline(&facts, waves, now, spoken()),
        joinable: joinable(&facts, waves, now).cloned(),
        applications: facts.applications,

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
    }
}
