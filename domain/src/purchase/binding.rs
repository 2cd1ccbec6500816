//! One account of a platform belongs to one card, and one card to one account
//! of each platform (prakerja.go.id, questions and answers). Both sides keep
//! their half and ask the same function: the platform account's side over all
//! cards, the participant's over all platforms.

use super::{PlatformCode, Refused};
use crate::draw::Hex;
use serde::{Deserialize, Serialize};

/// A keyed hash of an account's or a card's number, so that neither side keeps
/// the other's in the clear.
pub type Tag = Hex<32>;

/// An account that was used with a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountBinding {
    /// The platform.
    pub platform: PlatformCode,
    /// The account there.
    pub account: Tag,
    /// The card.
    pub card: Tag,
}

/// What asking came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Not known before: to be kept.
    Newly,
    /// The same as is known.
    Already,
}

/// Whether an account and a card may belong together, given what is known.
///
/// # Errors
/// [`Refused::AccountOfOtherCard`] or [`Refused::CardOfOtherAccount`].
pub fn bind(known: &[AccountBinding], asked: &AccountBinding) -> Result<Bound, Refused> {
    for one in known.iter().filter(|one| one.platform == asked.platform) {
        match (one.account == asked.account, one.card == asked.card) {
            (true, true) => return Ok(Bound::Already),
            (true, false) => return Err(Refused::AccountOfOtherCard),
            (false, true) => return Err(Refused::CardOfOtherAccount),
            (false, false) => {}
        }
    }
    Ok(Bound::Newly)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn binding(platform: &str, account: u8, card: u8) -> AccountBinding {
        AccountBinding {
            platform: PlatformCode::parse(platform).unwrap(),
            account: Hex([account; 32]),
            card: Hex([card; 32]),
        }
    }

    #[test]
    fn one_account_has_one_card_and_one_card_one_account_on_each_platform() {
        let known = [binding("pintaria", 1, 1), binding("karier", 7, 1)];
        for (asked, expected) in [
            (binding("pintaria", 1, 1), Ok(Bound::Already)),
            (binding("pintaria", 1, 2), Err(Refused::AccountOfOtherCard)),
            (binding("pintaria", 2, 1), Err(Refused::CardOfOtherAccount)),
            (binding("pintaria", 2, 2), Ok(Bound::Newly)),
            (binding("tokopedia", 1, 1), Ok(Bound::Newly)),
        ] {
            assert_eq!(bind(&known, &asked), expected, "{asked:?}");
        }
    }
}
