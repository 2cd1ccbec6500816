//! The timeline: each step, its time, what happens next, by when.

use super::Facts;
use crate::draw::{Exclusion, Outcome};
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
            at_words: at.map(|at| facts.zone.long(at, locale)),
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
    let offered = open_wave(waves, now).filter(|wave| {
        application.is_none_or(|last| {
            last.wave != wave.number && !last.is_active() && last.outcome != Some(Outcome::Drawn)
        })
    });
    if let (Some(last), Some(outcome), true) = (
        application,
        application.and_then(|last| last.outcome),
        offered.is_some(),
    ) {
        let (title, detail) = told(outcome, last.wave, locale);
        moments.push(moment(Step::Result, Progress::Done, title, detail, None));
    }
    match (application, offered) {
        (_, Some(wave)) => moments.push(moment(
            Step::WaveJoined,
            Progress::NeedsYou,
            say("Gabung gelombang", "Join the wave"),
            match locale {
                Locale::Id => format!(
                    "Gelombang {} dibuka sampai {}.",
                    wave.number,
                    facts.zone.long(wave.closes_at, locale)
                ),
                Locale::En => format!(
                    "Wave {} is open until {}.",
                    wave.number,
                    facts.zone.long(wave.closes_at, locale)
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
            let drawn = match application.outcome {
                Some(_) => Progress::Done,
                None if now >= application.announces_at => Progress::Current,
                None => current(application.announces_at, application.closes_at),
            };
            if !matches!(application.outcome, Some(Outcome::Excluded(_))) {
                moments.push(moment(
                    Step::Draw,
                    drawn,
                    say("Undian terbuka", "Open draw"),
                    say(
                        "Siapa pun dapat memeriksa undian ini.",
                        "Anyone can check this draw.",
                    ),
                    None,
                ));
            }
            match application.outcome {
                Some(outcome) => {
                    let (title, detail) = told(outcome, application.wave, locale);
                    moments.push(moment(Step::Result, Progress::Done, title, detail, None));
                }
                None => moments.push(moment(
                    Step::Result,
                    Progress::Upcoming,
                    say("Hasil diumumkan", "Results"),
                    say(
                        "Di halaman ini dan lewat SMS.",
                        "On this page and by text message.",
                    ),
                    Some(application.announces_at),
                )),
            }
        }
    }
    moments
}

/// An outcome in words: what, and why.
#[must_use]
pub fn told(outcome: Outcome, wave: u32, locale: Locale) -> (String, String) {
    let (id, en) = match outcome {
        Outcome::Drawn => (
            (
                "Anda terpilih di Gelombang {wave}",
                "Nomor undian Anda termasuk yang terkecil di provinsi Anda.",
            ),
            (
                "You were drawn in wave {wave}",
                "Your ticket was among the lowest of your province.",
            ),
        ),
        Outcome::NotDrawn => (
            (
                "Belum terpilih di Gelombang {wave}",
                "Nomor undian Anda di atas batas provinsi Anda. Waktu mendaftar tidak berpengaruh.",
            ),
            (
                "Not drawn in wave {wave}",
                "Your ticket was above your province's threshold. When you joined had no bearing.",
            ),
        ),
        Outcome::HouseholdLimit => (
            (
                "Belum terpilih di Gelombang {wave}",
                "Anggota lain dari Kartu Keluarga yang sama mendapat nomor undian lebih kecil, dan jumlah penerima per KK dibatasi.",
            ),
            (
                "Not drawn in wave {wave}",
                "Others on your family card had lower tickets, and the recipients on one card are limited.",
            ),
        ),
        Outcome::Excluded(reason) => {
            let (id, en) = match reason {
                Exclusion::IdentityPending => (
                    "Data Anda belum selesai diperiksa Dukcapil saat gelombang ditutup.",
                    "The civil registry had not finished checking your data when the wave closed.",
                ),
                Exclusion::IdentityMismatch => (
                    "Data Anda belum cocok dengan data Dukcapil.",
                    "Your data does not match the civil registry's.",
                ),
                Exclusion::Forbidden => (
                    "NIK Anda ada di daftar yang menurut aturan tidak dapat menerima program ini, misalnya aparatur negara atau penerima bantuan lain.",
                    "Your NIK is on a list of people who by the rules cannot receive this programme, such as state officials.",
                ),
                Exclusion::AwardedBefore => (
                    "Anda sudah pernah menerima Kartu Prakerja.",
                    "You have received the card before.",
                ),
                Exclusion::HouseholdFull => (
                    "Kartu Keluarga Anda sudah mencapai batas jumlah penerima.",
                    "Your family card has as many recipients as it may have.",
                ),
            };
            (
                ("Tidak ikut undian Gelombang {wave}", id),
                ("Not in the draw of wave {wave}", en),
            )
        }
    };
    let (title, detail) = match locale {
        Locale::Id => id,
        Locale::En => en,
    };
    (
        title.replace("{wave}", &wave.to_string()),
        detail.to_owned(),
    )
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
    // Who has mistyped the NIK registers again: it decides where everything else lies.
    let denied = fields.contains(&Mismatch::Nik);
    match (locale, denied) {
        (Locale::Id, false) => format!(
            "Yang berbeda: {list}. Kalau salah ketik, perbaiki sendiri di akun Anda. Kalau sudah sama dengan KTP dan KK, bawa keduanya ke kantor Dukcapil."
        ),
        (Locale::En, false) => format!(
            "What differs: {list}. If it was mistyped, put it right on your account. If it is the same as on your cards, take them to the registry."
        ),
        (Locale::Id, true) => format!(
            "Yang berbeda: {list}. Kalau salah ketik, daftar ulang dengan NIK di KTP Anda. Kalau NIK ini memang milik Anda, bawa KTP dan KK ke posko terdekat."
        ),
        (Locale::En, true) => format!(
            "What differs: {list}. If it was mistyped, register again with the NIK on your card. If it is yours, take your identity card and family card to the nearest posko."
        ),
    }
}
