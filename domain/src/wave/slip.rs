//! The slip of the draw, and the code in which people keep it: 32 letters and
//! digits in groups of four. It carries a check, so that a mistyped code is told
//! from one that is in no list.

use crate::code32;
use crate::draw::{Hex, Nonce};
use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// A person's slip for the draw of one wave. With the registration number it
/// gives the entry's id; for nobody else's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Slip {
    /// The shard in which the entry lies.
    pub shard: u16,
    /// What makes the entry's id a secret.
    pub nonce: Nonce,
}

/// Shard (2), nonce (16), check (2): 160 bits are 32 letters without a rest.
const LENGTH: usize = 20;
/// Letters of a code.
const LETTERS: usize = 32;

/// CRC-16/CCITT-FALSE. It catches every change within 16 neighbouring bits, so
/// every single wrong letter (5 bits) and every swap of neighbours (10 bits);
/// of other changes one in 65,536 passes.
fn check(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |sum: u16, byte| {
        (0..8).fold(sum ^ u16::from(*byte) << 8, |sum, _| {
            let carried = if sum & 0x8000 == 0 { 0 } else { 0x1021 };
            sum << 1 ^ carried
        })
    })
}

impl Slip {
    fn bytes(self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        let (shard, rest) = bytes.split_at_mut(2);
        shard.copy_from_slice(&self.shard.to_be_bytes());
        let (nonce, _) = rest.split_at_mut(16);
        nonce.copy_from_slice(&self.nonce.0);
        let (said, sum) = bytes.split_at_mut(LENGTH - 2);
        sum.copy_from_slice(&check(said).to_be_bytes());
        bytes
    }

    /// `00G4-…`: eight groups of four.
    #[must_use]
    pub fn code(self) -> String {
        let bytes = self.bytes();
        let (fives, _) = bytes.as_chunks::<5>();
        code32::grouped(fives.iter().copied().flat_map(code32::letters_of))
    }

    /// Reads a code as people type it: small letters, spaces, hyphens and
    /// letters that stand for a digit are forgiven.
    ///
    /// # Errors
    /// [`Code::SlipMissing`], [`Code::SlipCharacters`], [`Code::SlipLength`] or [`Code::SlipMistyped`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let values = code32::values(text).ok_or(Code::SlipCharacters)?;
        if values.is_empty() {
            return Err(Code::SlipMissing);
        }
        if values.len() != LETTERS {
            return Err(Code::SlipLength);
        }
        let mut bytes = [0; LENGTH];
        let (fives, _) = bytes.as_chunks_mut::<5>();
        let (eights, _) = values.as_chunks::<8>();
        for (five, eight) in fives.iter_mut().zip(eights) {
            *five = code32::bytes_of(*eight);
        }
        let [high, low, nonce @ .., _, _] = bytes;
        let slip = Self {
            shard: u16::from_be_bytes([high, low]),
            nonce: Hex(nonce),
        };
        (slip.bytes() == bytes)
            .then_some(slip)
            .ok_or(Code::SlipMistyped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn example() -> Slip {
        Slip {
            shard: 0x0102,
            nonce: Hex(*b"abcdefghijklmnop"),
        }
    }

    #[test]
    fn the_check_is_the_published_one() {
        assert_eq!(check(b"123456789"), 0x29b1);
    }

    #[test]
    fn codes_are_typed_as_people_like() {
        let code = example().code();
        assert_eq!(code, "0416-2RK3-CHJP-CSV8-D5N6-PV3D-DSQQ-0ZKW");
        for typed in [
            code.to_lowercase(),
            code.replace('-', " "),
            code.replace('-', ""),
            code.replace('-', " – "),
            code.replace('0', "O").replace('1', "l"),
            code.replace('1', "i"),
            format!("  {code}\n"),
        ] {
            assert_eq!(Slip::parse(&typed), Ok(example()), "{typed}");
        }
    }

    #[test]
    fn other_text_is_refused_with_its_own_code() {
        let code = example().code();
        for (typed, expected) in [
            (String::new(), Code::SlipMissing),
            (" - ".to_owned(), Code::SlipMissing),
            (code.replace('P', "U"), Code::SlipCharacters),
            (format!("{code}!"), Code::SlipCharacters),
            (format!("{code}é"), Code::SlipCharacters),
            (code.replace("CHJP", "CHJ"), Code::SlipLength),
            (format!("{code}0"), Code::SlipLength),
            ("1234-567-8901-234".to_owned(), Code::SlipLength),
            (code.replace("CHJP", "CHJ7"), Code::SlipMistyped),
            (code.replace("CHJP", "CJHP"), Code::SlipMistyped),
        ] {
            assert_eq!(Slip::parse(&typed), Err(expected), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_slip_round_trips(shard: u16, nonce: [u8; 16]) {
            let slip = Slip { shard, nonce: Hex(nonce) };
            prop_assert_eq!(Slip::parse(&slip.code()), Ok(slip));
        }

        #[test]
        fn every_single_wrong_letter_and_every_swap_of_neighbours_is_caught(
            shard: u16, nonce: [u8; 16], place in 0..LETTERS, letter in 0..LETTERS,
        ) {
            let code = Slip { shard, nonce: Hex(nonce) }.code().replace('-', "");
            let mut wrong = code.clone().into_bytes();
            wrong[place] = code32::ALPHABET[letter];
            let mut swapped = code.clone().into_bytes();
            swapped.swap(place, (place + 1).min(LETTERS - 1));
            for typed in [wrong, swapped] {
                let typed = String::from_utf8(typed).unwrap();
                if typed != code {
                    prop_assert_eq!(Slip::parse(&typed), Err(Code::SlipMistyped));
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}") {
            if let Ok(slip) = Slip::parse(&text) {
                prop_assert_eq!(Slip::parse(&slip.code()), Ok(slip));
            }
        }
    }
}
