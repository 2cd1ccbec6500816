//! Which vacancies suit somebody: in the field of a course that they are certified
//! in, open, the nearest first.

use super::{Index, Vacancy};
use crate::catalogue::search::Seed;
use crate::catalogue::{Field, Place};
use crate::certificate::{CertificateStatus, CertificateView};
use crate::credential::CredentialView;
use crate::purchase::PurchaseId;
use chrono::NaiveDate;

/// The purchases whose certificate counts: accepted, whether it came on paper or as a
/// file, or issued digitally. One that was revoked certifies nothing, whatever came
/// before it.
#[must_use]
pub fn certified(
    certificates: &[CertificateView],
    credentials: &[CredentialView],
) -> Vec<PurchaseId> {
    let accepted = certificates
        .iter()
        .filter(|one| one.status == CertificateStatus::Accepted)
        .map(|one| &one.purchase);
    let issued = credentials.iter().map(|one| &one.purchase);
    let revoked = |purchase: &PurchaseId| {
        let mut all = credentials.iter();
        all.any(|one| one.purchase == *purchase && one.revoked.is_some())
    };
    let all = accepted.chain(issued);
    all.filter(|purchase| !revoked(purchase)).cloned().collect()
}

/// 5 – what an account shows; the list has the rest.
pub const SHOWN: usize = 5;

/// For whom.
#[derive(Clone, Copy, Debug)]
pub struct Suited<'a> {
    /// Fields of the courses that they are certified in.
    pub fields: &'a [Field],
    /// Where they live.
    pub home: Place,
    /// Orders equals.
    pub seed: Seed,
    /// The day in Jakarta.
    pub today: NaiveDate,
}

/// How far it is; lower is nearer.
fn distance(home: Place, place: Place) -> u8 {
    if place == home {
        0
    } else if place.province() == home.province() {
        1
    } else {
        2
    }
}

/// The first of those that suit, at most `most`: in their own regency, then in the
/// province, then elsewhere.
#[must_use]
pub fn suited<'a>(index: &'a Index, person: &Suited<'_>, most: usize) -> Vec<&'a Vacancy> {
    let mut found: Vec<&Vacancy> = index
        .open(person.today)
        .filter(|one| person.fields.contains(&one.field))
        .collect();
    found.sort_by_cached_key(|one| {
        (
            distance(person.home, one.place),
            person.seed.vacancy(&one.id),
        )
    });
    found.truncate(most);
    found
}
