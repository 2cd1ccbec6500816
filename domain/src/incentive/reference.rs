//! Names of instalments and of payments.

use crate::code32;
use serde::{Deserialize, Serialize};

/// What an instalment is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// For looking for work after the first completed course.
    JobSearch,
    /// For an answered survey.
    Survey,
}

/// One instalment of one participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct InstalmentId {
    /// What for.
    pub kind: Kind,
    /// From 1.
    pub number: u32,
}

impl InstalmentId {
    /// `job_search-1`, as it stands in ledger references.
    #[must_use]
    pub fn text(self) -> String {
        match self.kind {
            Kind::JobSearch => format!("job_search-{}", self.number),
            Kind::Survey => format!("survey-{}", self.number),
        }
    }
}

/// Stands in front of every payment reference of one participant: 80 random
/// bits, so that a reference tells a partner nothing and is nobody else's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PayoutPrefix(String);

impl PayoutPrefix {
    /// Out of ten bytes of a cryptographic generator.
    #[must_use]
    pub fn from_random(random: [u8; 10]) -> Self {
        let (fives, _) = random.as_chunks::<5>();
        let letters = fives.iter().copied().flat_map(code32::letters_of);
        Self(code32::grouped(letters).replace('-', ""))
    }

    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The reference of one attempt at one instalment. A partner takes the same
    /// reference for the same payment, so there is one for each attempt and it
    /// never changes.
    #[must_use]
    pub fn reference(&self, id: InstalmentId, attempt: u32) -> PartnerReference {
        let kind = match id.kind {
            Kind::JobSearch => 'J',
            Kind::Survey => 'S',
        };
        PartnerReference(format!("{}-{kind}{}-{attempt}", self.0, id.number))
    }
}

/// Text that is no reference of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceError;

impl std::fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not 1 to 64 letters, digits, dots, hyphens or underscores")
    }
}

impl std::error::Error for ReferenceError {}

/// 16 – five bits each, of 80.
const PREFIX_LETTERS: usize = 16;

/// 64 – `partnerReferenceNo` and `referenceNo` in Bank Indonesia's SNAP.
const MAX_LENGTH: usize = 64;

fn check(text: String) -> Result<String, ReferenceError> {
    let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    if (1..=MAX_LENGTH).contains(&text.len()) && text.bytes().all(good) {
        Ok(text)
    } else {
        Err(ReferenceError)
    }
}

/// Our name for one attempt, such as `60RK4CSM6MV3EE1P-J1-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct PartnerReference(String);

/// The partner's own name for one payment that it has made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct PartnerTransaction(String);

macro_rules! text {
    ($($name:ident),+) => {$(
        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = ReferenceError;
            fn try_from(text: String) -> Result<Self, ReferenceError> {
                check(text).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    )+};
}

text!(PartnerReference, PartnerTransaction);

impl PartnerReference {
    /// What stands in front of all references of the participant whose it is,
    /// which is all that is needed to find them.
    #[must_use]
    pub fn prefix(&self) -> Option<PayoutPrefix> {
        let (prefix, _) = self.0.split_once('-')?;
        let right = prefix.len() == PREFIX_LETTERS
            && prefix
                .bytes()
                .all(|letter| code32::ALPHABET.contains(&letter));
        right.then(|| PayoutPrefix(prefix.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_differ_by_person_instalment_and_attempt() {
        let prefix = PayoutPrefix::from_random(*b"0123456789");
        let id = |kind, number| InstalmentId { kind, number };
        assert_eq!(
            prefix.reference(id(Kind::JobSearch, 1), 1).as_str(),
            "60RK4CSM6MV3EE1S-J1-1"
        );
        assert_eq!(
            prefix.reference(id(Kind::Survey, 2), 13).as_str(),
            "60RK4CSM6MV3EE1S-S2-13"
        );
        for attempt in [1, 13] {
            let reference = prefix.reference(id(Kind::Survey, 2), attempt);
            assert_eq!(reference.prefix().as_ref(), Some(&prefix));
        }
        for odd in [
            "60RK4CSM6MV3EE1S",
            "60RK4CSM6MV3EE1-J1-1",
            "60rk4csm6mv3ee1s-J1-1",
        ] {
            let odd = PartnerReference::try_from(odd.to_owned()).unwrap();
            assert_eq!(odd.prefix(), None);
        }
        assert!(PartnerReference::try_from(String::from("a b")).is_err());
        assert!(PartnerTransaction::try_from("x".repeat(65)).is_err());
    }
}
