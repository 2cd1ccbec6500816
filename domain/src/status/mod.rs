//! Where somebody stands, in the programme's own status words, and the timeline
//! that says what happened, what happens next and by when.

mod timeline;
mod words;

pub use timeline::{Moment, Progress, Step as TimelineStep, timeline};

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
    let active = facts
        .applications
        .iter()
        .rev()
        .find(|application| application.is_active(now))
        .or(facts.applications.last());
    let open = open_wave(waves, now);
    let (kind, by) = match (&facts.identity, active) {
        (IdentityState::Mismatch { .. }, _) => (StatusKind::IdentityMismatch, None),
        (_, Some(application)) if now < application.closes_at => {
            (StatusKind::WaitingForClose, Some(application.closes_at))
        }
        (_, Some(application)) if now < application.announces_at => {
            (StatusKind::InProcess, Some(application.announces_at))
        }
        (_, None) | (_, Some(_)) if open.is_some_and(|wave| !joined(facts, wave)) => {
            (StatusKind::ReadyToJoin, open.map(|wave| wave.closes_at))
        }
        (_, Some(_)) => (StatusKind::InSelection, None),
        (_, None) => (
            StatusKind::NoWaveOpen,
            next_wave(waves, now).map(|wave| wave.opens_at),
        ),
    };
    words::status(
        kind,
        by,
        active.map(|a| a.wave),
        open.map(|w| w.number),
        facts.zone,
        locale,
    )
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
        as_of: now,
    }
}

/// The wave that this person could join now.
#[must_use]
pub fn joinable<'a>(facts: &Facts, waves: &'a [Wave], now: DateTime<Utc>) -> Option<&'a Wave> {
    let busy = facts
        .applications
        .iter()
        .any(|application| application.is_active(now));
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
        Facts {
            registered_at: at("11-19T00:00:00"),
            identity: IdentityState::Pending,
            identity_at: None,
            applications: applications
                .iter()
                .map(|wave| Application {
                    wave: wave.number,
                    joined_at: wave.opens_at,
                    closes_at: wave.closes_at,
                    announces_at: wave.announces_at,
                })
                .collect(),
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
