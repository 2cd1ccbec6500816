//! Which certificates were revoked: a W3C Bitstring Status List, signed by the
//! programme. Positions are drawn at random, so that one tells nothing about
//! whose certificate stands there. Beside the bits stand day and category of
//! each revocation, five bytes each, for people who ask since when and why.

use super::instant::{instant, written};
use super::json::quoted;
use super::jwt::{Parts, Unsigned};
use super::keys::{Issuers, site_id};
use super::reason::{RevocationReason, Wrong};
use crate::certificate::file::crc::Crc;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// Certificates in one list. The standard asks for 131,072 at least; with eight
/// times as many a list says less about each, and is 128 KB of bits that packs
/// into as many bytes as there are revocations.
pub const ENTRIES: u32 = 1 << 20;

/// 1,000 – a thousand million certificates; a number beyond is a mistake.
pub const MOST_LISTS: u32 = 1_000;

/// 7 days – how long a list is believed. After that a phone without a network
/// says that it does not know.
pub const HOLDS_FOR: TimeDelta = TimeDelta::days(7);

/// 1 MB – a list in which every tenth certificate is revoked has under 900 KB.
const MOST_BYTES: usize = 1024 * 1024;

const BITS_BYTES: usize = (ENTRIES / 8) as usize;

/// Where list number `number` is.
#[must_use]
pub fn list_id(origin: &str, number: u32) -> String {
    format!(
        "{}/berkas/sertifikat/status/{number}",
        origin.trim_end_matches('/')
    )
}

/// A revocation, as the list says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Since which day.
    pub since: NaiveDate,
    /// Why.
    pub reason: RevocationReason,
}

impl Revocation {
    /// Day (from 1970, 16 bits) and reason (4 bits) behind the position (20 bits).
    fn pack(&self, index: u32) -> [u8; 5] {
        let epoch = NaiveDate::default();
        let day = (self.since - epoch).num_days().clamp(0, 0xffff);
        let day = u64::try_from(day).unwrap_or_default();
        let packed = u64::from(index) << 20 | day << 4 | u64::from(self.reason.number());
        let [_, _, _, bytes @ ..] = packed.to_be_bytes();
        bytes
    }

    fn unpack([a, b, c, d, e]: [u8; 5]) -> Option<(u32, Self)> {
        let packed = u64::from_be_bytes([0, 0, 0, a, b, c, d, e]);
        let day = NaiveDate::default().checked_add_days(chrono::Days::new(packed >> 4 & 0xffff))?;
        let reason = RevocationReason::numbered(u8::try_from(packed & 0xf).ok()?)?;
        let index = u32::try_from(packed >> 20).ok()?;
        Some((index, Self { since: day, reason }))
    }
}

/// A list whose signature held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    /// Its address.
    pub id: String,
    /// When it was signed.
    pub as_of: DateTime<Utc>,
    /// Until when it is believed.
    pub until: DateTime<Utc>,
    bits: Vec<u8>,
    /// By position.
    details: Vec<(u32, Revocation)>,
}

impl StatusList {
    /// What is to be signed for a list as of now. `revoked` in any order.
    #[must_use]
    pub fn unsigned(
        origin: &str,
        number: u32,
        revoked: &[(u32, Revocation)],
        now: DateTime<Utc>,
    ) -> Unsigned {
        let mut revoked: Vec<_> = revoked.iter().filter(|(at, _)| *at < ENTRIES).collect();
        revoked.sort_by_key(|(index, _)| *index);
        revoked.dedup_by_key(|(index, _)| *index);
        let mut bits = vec![0_u8; BITS_BYTES];
        for (index, _) in &revoked {
            let (byte, bit) = place(*index);
            if let Some(byte) = bits.get_mut(byte) {
                *byte |= bit;
            }
        }
        let details: Vec<u8> = revoked
            .iter()
            .flat_map(|(index, one)| one.pack(*index))
            .collect();
        let (id, site) = (list_id(origin, number), site_id(origin));
        let claims = [
            r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"id":"#,
            &quoted(&id),
            r#","type":["VerifiableCredential","BitstringStatusListCredential"],"issuer":"#,
            &quoted(&site),
            r#","validFrom":""#,
            &written(now),
            r#"","validUntil":""#,
            &written(now + HOLDS_FOR),
            r#"","credentialSubject":{"id":"#,
            &quoted(&format!("{id}#list")),
            r#","type":"BitstringStatusList","statusPurpose":"revocation","encodedList":"u"#,
            &BASE64URL_NOPAD.encode(&gzip(&bits)),
            r#""},"revocations":""#,
            &BASE64URL_NOPAD.encode(&details),
            r#""}"#,
        ]
        .concat();
        Unsigned::new(&format!("{site}#daftar"), &claims)
    }

