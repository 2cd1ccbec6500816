//! A person's name as on the identity card. One word is a whole name for many
//! Indonesians; titles bring commas and full stops.

use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// 100 – the registry allows 60 for new names since 2022 (Permendagri 73/2022),
/// but older cards carry longer ones.
pub const MAX_NAME_CHARACTERS: usize = 100;

/// A name, white space tidied. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// Takes letters of any script, spaces, and `. , ' ’ -` between them.
    ///
    /// # Errors
    /// [`Code::NameMissing`], [`Code::NameTooLong`] or [`Code::NameCharacters`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let name = text
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if name.is_empty() {
            return Err(Code::NameMissing);
        }
        if name.chars().count() > MAX_NAME_CHARACTERS {
            return Err(Code::NameTooLong);
        }
        let allowed =
            |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | ',' | '\'' | '’' | '-');
        if !name.chars().all(allowed) || !name.chars().any(char::is_alphabetic) {
            return Err(Code::NameCharacters);
        }
        Ok(Self(name))
    }

    /// The tidied name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonName(…)")
    }
}

impl TryFrom<String> for PersonName {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_as_cards_carry_them_are_taken() {
        for name in [
            "Sari",
            "H. Ahmad, S.Pd.",
            "Ma'ruf",
            "Anne-Marie",
            "O’Brien",
            "Łucja",
            "I",
        ] {
            assert_eq!(PersonName::parse(name).unwrap().as_str(), name);
        }
        assert_eq!(
            PersonName::parse("  Siti   Aminah ").unwrap().as_str(),
            "Siti Aminah"
        );
    }

    #[test]
    fn what_no_card_carries_is_refused_with_its_own_code() {
        for (text, code) in [
            ("", Code::NameMissing),
            ("  ", Code::NameMissing),
            ("...", Code::NameCharacters),
            ("Budi\u{0}", Code::NameCharacters),
            ("Budi\nSanto", Code::NameCharacters),
            ("\u{202e}iduB", Code::NameCharacters),
            ("Budi \u{1f600}", Code::NameCharacters),
            ("<script>alert(1)</script>", Code::NameCharacters),
            ("Budi'); DROP TABLE people; --", Code::NameCharacters),
            ("Budi 2", Code::NameCharacters),
        ] {
            assert_eq!(PersonName::parse(text).unwrap_err(), code, "{text:?}");
        }
        assert_eq!(PersonName::parse(&"a".repeat(101)), Err(Code::NameTooLong));
        assert!(PersonName::parse(&"é".repeat(100)).is_ok());
    }

    proptest! {
        #[test]
        fn parsing_twice_changes_nothing_more(text in "\\PC*") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
            }
        }
    }
}
