//! What somebody who was drawn receives: a card number, a balance for courses,
//! and a day by which the first course has to be bought. Who lets it pass loses
//! the award for good, and the seat goes to another wave (Permenko 11/2020,
//! articles 17, 20 and 22).

use crate::money::Rupiah;
use crate::purchase::NameError;
use crate::scheme::{Scheme, SchemeId};
use crate::time::{end_of, programme_date};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Reminders go out so many days before the deadline.
pub const REMINDERS: [i64; 2] = [7, 1];

/// A card's number: 16 digits, the last of them a check digit by Luhn (ISO/IEC
/// 7812-1), so that a platform's own form catches most typing errors. Not shown
/// by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct CardNumber(String);

impl CardNumber {
    /// A number out of a uniformly drawn one.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        let payload = format!("{:015}", random % 1_000_000_000_000_000);
        let check = (10 - luhn(&payload, 1) % 10) % 10;
        Self(format!("{payload}{check}"))
    }

    /// Takes 16 digits whose last one fits, with or without spaces between.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let digits: String = text.chars().filter(|sign| *sign != ' ').collect();
        let fits = digits.len() == 16
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && luhn(&digits, 0).is_multiple_of(10);
        fits.then_some(Self(digits)).ok_or(NameError)
    }

    /// As it is typed at a platform.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `1234 5678 9012 3456`
    #[must_use]
    pub fn grouped(&self) -> String {
        let digits: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = digits
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        groups.join(" ")
    }
}

impl TryFrom<String> for CardNumber {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text)
    }
}

impl From<CardNumber> for String {
    fn from(card: CardNumber) -> Self {
        card.0
    }
}

impl std::fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardNumber(…)")
    }
}

/// Luhn's sum, from the right; `from` is 1 if a check digit is still to come.
fn luhn(digits: &str, from: usize) -> u32 {
    digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            if (place + from) % 2 == 1 {
                digit * 2 / 10 + digit * 2 % 10
            } else {
                digit
            }
        })
        .sum()
}

/// An award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Award {
    /// The wave that was won.
    pub wave: u32,
    /// The scheme whose amounts and deadlines hold.
    pub scheme: SchemeId,
    /// The card.
    pub card: CardNumber,
    /// Balance for courses, as credited.
    pub balance: Rupiah,
    /// When it was awarded.
    pub awarded_at: DateTime<Utc>,
    /// The first course has to be bought before this.
    pub buy_before: DateTime<Utc>,
    /// When it was taken back, if it was.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The end of the day, in Jakarta, by which the first course has to be bought.
#[must_use]
pub fn buy_before(scheme: &Scheme, awarded_at: DateTime<Utc>) -> DateTime<Utc> {
    let days = Days::new(u64::from(scheme.first_purchase_within_days));
    end_of(
        programme_date(awarded_at)
            .checked_add_days(days)
            .unwrap_or(NaiveDate::MAX),
    )
}

/// When the balance closes, if its scheme sets a day (Permenko 11/2020, article
/// 19): the end of that day in Jakarta.
#[must_use]
pub fn spend_before(scheme: &Scheme, awarded_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    scheme
        .balance_closes_on(programme_date(awarded_at))
        .map(end_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Locale;
    use crate::time::Zone;

    #[test]
    fn card_numbers_carry_luhns_check_digit() {
        // 7992739871 with check digit 3 is the standard's well-known example.
        assert_eq!(luhn("79927398713", 0) % 10, 0);
        for random in [0, 1, 72, 999_999_999_999_999, u64::MAX] {
            let card = CardNumber::from_random(random);
            assert_eq!(card.as_str().len(), 16);
            assert_eq!(luhn(card.as_str(), 0) % 10, 0, "{}", card.as_str());
            assert_eq!(card.grouped().len(), 19);
            assert!(!format!("{card:?}").contains(card.as_str()));
        }
    }

    #[test]
    fn a_card_number_is_read_with_its_spaces_and_refused_with_a_wrong_digit() {
        let card = CardNumber::from_random(72);
        assert_eq!(CardNumber::parse(&card.grouped()), Ok(card.clone()));
        let mut wrong = card.as_str().to_owned();
        let last = wrong.pop().unwrap();
        wrong.push(if last == '0' { '1' } else { '0' });
        for text in [
            wrong.as_str(),
            "",
            "1234",
            &"0".repeat(17),
            "۱234567890123456",
        ] {
            assert_eq!(CardNumber::parse(text), Err(NameError), "{text}");
        }
    }

    #[test]
    fn the_first_course_is_due_by_the_end_of_the_schemes_last_day_in_jakarta() {
        let due = |scheme, at: &str| {
            let scheme = Scheme::find(scheme).unwrap();
            Zone::Wib.long(buy_before(&scheme, at.parse().unwrap()), Locale::Id)
        };
        // 17.30 UTC is already the next day in Jakarta.
        assert_eq!(
            due("normal-2023", "2026-11-27T16:30:00Z"),
            "13 Desember 2026 pukul 00.00 WIB"
        );
        assert_eq!(
            due("normal-2023", "2026-11-27T17:30:00Z"),
            "14 Desember 2026 pukul 00.00 WIB"
        );
        assert_eq!(
            due("semi-bansos-2020", "2020-04-17T05:00:00Z"),
            "18 Mei 2020 pukul 00.00 WIB"
        );
    }

    #[test]
    fn the_balance_of_2020_closes_at_the_end_of_the_15th_of_december_in_jakarta() {
        let scheme = Scheme::find("semi-bansos-2020").unwrap();
        let closes = |at: &str| spend_before(&scheme, at.parse().unwrap());
        assert_eq!(
            closes("2020-12-15T16:59:59Z")
                .map(|at| Zone::Wib.long(at, Locale::Id))
                .as_deref(),
            Some("16 Desember 2020 pukul 00.00 WIB")
        );
        assert_eq!(closes("2020-12-15T17:00:00Z"), None);
    }
}