    /// Reads a list and checks that the programme signed it.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn parse(jwt: &str, issuers: &Issuers) -> Result<Self, Wrong> {
        let parts = Parts::of(jwt.trim(), MOST_BYTES)?;
        if parts.kid != issuers.lists.kid {
            return Err(Wrong::IssuerUnknown);
        }
        if !parts.is_signed_by(&issuers.lists.public_key) {
            return Err(Wrong::Signature);
        }
        Self::read(&parts).ok_or(Wrong::Malformed)
    }

    fn read(parts: &Parts<'_>) -> Option<Self> {
        let claims = &parts.claims;
        let kinds = claims.get("type")?.list();
        let kind = Some("BitstringStatusListCredential");
        if !kinds.iter().any(|one| one.as_text() == kind) {
            return None;
        }
        let subject = claims.get("credentialSubject")?;
        if subject.text("statusPurpose")? != "revocation" {
            return None;
        }
        let encoded = subject.text("encodedList")?.strip_prefix('u')?;
        let bits = gunzip(&BASE64URL_NOPAD.decode(encoded.as_bytes()).ok()?)?;
        let details = BASE64URL_NOPAD
            .decode(claims.text("revocations")?.as_bytes())
            .ok()?;
        let (details, []) = details.as_chunks::<5>() else {
            return None;
        };
        Some(Self {
            id: claims.text("id")?.to_owned(),
            as_of: instant(claims.text("validFrom")?)?,
            until: instant(claims.text("validUntil")?)?,
            bits,
            details: details
                .iter()
                .map(|five| Revocation::unpack(*five))
                .collect::<Option<_>>()?,
        })
    }

    /// Whether the certificate at a position was revoked; nothing for a position
    /// that the list does not have, or whose bit stands without day and reason.
    ///
    /// # Errors
    /// The list cannot say.
    pub(super) fn find(&self, index: u32) -> Result<Option<Revocation>, ()> {
        let (byte, bit) = place(index);
        let is_revoked = self.bits.get(byte).ok_or(())? & bit != 0;
        if !is_revoked {
            return Ok(None);
        }
        let at = self.details.binary_search_by_key(&index, |(at, _)| *at);
        let found = at.ok().and_then(|at| self.details.get(at));
        found.map(|(_, one)| Some(*one)).ok_or(())
    }
}

/// The standard counts bits from the left.
const fn place(index: u32) -> (usize, u8) {
    ((index / 8) as usize, 0x80 >> (index % 8))
}

/// RFC 1952: no name, no time, unknown system.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    out.extend(miniz_oxide::deflate::compress_to_vec(bytes, 9));
    out.extend(Crc::new().of(&[bytes]).to_le_bytes());
    out.extend(u32::try_from(bytes.len()).unwrap_or_default().to_le_bytes());
    out
}

/// Reads what [`gzip`] writes, and never more than a list. The signature has
/// vouched for the bytes, so the check sum has nothing to add.
fn gunzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let deflated = match bytes {
        [0x1f, 0x8b, 8, 0, _, _, _, _, _, _, rest @ ..] => {
            rest.get(..rest.len().checked_sub(8)?)?
        }
        _ => return None,
    };
    let bits = decompress_to_vec_with_limit(deflated, BITS_BYTES).ok()?;
    (bits.len() == BITS_BYTES).then_some(bits)
}
