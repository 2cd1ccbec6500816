//! Codes of platforms, institutions and courses: a letter and a number, short
//! enough to be read out, stable for ever. One spelling each, so that a course
//! has one address.

use serde::{Deserialize, Serialize};

/// A text that is no code of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdError;

impl std::fmt::Display for IdError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a code of its kind")
    }
}

impl std::error::Error for IdError {}

fn number(text: &str, letter: char, width: usize) -> Option<u32> {
    let digits = text.strip_prefix(letter)?;
    // One spelling: padded to the width, and beyond it without a leading zero.
    let spelled = digits.len() == width || (digits.len() > width && !digits.starts_with('0'));
    if !spelled || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $letter:literal, $width:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u32);

        impl $name {
            /// The code with this number, which begins at 1.
            #[must_use]
            pub const fn numbered(number: u32) -> Option<Self> {
                if number == 0 { None } else { Some(Self(number)) }
            }

            /// Takes a code in its one spelling.
            ///
            /// # Errors
            /// [`IdError`] for anything else.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                number(text, $letter, $width).and_then(Self::numbered).ok_or(IdError)
            }

            /// The number in it.
            #[must_use]
            pub const fn number(self) -> u32 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($letter, "{:0", $width, "}"), self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    )+};
}

ids! {
    /// A digital platform: `P01`.
    PlatformId, 'P', 2;
    /// A training institution (lembaga pelatihan): `L0001`.
    InstitutionId, 'L', 4;
    /// A course: `K00001`.
    CourseId, 'K', 5;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_has_one_spelling() {
        assert_eq!(CourseId::parse("K00042").unwrap().number(), 42);
        assert_eq!(CourseId::parse("K123456").unwrap().number(), 123_456);
        for text in [
            "",
            "K",
            "K42",
            "k00042",
            "K000042",
            "K00000",
            "L0042",
            "K0004٢",
            "K+0042",
            "K99999999999",
        ] {
            assert_eq!(CourseId::parse(text), Err(IdError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_but_zero_round_trips(number in 1..=u32::MAX) {
            let id = InstitutionId::numbered(number).unwrap();
            prop_assert_eq!(InstitutionId::parse(&id.to_string()), Ok(id));
        }
    }
}
