//! The timeline: each step, its time, what happens next, by when.

use super::Facts;
use crate::identity::{IdentityState, Mismatch};
use crate::messages::Locale;
use crate::wave::{Wave, open_wave};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A step on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The registration was stored.
    Registered,
    /// The civil registry is asked.
    IdentityCheck,
    /// A wave was, or can be, joined.
    WaveJoined,
    /// The wave closes.
    WaveCloses,
    /// The draw.
    Draw,
    /// The result.
    Result,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Behind.
    Done,
    /// Happening, or waited for.
    Current,
    /// Ahead.
    Upcoming,
    /// The person has to do something.
    NeedsYou,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Moment {
    /// Which step.
    pub step: Step,
    /// How far.
    pub progress: Progress,
    /// What it is.
    pub title: String,
    /// What it means for the person.
    pub detail: String,
    /// When it happened, or by when it will, UTC.
    pub at: Option<DateTime<Utc>>,
    /// The same in the person's clock.
    pub at_words: Option<String>,
}

/// Everything behind, now and ahead of one person.
#[must_use]
pub fn timeline(facts: &Facts, waves: &[Wave], now: DateTime<Utc>, locale: Locale) -> Vec<Moment> {
    let say = |id: &str, en: &str| match locale {
        Locale::Id => id.to_owned(),
        Locale::En => en.to_owned(),
    };
    let moment =
        |step, progress, title: String, detail: String, at: Option<DateTime<Utc>>| Moment {
            step,
            progress,
            title,
            detail,
            at,
            at_words: at.map(|at| facts.zone.long(at)),
        };
    let mut moments = vec![moment(
        Step::Registered,
        Progress::Done,
        say("Pendaftaran diterima", "Registration received"),
        say(
            "Data Anda tersimpan terenkripsi.",
            "Your data is stored encrypted.",
        ),
        Some(facts.registered_at),
    )];
    let (progress, title, detail) = match &facts.identity {
        IdentityState::Pending => (
            Progress::Current,
            say(
                "Data sedang diperiksa ke Dukcapil",
                "Data is being checked with the civil registry",
            ),
            say(
                "Biasanya beberapa menit, paling lama 3 hari bila Dukcapil sibuk. Anda tetap dapat ikut gelombang.",
                "Usually minutes, at most 3 days when the registry is busy. You can join a wave meanwhile.",
            ),
        ),
        IdentityState::Verified => (
            Progress::Done,
            say(
                "Data cocok dengan Dukcapil",
                "Data matches the civil registry",
            ),
            say(
                "Tidak ada yang perlu Anda lakukan.",
                "There is nothing to do.",
            ),
        ),
        IdentityState::Mismatch { fields } => (
            Progress::NeedsYou,
            say(
                "Data belum cocok dengan Dukcapil",
                "Data does not match the civil registry",
            ),
            differing(fields, locale),
        ),
    };
    moments.push(moment(
        Step::IdentityCheck,
        progress,
        title,
        detail,
        facts.identity_at,
    ));

    let application = facts.applications.last();
    let offered = open_wave(waves, now)
        .filter(|wave| application.is_none_or(|a| a.wave != wave.number && !a.is_active(now)));
    match (application, offered) {
        (_, Some(wave)) => moments.push(moment(
            Step::WaveJoined,
            Progress::NeedsYou,
            say("Gabung gelombang", "Join the wave"),
            match locale {
                Locale::Id => format!(
                    "Gelombang {} dibuka sampai {}.",
                    wave.number,
                    facts.zone.long(wave.closes_at)
                ),
                Locale::En => format!(
                    "Wave {} is open until {}.",
                    wave.number,
                    facts.zone.long(wave.closes_at)
                ),
            },
            None,
        )),
        (None, None) => moments.push(moment(
            Step::WaveJoined,
            Progress::Upcoming,
            say("Gabung gelombang", "Join a wave"),
            say("Belum ada gelombang yang dibuka.", "No wave is open yet."),
            None,
        )),
        (Some(application), None) => {
            let reached = |at: DateTime<Utc>| {
                if at <= now {
                    Progress::Done
                } else {
                    Progress::Upcoming
                }
            };
            let current = |at: DateTime<Utc>, since: DateTime<Utc>| match reached(at) {
                Progress::Upcoming if since <= now => Progress::Current,
                other => other,
            };
            moments.push(moment(
                Step::WaveJoined,
                Progress::Done,
                match locale {
                    Locale::Id => format!("Anda ikut Gelombang {}", application.wave),
                    Locale::En => format!("You joined wave {}", application.wave),
                },
                say(
                    "Waktu ikut tidak memengaruhi undian.",
                    "When you joined has no bearing on the draw.",
                ),
                Some(application.joined_at),
            ));
            moments.push(moment(
                Step::WaveCloses,
                current(application.closes_at, application.joined_at),
                say("Gelombang ditutup", "The wave closes"),
                say(
                    "Setelah itu daftar peserta undian dikunci.",
                    "Then the list for the draw is locked.",
                ),
                Some(application.closes_at),
            ));
            let draw_done = if now >= application.announces_at {
                Progress::Current
            } else {
                current(application.announces_at, application.closes_at)
            };
            moments.push(moment(
                Step::Draw,
                draw_done,
                say("Undian terbuka", "Open draw"),
                say(
                    "Siapa pun dapat memeriksa undian ini.",
                    "Anyone can check this draw.",
                ),
                None,
            ));
            moments.push(moment(
                Step::Result,
                Progress::Upcoming,
                say("Hasil diumumkan", "Results"),
                say(
                    "Di halaman ini dan lewat SMS.",
                    "On this page and by text message.",
                ),
                Some(application.announces_at),
            ));
        }
    }
    moments
}

fn differing(fields: &[Mismatch], locale: Locale) -> String {
    let name = |field: &Mismatch| match (field, locale) {
        (Mismatch::Nik, _) => "NIK",
        (Mismatch::Kk, Locale::Id) => "nomor KK",
        (Mismatch::Kk, Locale::En) => "family card number",
        (Mismatch::Name, Locale::Id) => "nama",
        (Mismatch::Name, Locale::En) => "name",
        (Mismatch::BirthDate, Locale::Id) => "tanggal lahir",
        (Mismatch::BirthDate, Locale::En) => "birth date",
    };
    let list = fields.iter().map(name).collect::<Vec<_>>().join(", ");
    match locale {
        Locale::Id => {
            format!("Yang berbeda: {list}. Bawa KTP dan KK ke kantor Dukcapil atau posko terdekat.")
        }
        Locale::En => format!(
            "What differs: {list}. Take your identity card and family card to the registry or the nearest posko."
        ),
    }
}
