//! Where somebody stands, in the programme's own status words, and the timeline
//! that says what happened, what happens next and by when.

mod timeline;
mod words;

pub use timeline::{Moment, Progress, Step as TimelineStep, timeline, told};

use crate::draw::{Exclusion, Outcome};
use crate::identity::IdentityState;
use crate::messages::Locale;
use crate::time::Zone;
use crate::wave::{Application, Phase, Wave, next_wave, open_wave};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is known about one person, as far as their status needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// When the registration was stored.
    pub registered_at: DateTime<Utc>,
    /// What the civil registry said.
    pub identity: IdentityState,
    /// When it said so.
    pub identity_at: Option<DateTime<Utc>>,
    /// Waves joined, oldest first.
    pub applications: Vec<Application>,
    /// Whether an award was taken back.
    pub revoked: bool,
    /// The clock this person reads.
    pub zone: Zone,
}

/// A status, as the programme names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StatusKind {
    /// Registered, a wave is open and not joined yet.
    ReadyToJoin,
    /// "Gelombang Tidak Ditemukan": registered, no wave is open.
    NoWaveOpen,
    /// The registry's data differs.
    IdentityMismatch,
    /// "Menunggu Gelombang Ditutup": joined, the wave is open.
    WaitingForClose,
    /// "Sedang Diproses": the wave is closed.
    InProcess,
    /// "Dalam Proses Seleksi": results are due.
    InSelection,
    /// Drawn.
    Drawn,
    /// "Belum Berhasil": another was drawn.
    NotDrawn,
    /// Others of the same family card had better tickets.
    HouseholdLimit,
    /// The award was taken back.
    Revoked,
    /// Not among the entries: the registry had not answered in time.
    ExcludedPending,
    /// Not among the entries, for a reason that stays.
    Excluded,
}

/// A status in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Status {
    /// For programs.
    pub kind: StatusKind,
    /// The programme's own words.
    pub label: String,
    /// What it means.
    pub meaning: String,
    /// What happens next, and what the person should do.
    pub next: String,
    /// By when it happens, UTC.
    pub by: Option<DateTime<Utc>>,
}

/// What anyone gets who knows a registration number and the birth date. No
/// name, no wave history: only where the person stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PublicStatus {
    /// The status.
    pub status: Status,
    /// The latest wave joined, if any.
    pub wave: Option<u32>,
    /// What happened and what comes.
    pub timeline: Vec<Moment>,
    /// The clock that the person reads, by its IANA name.
    #[serde(with = "crate::time::iana")]
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub time_zone: Zone,
    /// When this was true.
    pub as_of: DateTime<Utc>,
}

/// Body of a status look-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusRequest {
    /// 14 digits, grouped or not.
    pub registration_number: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
}

/// Where somebody stands now.
#[must_use]
pub fn status(facts: &Facts, waves: &[Wave], now: DateTime<Utc>, locale: Locale) -> Status {
    let latest = facts
        .applications
        .iter()
        .rev()
        .find(|application| application.is_active())
        .or(facts.applications.last());
    let open = open_wave(waves, now).filter(|wave| !joined(facts, wave));
    let outcome = latest.and_then(|application| application.outcome);
    let (kind, by) = match (&facts.identity, latest, outcome) {
        (_, _, Some(Outcome::Drawn)) if facts.revoked => (StatusKind::Revoked, None),
        (_, _, Some(Outcome::Drawn)) => (StatusKind::Drawn, None),
        (IdentityState::Mismatch { .. }, _, _) => (StatusKind::IdentityMismatch, None),
        (_, Some(application), None) if now < application.closes_at => {
            (StatusKind::WaitingForClose, Some(application.closes_at))
        }
        (_, Some(application), None) if now < application.announces_at => {
            (StatusKind::InProcess, Some(application.announces_at))
        }
        (_, Some(_), None) => (StatusKind::InSelection, None),
        (_, _, outcome) => match (open, outcome) {
            (Some(open), _) => (StatusKind::ReadyToJoin, Some(open.closes_at)),
            (None, Some(outcome)) => (after(outcome), None),
            (None, None) => (
                StatusKind::NoWaveOpen,
                next_wave(waves, now).map(|wave| wave.opens_at),
            ),
        },
    };
    words::status(
        kind,
        by,
        latest.map(|application| application.wave),
        open.map(|w| w.number),
        facts.zone,
        locale,
    )
}

/// The status that an outcome leaves somebody with.
const fn after(outcome: Outcome) -> StatusKind {
    match outcome {
        Outcome::Drawn => StatusKind::Drawn,
        Outcome::NotDrawn => StatusKind::NotDrawn,
        Outcome::HouseholdLimit | Outcome::Excluded(Exclusion::HouseholdFull) => {
            StatusKind::HouseholdLimit
        }
        Outcome::Excluded(Exclusion::IdentityPending) => StatusKind::ExcludedPending,
        Outcome::Excluded(_) => StatusKind::Excluded,
    }
}

fn joined(facts: &Facts, wave: &Wave) -> bool {
    facts
        .applications
        .iter()
        .any(|application| application.wave == wave.number)
}

/// What anyone may see about somebody.
#[must_use]
pub fn public_status(
    facts: &Facts,
    waves: &[Wave],
    now: DateTime<Utc>,
    locale: Locale,
) -> PublicStatus {
    PublicStatus {
        status: status(facts, waves, now, locale),
        wave: facts
            .applications
            .last()
            .map(|application| application.wave),
        timeline: timeline(facts, waves, now, locale),
        time_zone: facts.zone,
        as_of: now,
    }
}

