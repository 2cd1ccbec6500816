//! The redeem code (kode tukar): what a participant gives the platform instead
//! of money. Whoever has it can redeem the reservation, so it is as random as a
//! password and never shown by `Debug`.

use crate::code32;
use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// Fifteen random letters (75 bits) and the check.
const LETTERS: usize = 16;

/// A redeem code, such as `4F7K-2M9Q-…`: four groups of four.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct RedeemCode(String);

impl RedeemCode {
    /// A code out of ten bytes of a cryptographic generator; the last five bits
    /// give way to the check.
    #[must_use]
    pub fn from_random(random: [u8; 10]) -> Self {
        let (fives, _) = random.as_chunks::<5>();
        let mut values: Vec<u8> = fives
            .iter()
            .copied()
            .flat_map(code32::letters_of)
            .take(LETTERS - 1)
            .collect();
        values.push(times_alpha(sum(&values)));
        Self(code32::grouped(values))
    }

    /// Reads a code as people type it: small letters, spaces, hyphens and
    /// letters that stand for a digit are forgiven.
    ///
    /// # Errors
    /// [`Code::RedeemCodeMissing`], [`Code::RedeemCodeCharacters`],
    /// [`Code::RedeemCodeLength`] or [`Code::RedeemCodeMistyped`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let values = code32::values(text).ok_or(Code::RedeemCodeCharacters)?;
        if values.is_empty() {
            Err(Code::RedeemCodeMissing)
        } else if values.len() != LETTERS {
            Err(Code::RedeemCodeLength)
        } else if sum(&values) != 0 {
            Err(Code::RedeemCodeMistyped)
        } else {
            Ok(Self(code32::grouped(values)))
        }
    }

    /// With its hyphens.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Doubles in the field of 32 elements (x⁵ + x² + 1).
const fn times_alpha(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 {
        doubled
    } else {
        doubled ^ 0b10_0101
    }
}

/// Horner's sum of the letters at α, a generator of the field: zero for a code
/// with its check. Every single wrong letter changes it, and so does every swap
/// of two different letters, since the 16 powers of α differ.
fn sum(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| times_alpha(sum) ^ value)
}

impl std::fmt::Debug for RedeemCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RedeemCode(…)")
    }
}

impl TryFrom<String> for RedeemCode {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<RedeemCode> for String {
    fn from(code: RedeemCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = RedeemCode::from_random(*b"0123456789");
        assert_eq!(code.as_str(), "60RK-4CSM-6MV3-EE1P");
        for typed in [
            "60rk 4csm 6mv3 ee1p",
            "6ORK4CSM6MV3EEIP",
            "60RK–4CSM–6MV3–EElp",
        ] {
            assert_eq!(RedeemCode::parse(typed).as_ref(), Ok(&code), "{typed}");
        }
        assert!(!format!("{code:?}").contains("60RK"));
    }

    #[test]
    fn other_text_is_refused_with_its_own_code() {
        for (typed, expected) in [
            ("", Code::RedeemCodeMissing),
            (" - ", Code::RedeemCodeMissing),
            ("60RK-4CSM-6MV3-EE1U", Code::RedeemCodeCharacters),
            ("60RK-4CSM-6MV3-EE1", Code::RedeemCodeLength),
            ("60RK-4CSM-6MV3-EE1PE", Code::RedeemCodeLength),
            ("60RK-4CSM-6MV3-EE1F", Code::RedeemCodeMistyped),
        ] {
            assert_eq!(RedeemCode::parse(typed), Err(expected), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_wrong_letter_and_every_swap_of_any_two_is_caught(
            random: [u8; 10], one in 0..LETTERS, other in 0..LETTERS, letter in 0..32_usize,
        ) {
            let code = RedeemCode::from_random(random);
            prop_assert_eq!(RedeemCode::parse(code.as_str()), Ok(code.clone()));
            let right = code.as_str().replace('-', "");
            let mut wrong = right.clone().into_bytes();
            wrong[one] = code32::ALPHABET[letter];
            let mut swapped = right.clone().into_bytes();
            swapped.swap(one, other);
            for typed in [wrong, swapped] {
                let typed = String::from_utf8(typed).unwrap();
                if typed != right {
                    prop_assert_eq!(RedeemCode::parse(&typed), Err(Code::RedeemCodeMistyped));
                }
            }
        }
    }
}
