//! KK, the family card number. Two members of a household share it, so it says
//! who counts towards the household limit; it is never proof of identity.

use super::{Nik, sixteen_digits};
use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// A family card number: 16 digits. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kk(String);

impl Kk {
    /// Takes 16 digits; spaces, dots and hyphens between them are forgiven.
    ///
    /// # Errors
    /// [`Code::KkMissing`], [`Code::KkNotDigits`] or [`Code::KkLength`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        sixteen_digits(text, Code::KkMissing, Code::KkNotDigits, Code::KkLength).map(Self)
    }

    /// Refuses the commonest slip: the NIK typed a second time.
    ///
    /// # Errors
    /// [`Code::KkSameAsNik`].
    pub fn beside(self, nik: &Nik) -> Result<Self, Code> {
        if self.0 == nik.as_str() {
            Err(Code::KkSameAsNik)
        } else {
            Ok(self)
        }
    }

    /// The 16 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Kk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kk(…)")
    }
}

impl TryFrom<String> for Kk {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<Kk> for String {
    fn from(kk: Kk) -> Self {
        kk.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_nik_typed_again_is_noticed() {
        let nik = Nik::parse("3273015404980001").unwrap();
        let same = Kk::parse("3273015404980001").unwrap();
        assert_eq!(same.beside(&nik), Err(Code::KkSameAsNik));
        assert!(Kk::parse("3273012503100007").unwrap().beside(&nik).is_ok());
    }

    #[test]
    fn what_is_not_sixteen_digits_is_refused_with_its_own_code() {
        assert_eq!(Kk::parse(""), Err(Code::KkMissing));
        assert_eq!(Kk::parse("123"), Err(Code::KkLength));
        assert_eq!(Kk::parse("327301250310000X"), Err(Code::KkNotDigits));
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_the_parser_panic(text in "\\PC*") {
            if let Ok(kk) = Kk::parse(&text) {
                prop_assert_eq!(Kk::parse(kk.as_str()), Ok(kk.clone()));
            }
        }
    }
}