/// The wave that this person could join now.
#[must_use]
pub fn joinable<'a>(facts: &Facts, waves: &'a [Wave], now: DateTime<Utc>) -> Option<&'a Wave> {
    let busy = facts
        .applications
        .iter()
        .any(|application| application.is_active() || application.outcome == Some(Outcome::Drawn));
    let mismatch = matches!(facts.identity, IdentityState::Mismatch { .. });
    waves
        .iter()
        .filter(|wave| !busy && !mismatch && wave.phase(now) == Phase::Open && !joined(facts, wave))
        .min_by_key(|wave| wave.closes_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wave::tests::{at, wave};

    fn facts(applications: &[&Wave]) -> Facts {
        let slip = crate::wave::Slip {
            shard: 0,
            nonce: crate::draw::Hex([1; 16]),
        };
        Facts {
            registered_at: at("11-19T00:00:00"),
            identity: IdentityState::Pending,
            identity_at: None,
            applications: applications
                .iter()
                .map(|wave| Application::new(wave, slip, wave.opens_at))
                .collect(),
            revoked: false,
            zone: Zone::Wita,
        }
    }

    #[test]
    fn the_programmes_own_words_follow_the_wave() {
        let wave = wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let waves = [wave.clone()];
        let label = |facts: &Facts, now: &str| status(facts, &waves, at(now), Locale::Id).label;
        assert_eq!(
            label(&facts(&[]), "11-19T12:00:00"),
            "Gelombang Tidak Ditemukan"
        );
        assert_eq!(
            label(&facts(&[]), "11-21T00:00:00"),
            "Siap Gabung Gelombang"
        );
        assert_eq!(
            label(&facts(&[&wave]), "11-21T00:00:00"),
            "Menunggu Gelombang Ditutup"
        );
        assert_eq!(label(&facts(&[&wave]), "11-24T00:00:00"), "Sedang Diproses");
        assert_eq!(
            label(&facts(&[&wave]), "11-27T00:00:00"),
            "Dalam Proses Seleksi"
        );
    }

    #[test]
    fn a_result_is_told_until_the_next_wave_opens_and_a_win_always() {
        let first = wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let second = wave(73, "12-01T00:00:00", "12-05T00:00:00", "12-08T00:00:00");
        let waves = [first.clone(), second];
        let told = |outcome, now: &str| {
            let mut facts = facts(&[&first]);
            facts.applications[0].outcome = Some(outcome);
            status(&facts, &waves, at(now), Locale::Id).kind
        };
        let excluded = Outcome::Excluded;
        for (outcome, between, open) in [
            (Outcome::Drawn, StatusKind::Drawn, StatusKind::Drawn),
            (
                Outcome::NotDrawn,
                StatusKind::NotDrawn,
                StatusKind::ReadyToJoin,
            ),
            (
                Outcome::HouseholdLimit,
                StatusKind::HouseholdLimit,
                StatusKind::ReadyToJoin,
            ),
            (
                excluded(Exclusion::IdentityPending),
                StatusKind::ExcludedPending,
                StatusKind::ReadyToJoin,
            ),
            (
                excluded(Exclusion::Forbidden),
                StatusKind::Excluded,
                StatusKind::ReadyToJoin,
            ),
        ] {
            assert_eq!(told(outcome, "11-28T00:00:00"), between);
            assert_eq!(told(outcome, "12-02T00:00:00"), open);
        }
    }

    #[test]
    fn deadlines_are_told_in_the_clock_of_the_persons_domicile() {
        let wave = wave(72, "11-20T00:00:00", "11-24T16:59:00", "11-27T00:00:00");
        let status = status(
            &facts(&[&wave]),
            std::slice::from_ref(&wave),
            at("11-21T00:00:00"),
            Locale::Id,
        );
        assert!(
            status.next.contains("25 November 2026 pukul 00.59 WITA"),
            "{}",
            status.next
        );
    }

    #[test]
    fn somebody_in_a_wave_or_with_differing_data_is_offered_no_wave() {
        let first = wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let second = wave(73, "11-20T00:00:00", "11-25T00:00:00", "11-28T00:00:00");
        let waves = [first.clone(), second];
        assert_eq!(
            joinable(&facts(&[]), &waves, at("11-21T00:00:00")).map(|w| w.number),
            Some(72)
        );
        assert_eq!(
            joinable(&facts(&[&first]), &waves, at("11-21T00:00:00")),
            None
        );
        let mut differing = facts(&[]);
        differing.identity = IdentityState::Mismatch { fields: vec![] };
        assert_eq!(joinable(&differing, &waves, at("11-21T00:00:00")), None);
    }

    #[test]
    fn every_timeline_says_what_is_done_what_is_now_and_what_comes() {
        let wave = wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00");
        let waves = [wave.clone()];
        let moments = timeline(&facts(&[&wave]), &waves, at("11-21T00:00:00"), Locale::Id);
        let steps: Vec<_> = moments.iter().map(|m| (m.step, m.progress)).collect();
        assert_eq!(
            steps,
            [
                (TimelineStep::Registered, Progress::Done),
                (TimelineStep::IdentityCheck, Progress::Current),
                (TimelineStep::WaveJoined, Progress::Done),
                (TimelineStep::WaveCloses, Progress::Current),
                (TimelineStep::Draw, Progress::Upcoming),
                (TimelineStep::Result, Progress::Upcoming),
            ]
        );
        assert!(
            moments
                .iter()
                .all(|m| !m.title.is_empty() && !m.detail.is_empty())
        );
    }
}
