//! Putting right what the registry does not find so.

use super::request::{birth_date, keep};
use super::step::{Field, FieldError};
use crate::identity::{BirthDate, IdentityState, Kk, Mismatch, Nik, PersonName};
use crate::messages::Code;
use crate::scheme::Scheme;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 5 times data may be put right: more would be guessing at what the registry holds. Then
/// an officer looks at the card.
pub const CORRECTIONS: u32 = 5;

/// What a client sends: all three, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectionRequest {
    /// Family card number, 16 digits.
    pub kk: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// As on the identity card.
    pub name: String,
}

/// The same, understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Family card number.
    pub kk: Kk,
    /// Day of birth.
    pub birth_date: BirthDate,
    /// Full name.
    pub name: PersonName,
}

impl Correction {
    /// Understands every field, or names every one that it does not.
    ///
    /// # Errors
    /// One [`FieldError`] for each field that needs work, in the form's order.
    pub fn parse(
        request: &CorrectionRequest,
        nik: &Nik,
        scheme: &Scheme,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let kk = Kk::parse(&request.kk).and_then(|kk| kk.beside(nik));
        let kk = keep(kk, Field::Kk, &mut errors);
        let born = birth_date(&request.birth_date, scheme, today, &mut errors);
        let name = keep(PersonName::parse(&request.name), Field::Name, &mut errors);
        match (kk, born, name) {
            (Some(kk), Some(birth_date), Some(name)) if errors.is_empty() => Ok(Self {
                kk,
                birth_date,
                name,
            }),
            _ => Err(errors),
        }
    }
}

/// What somebody has registered of themselves, as far as the registry checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct IdentityView {
    /// Family card number.
    pub kk: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// Full name.
    pub name: String,
    /// What the registry said of them.
    pub identity: IdentityState,
    /// How often they may still be put right.
    pub corrections_left: u32,
}

impl IdentityView {
    /// What is to be put right now; nothing where nothing can be.
    #[must_use]
    pub fn wrong(&self) -> &[Mismatch] {
        match &self.identity {
            IdentityState::Mismatch { fields } if may_correct(self).is_ok() => fields,
            _ => &[],
        }
    }
}

/// Whether it may be put right.
///
/// # Errors
/// Why not: [`Code::IdentityNotWrong`], [`Code::NikDenied`] or [`Code::CorrectionsUsedUp`].
pub fn may_correct(view: &IdentityView) -> Result<(), Code> {
    match &view.identity {
        IdentityState::Pending | IdentityState::Verified => Err(Code::IdentityNotWrong),
        denied if denied.denies_nik() => Err(Code::NikDenied),
        IdentityState::Mismatch { .. } if view.corrections_left == 0 => {
            Err(Code::CorrectionsUsedUp)
        }
        IdentityState::Mismatch { .. } => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> CorrectionRequest {
        CorrectionRequest {
            kk: "3273012503100007".into(),
            birth_date: "1998-04-14".into(),
            name: "Sari Rahayu".into(),
        }
    }

    fn errors(request: &CorrectionRequest) -> Vec<(Field, Code)> {
        let nik = Nik::parse("3273015404980001").unwrap();
        let scheme = Scheme::find("normal-2023").unwrap();
        let today = "2026-11-22".parse().unwrap();
        let parsed = Correction::parse(request, &nik, &scheme, today);
        let errors = parsed.err().unwrap_or_default();
        errors.iter().map(|one| (one.field, one.code)).collect()
    }

    #[test]
    fn every_field_is_judged_as_when_registering() {
        assert_eq!(errors(&request()), []);
        let wrong = CorrectionRequest {
            kk: "3273015404980001".into(),
            birth_date: "2012-04-14".into(),
            name: "S4ri".into(),
        };
        assert_eq!(
            errors(&wrong),
            [
                (Field::Kk, Code::KkSameAsNik),
                (Field::BirthDate, Code::TooYoung),
                (Field::Name, Code::NameCharacters),
            ]
        );
    }

    #[test]
    fn only_what_the_registry_holds_differently_may_be_put_right_and_not_for_ever() {
        let may = |identity, corrections_left| {
            let CorrectionRequest {
                kk,
                birth_date,
                name,
            } = request();
            let view = IdentityView {
                kk,
                birth_date,
                name,
                identity,
                corrections_left,
            };
            (may_correct(&view).err(), view.wrong().to_vec())
        };
        let differs = |field| IdentityState::Mismatch {
            fields: vec![field],
        };
        assert_eq!(may(differs(Mismatch::Kk), 1), (None, vec![Mismatch::Kk]));
        let refused = |code| (Some(code), vec![]);
        assert_eq!(
            may(differs(Mismatch::Kk), 0),
            refused(Code::CorrectionsUsedUp)
        );
        assert_eq!(may(differs(Mismatch::Nik), 5), refused(Code::NikDenied));
        for settled in [IdentityState::Pending, IdentityState::Verified] {
            assert_eq!(may(settled, 5), refused(Code::IdentityNotWrong));
        }
    }
}
