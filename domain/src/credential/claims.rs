//! What a certificate says: the fewest claims with which it is an Open Badge 3.0
//! and tells who learned what, where and when.

use super::instant::{instant, written};
use super::json::{Value, quoted};
use super::reason::Wrong;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Longest text in a claim, in characters. Names have 100 at most, titles 120.
const LONGEST: usize = 300;

pub(super) const CONTEXTS: &str = r#"["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]"#;
const DESCRIPTION: &str = "Pelatihan Program Prakerja.";
const CRITERIA: &str = "Menyelesaikan pelatihan dengan kehadiran dan kemajuan yang disyaratkan.";

/// The number of a certificate: a UUID in small letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct CredentialId(String);

impl CredentialId {
    /// Takes a UUID with hyphens and small letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let right = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            });
        right.then(|| Self(text.to_owned()))
    }

    /// A UUID of version 4 out of random bits.
    #[must_use]
    pub fn from_random(bits: u128) -> Option<Self> {
        let bits = bits & !(0xf000 << 64) & !(0b11 << 62) | 0x4000 << 64 | 0b10 << 62;
        let hex = format!("{bits:032x}");
        let part = |from, to| hex.get(from..to);
        let parts = [
            part(0, 8)?,
            part(8, 12)?,
            part(12, 16)?,
            part(16, 20)?,
            part(20, 32)?,
        ];
        Self::parse(&parts.join("-"))
    }

    /// As it stands in the certificate.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CredentialId {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::parse(&text).ok_or("not the number of a certificate")
    }
}

impl From<CredentialId> for String {
    fn from(id: CredentialId) -> Self {
        id.0
    }
}

/// Where a certificate's revocation would stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StatusEntry {
    /// Address of the list.
    pub list: String,
    /// Position in it.
    pub index: u32,
}

/// What a certificate says. Not shown by `Debug`: it names a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Its number.
    pub id: CredentialId,
    /// The institution's `did:web`.
    pub issuer: String,
    /// The institution's name, as it writes it.
    pub institution: String,
    /// Who completed the course.
    pub holder: String,
    /// Address of the course.
    pub course: String,
    /// What the course is called.
    pub title: String,
    /// How long it was.
    pub hours: u32,
    /// Since when it holds: the day of completion.
    pub valid_from: DateTime<Utc>,
    /// Where to look whether it was revoked.
    pub status: StatusEntry,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credential({})", self.id.as_str())
    }
}

impl Credential {
    /// The claims as JSON, in the one order that we write.
    #[must_use]
    pub fn claims(&self) -> String {
        let title = quoted(&self.title);
        [
            r#"{"@context":"#,
            CONTEXTS,
            r#","type":["VerifiableCredential","OpenBadgeCredential"],"id":"urn:uuid:"#,
            self.id.as_str(),
            r#"","issuer":{"id":"#,
            &quoted(&self.issuer),
            r#","type":["Profile"],"name":"#,
            &quoted(&self.institution),
            r#"},"validFrom":""#,
            &written(self.valid_from),
            r#"","name":"#,
            &title,
            r#","credentialSubject":{"type":["AchievementSubject"],"identifier":[{"type":"IdentityObject","hashed":false,"identityHash":"#,
            &quoted(&self.holder),
            r#","identityType":"name"}],"creditsEarned":"#,
            &self.hours.to_string(),
            r#","achievement":{"id":"#,
            &quoted(&self.course),
            r#","type":["Achievement"],"name":"#,
            &title,
            r#","description":"#,
            &quoted(DESCRIPTION),
            r#","criteria":{"narrative":"#,
            &quoted(CRITERIA),
            r#"}}},"credentialStatus":{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":""#,
            &self.status.index.to_string(),
            r#"","statusListCredential":"#,
            &quoted(&self.status.list),
            "}}",
        ]
        .concat()
    }

    /// Reads claims. Fields that nobody here knows are left alone, as the
    /// standards ask; those that we show have to be there and be short.
    ///
    /// # Errors
    /// [`Wrong::Malformed`].
    pub fn read(claims: &Value) -> Result<Self, Wrong> {
        Self::find(claims).ok_or(Wrong::Malformed)
    }

    fn find(claims: &Value) -> Option<Self> {
        let kinds = claims.get("type")?.list();
        let is = |kind: &str| kinds.iter().any(|one| one.as_text() == Some(kind));
        if !is("VerifiableCredential")
            || !(is("OpenBadgeCredential") || is("AchievementCredential"))
        {
            return None;
        }
        let issuer = claims.get("issuer")?;
        let subject = claims.get("credentialSubject")?;
        let achievement = subject.get("achievement")?;
        let status = claims.get("credentialStatus")?;
        if status.text("type")? != "BitstringStatusListEntry"
            || status.text("statusPurpose")? != "revocation"
        {
            return None;
        }
        let named = subject.get("identifier")?.list().iter().find(|one| {
            one.text("identityType") == Some("name")
                && one.get("hashed") == Some(&Value::Bool(false))
        })?;
        let index = status.text("statusListIndex")?;
        let index: u32 = index
            .parse()
            .ok()
            .filter(|number: &u32| number.to_string() == index)?;
        Some(Self {
            id: CredentialId::parse(claims.text("id")?.strip_prefix("urn:uuid:")?)?,
            issuer: short(issuer.text("id")?)?,
            institution: shown(issuer.text("name")?)?,
            holder: shown(named.text("identityHash")?)?,
            course: short(achievement.text("id")?)?,
            title: shown(achievement.text("name")?)?,
            hours: subject.get("creditsEarned")?.as_number()?,
            valid_from: instant(claims.text("validFrom")?)?,
            status: StatusEntry {
                list: short(status.text("statusListCredential")?)?,
                index,
            },
        })
    }
}

fn short(text: &str) -> Option<String> {
    (!text.is_empty() && text.chars().count() <= LONGEST).then(|| text.to_owned())
}

/// A text that people are shown: nothing in it moves or hides other text.
fn shown(text: &str) -> Option<String> {
    let odd = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    (!text.trim().is_empty() && !text.chars().any(odd))
        .then(|| short(text))
        .flatten()
}
