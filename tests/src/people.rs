//! Made-up people. NIK, KK and phone number are well-formed, differ from each
//! other's, and belong to nobody: district `00` is issued nowhere.

use domain::registration::CONSENT_VERSION;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

/// Somebody who wants to register.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields of the form")]
pub struct Person {
    pub nik: String,
    pub kk: String,
    pub birth_date: String,
    pub name: String,
    pub phone: String,
    pub email: Option<String>,
    pub domicile: &'static str,
    pub education: &'static str,
    pub work_status: &'static str,
}

/// Each number of 8 digits once, neighbours far apart: few begin alike, as among people.
fn scattered(n: u32) -> u64 {
    (90_000_000 + u64::from(n) * 77_777_777) % 100_000_000
}

impl Person {
    /// Somebody new, whom the identity office knows.
    pub fn new() -> Self {
        Self::with_nik_ending("1001")
    }

    /// Somebody new, with an e-mail address that nobody else has.
    pub fn with_own_email() -> Self {
        let person = Self::new();
        let address = format!("{}@contoh.id", person.nik);
        Self {
            email: Some(address),
            ..person
        }
    }

    /// Somebody new, about whom the identity office says what the last four
    /// digits choose: 0404 unknown, 9998 other name, 9997 other birth date and KK, 9996 the
    /// KK of [`Person::card`] alone.
    pub fn with_nik_ending(tail: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let n = NUMBER.fetch_add(1, Ordering::Relaxed);
        let (day, month, year) = (n % 28 + 1, n / 28 % 12 + 1, 85 + n / 336 % 10);
        Self {
            nik: format!("327300{day:02}{month:02}{year}{tail}"),
            kk: format!("32730099{n:08}"),
            birth_date: format!("19{year}-{month:02}-{day:02}"),
            name: format!("Warga {}", letters(n)),
            phone: format!("+62812{:08}", scattered(n)),
            email: None,
            domicile: "3273",
            education: "sma",
            work_status: "job_seeker",
        }
    }

    /// A family card on which the identity office has a person whose NIK ends in 9996.
    pub fn card(&self) -> String {
        format!("{}{}", &self.kk[..12], &self.nik[6..10])
    }

    /// Day, month and year as people type them into the three boxes.
    pub fn birth_parts(&self) -> [String; 3] {
        let plain = |part: &str| part.trim_start_matches('0').to_owned();
        let parts: Vec<&str> = self.birth_date.split('-').collect();
        [plain(parts[2]), plain(parts[1]), parts[0].to_owned()]
    }

    /// The body of a registration.
    pub fn registration(&self, phone_proof: &str) -> Value {
        let mut body = json!({
            "nik": self.nik,
            "kk": self.kk,
            "birth_date": self.birth_date,
            "name": self.name,
            "phone": self.phone,
            "phone_proof": phone_proof,
            "domicile": self.domicile,
            "education": self.education,
            "work_status": self.work_status,
            "declaration": true,
            "consent": CONSENT_VERSION,
        });
        if let Some(email) = &self.email {
            body["email"] = json!(email);
        }
        body
    }
}

impl Default for Person {
    fn default() -> Self {
        Self::new()
    }
}

/// A number as a word of its own, that occurs in no other text.
fn letters(number: u32) -> String {
    let digits = format!("{number:05}");
    let word: String = digits
        .bytes()
        .map(|digit| char::from(b"qxzvkwjyfp"[usize::from(digit - b'0')]))
        .collect();
    format!("Zx{word}")
}
