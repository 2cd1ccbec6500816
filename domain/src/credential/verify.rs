//! The verdict on a certificate, from nothing but what is handed in.

use super::claims::{Credential, StatusEntry};
use super::jwt::{MOST_BYTES, Parts};
use super::keys::Issuers;
use super::reason::Wrong;
use super::status::{Revocation, StatusList};
use chrono::{DateTime, TimeDelta, Utc};

/// Phones' clocks are wrong by hours, seldom by a day.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::days(1);

/// What verifying came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Signed by an institution that the programme knows: what it says is what
    /// the institution signed.
    Signed(Box<Credential>, Standing),
    /// No certificate, or none that anybody should believe; nothing of what it
    /// says is told.
    Wrong(Wrong),
}

/// Whether a signed certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does, as of the list's date.
    Valid {
        /// When the list was signed.
        as_of: DateTime<Utc>,
    },
    /// It was revoked.
    Revoked(Revocation),
    /// No list, or one too old, or one that cannot say: it was once valid.
    Unknown {
        /// When the list was signed, if there is one.
        as_of: Option<DateTime<Utc>>,
    },
}

/// Verifies a certificate with the keys and the lists that are at hand. Lists
/// have been checked when they were read ([`StatusList::parse`]).
#[must_use]
pub fn verify(jwt: &str, issuers: &Issuers, lists: &[StatusList], now: DateTime<Utc>) -> Verdict {
    match signed(jwt, issuers, now) {
        Ok(credential) => {
            let standing = standing(&credential.status, lists, now);
            Verdict::Signed(Box::new(credential), standing)
        }
        Err(wrong) => Verdict::Wrong(wrong),
    }
}

fn signed(jwt: &str, issuers: &Issuers, now: DateTime<Utc>) -> Result<Credential, Wrong> {
    let parts = Parts::of(jwt, MOST_BYTES)?;
    let mut credential = Credential::read(&parts.claims)?;
    let (name, signers) = issuers
        .find(&credential.issuer)
        .ok_or(Wrong::IssuerUnknown)?;
    let mut signers = signers.iter();
    let signer = signers
        .find(|one| one.kid == parts.kid)
        .ok_or(Wrong::KeyUnknown)?;
    if !parts.is_signed_by(&signer.public_key) {
        return Err(Wrong::Signature);
    }
    if !signer.is_valid(credential.valid_from) {
        return Err(Wrong::KeyNotValidThen);
    }
    if now + CLOCKS_DIFFER < credential.valid_from {
        return Err(Wrong::NotYetValid);
    }
    // The programme's name for the institution, whatever it calls itself.
    name.clone_into(&mut credential.institution);
    Ok(credential)
}

fn standing(entry: &StatusEntry, lists: &[StatusList], now: DateTime<Utc>) -> Standing {
    let Some(list) = lists.iter().find(|list| list.id == entry.list) else {
        return Standing::Unknown { as_of: None };
    };
    let as_of = list.as_of;
    match list.find(entry.index) {
        // A revocation is never taken back, so that an old list is good for it.
        Ok(Some(revocation)) => Standing::Revoked(revocation),
        Ok(None) if now < list.until => Standing::Valid { as_of },
        Ok(None) | Err(()) => Standing::Unknown { as_of: Some(as_of) },
    }
}

/// Which list a certificate names, before anything is believed.
#[must_use]
pub fn claimed(jwt: &str) -> Option<StatusEntry> {
    let parts = Parts::of(jwt, MOST_BYTES).ok()?;
    Some(Credential::read(&parts.claims).ok()?.status)
}
