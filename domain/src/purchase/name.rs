//! Names that the programme, platforms and institutions give to courses,
//! schedules, invoices and purchases.

use serde::{Deserialize, Serialize};

/// 64 – what platforms' own systems allow for an order number.
const MAX_LENGTH: usize = 64;

/// Text that is no such name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameError;

impl std::fmt::Display for NameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not 1 to 64 letters, digits, dots, hyphens or underscores")
    }
}

impl std::error::Error for NameError {}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $allowed:pat,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes 1 to 64 of the allowed signs.
            ///
            /// # Errors
            /// [`NameError`].
            pub fn parse(text: &str) -> Result<Self, NameError> {
                let good = |byte: u8| matches!(byte, $allowed);
                if (1..=MAX_LENGTH).contains(&text.len()) && text.bytes().all(good) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(NameError)
                }
            }

            /// The name.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NameError;
            fn try_from(text: String) -> Result<Self, NameError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    )+};
}

names! {
    /// One purchase: the idempotency key of its reservation, a UUID in small
    /// letters. It is part of ledger references.
    PurchaseId = b'a'..=b'z' | b'0'..=b'9' | b'-',
    /// A course, as the catalogue names it.
    CourseCode = b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_',
    /// One run of a course: its days, place and seats.
    ScheduleCode = b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_',
    /// The platform's own number of a redeemed order.
    InvoiceCode = b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'/',
    /// A platform.
    PlatformCode = b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_',
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_the_signs_of_their_kind_and_no_other() {
        assert!(PurchaseId::parse("0f8fad5b-d9cb-469f-a165-70867728950e").is_ok());
        assert!(InvoiceCode::parse("INV/2026/11/0042").is_ok());
        assert!(CourseCode::parse(&"k".repeat(64)).is_ok());
        for bad in ["", "A", "a/b", "a b", "é", "a\n"] {
            assert_eq!(PurchaseId::parse(bad), Err(NameError), "{bad:?}");
        }
        for bad in ["", "a b", "a\"", "kelas é", &"k".repeat(65)] {
            assert_eq!(CourseCode::parse(bad), Err(NameError), "{bad:?}");
        }
        assert!(serde_json::from_str::<ScheduleCode>("\"a b\"").is_err());
    }
}
