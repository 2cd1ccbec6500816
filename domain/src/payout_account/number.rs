//! The number of a payment account.

use crate::contact::Phone;
use crate::messages::Code;
use crate::scheme::PartnerKind;
use serde::{Deserialize, Serialize};

/// 8 to 20 – Indonesian banks number accounts with 10 to 16 digits; no source
/// gives a rule, so the bounds are wider and the bank itself decides.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=20;

/// A bank account's digits, or a wallet's mobile number in E.164. Not shown by
/// `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

impl AccountNumber {
    /// Takes a number as people write it.
    ///
    /// # Errors
    /// [`Code::PayoutNumberMissing`] or [`Code::PayoutNumberInvalid`]; for a
    /// wallet also a code of the `phone.` family.
    pub fn parse(kind: PartnerKind, text: &str) -> Result<Self, Code> {
        let bare: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '.'))
            .collect();
        match kind {
            _ if bare.is_empty() => Err(Code::PayoutNumberMissing),
            PartnerKind::Wallet => Ok(Self(Phone::parse(text)?.as_str().to_owned())),
            PartnerKind::Bank if is_bank(&bare) => Ok(Self(bare)),
            PartnerKind::Bank => Err(Code::PayoutNumberInvalid),
        }
    }

    /// Digits; with a leading `+62` for a wallet.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four digits behind dots, for pages and statements.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("•••• {}", self.ending())
    }

    /// The last four digits.
    #[must_use]
    pub fn ending(&self) -> &str {
        let tail = self.0.len().saturating_sub(4);
        self.0.get(tail..).unwrap_or_default()
    }
}

fn is_bank(bare: &str) -> bool {
    DIGITS.contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
}

impl std::fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountNumber(…)")
    }
}

impl TryFrom<String> for AccountNumber {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        let kind = if text.starts_with('+') {
            PartnerKind::Wallet
        } else {
            PartnerKind::Bank
        };
        Self::parse(kind, &text)
    }
}

impl From<AccountNumber> for String {
    fn from(number: AccountNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them_and_shown_by_four_digits() {
        let bank = AccountNumber::parse(PartnerKind::Bank, "0123-456 789").unwrap();
        assert_eq!(
            (bank.as_str(), bank.masked().as_str()),
            ("0123456789", "•••• 6789")
        );
        let wallet = AccountNumber::parse(PartnerKind::Wallet, "0812 3456 7890").unwrap();
        assert_eq!(wallet.as_str(), "+6281234567890");
        for number in [bank, wallet] {
            let json = serde_json::to_string(&number).unwrap();
            assert_eq!(
                serde_json::from_str::<AccountNumber>(&json).unwrap(),
                number
            );
            assert_eq!(format!("{number:?}"), "AccountNumber(…)");
        }
    }

    #[test]
    fn other_text_is_refused_with_its_own_code() {
        for (kind, text, code) in [
            (PartnerKind::Bank, " - ", Code::PayoutNumberMissing),
            (PartnerKind::Wallet, "", Code::PayoutNumberMissing),
            (PartnerKind::Bank, "1234567", Code::PayoutNumberInvalid),
            (PartnerKind::Bank, "12345678a", Code::PayoutNumberInvalid),
            (
                PartnerKind::Bank,
                "123456789012345678901",
                Code::PayoutNumberInvalid,
            ),
            (PartnerKind::Wallet, "0123456789", Code::PhoneNotMobile),
        ] {
            assert_eq!(AccountNumber::parse(kind, text), Err(code), "{text}");
        }
    }
}
