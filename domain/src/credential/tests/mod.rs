//! Certificates signed by keys of this test alone.

mod hostile;
mod verdicts;

use super::*;
use crate::catalogue::InstitutionId;
use crate::draw::Hex;
use chrono::{DateTime, Utc};
use ed25519_dalek::{Signer as _, SigningKey};

pub(super) const ORIGIN: &str = "https://prakerja.example";

pub(super) fn at(text: &str) -> DateTime<Utc> {
    instant(text).unwrap()
}

pub(super) fn institution() -> InstitutionId {
    InstitutionId::parse("L0001").unwrap()
}

pub(super) fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

pub(super) fn issuer_key(number: u8, from: &str, until: Option<&str>) -> IssuerKey {
    IssuerKey {
        institution: institution(),
        name: "Sanggar Karya Nusantara".to_owned(),
        key: KeyId::parse(&number.to_string()).unwrap(),
        public_key: Hex(key(number).verifying_key().to_bytes()),
        valid_from: at(from),
        valid_until: until.map(at),
    }
}

/// Key 1 signed in 2026, key 2 signs since.
pub(super) fn issuers() -> Issuers {
    let keys = [
        issuer_key(1, "2026-01-01T00:00:00Z", Some("2027-01-01T00:00:00Z")),
        issuer_key(2, "2027-01-01T00:00:00Z", None),
    ];
    let lists = key(9).verifying_key().to_bytes();
    Issuers::new(ORIGIN, 1, at("2026-01-01T00:00:00Z"), &keys, lists)
}

pub(super) fn credential() -> Credential {
    Credential {
        id: CredentialId::parse("3f2b0c1e-0c1a-4a52-9a53-0c0f7a1c9e11").unwrap(),
        issuer: issuer_id(ORIGIN, institution()),
        institution: "Sanggar Karya Nusantara".to_owned(),
        holder: "Siti Aminah Rahmawati".to_owned(),
        course: format!("{ORIGIN}/pelatihan/K00042/"),
        title: "Dasar-Dasar Barista: Espreso dan Seduh Manual".to_owned(),
        hours: 24,
        valid_from: at("2026-11-20T03:04:05Z"),
        status: StatusEntry {
            list: list_id(ORIGIN, 1),
            index: 654_321,
        },
    }
}

pub(super) fn sign(number: u8, kid: &str, claims: &str) -> String {
    let unsigned = Unsigned::new(kid, claims);
    unsigned.signed(&key(number).sign(unsigned.bytes()).to_bytes())
}

pub(super) fn kid(number: u8) -> String {
    format!("{}#{number}", issuer_id(ORIGIN, institution()))
}

pub(super) fn jwt(credential: &Credential) -> String {
    sign(1, &kid(1), &credential.claims())
}

pub(super) fn list(revoked: &[(u32, Revocation)], now: &str) -> String {
    let unsigned = StatusList::unsigned(ORIGIN, 1, revoked, at(now));
    unsigned.signed(&key(9).sign(unsigned.bytes()).to_bytes())
}

pub(super) fn read_list(jwt: &str) -> StatusList {
    StatusList::parse(jwt, &issuers()).unwrap()
}
