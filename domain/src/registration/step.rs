//! The pages of the form, one question each, and the fields on them.

use crate::messages::{Code, Locale, Params};
use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// In order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The one of that name.
            #[must_use]
            pub fn find(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// A field of a form or of a request; what errors point at.
    Field {
        /// National identity number.
        Nik = "nik";
        /// Family card number.
        Kk = "kk";
        /// Birth date as a whole, as the API takes it.
        BirthDate = "birth_date";
        /// Day, in the form.
        BirthDay = "birth_day";
        /// Month, in the form.
        BirthMonth = "birth_month";
        /// Year, in the form.
        BirthYear = "birth_year";
        /// Full name.
        Name = "name";
        /// Mobile number.
        Phone = "phone";
        /// One-time code.
        Otp = "otp";
        /// The number's turn in the waiting room.
        Turn = "turn";
        /// The challenge that the code answers.
        Challenge = "challenge";
        /// Proof that the number was confirmed.
        PhoneProof = "phone_proof";
        /// The number that was confirmed.
        ProvenPhone = "proven_phone";
        /// E-mail address.
        Email = "email";
        /// Regency or city code.
        Domicile = "domicile";
        /// Highest education.
        Education = "education";
        /// Work situation.
        WorkStatus = "work_status";
        /// Ticked declaration.
        Declaration = "declaration";
        /// Version of the consent text that was ticked.
        Consent = "consent";
        /// Client-made key of this submission.
        IdempotencyKey = "idempotency_key";
        /// Registration number, in the status checker.
        RegistrationNumber = "registration_number";
        /// Code of a slip, in the check of a draw.
        SlipCode = "code";
        /// Number of a wave.
        Wave = "wave";
        /// Short name of a scheme.
        Scheme = "scheme";
        /// Opening time of a wave.
        OpensAt = "opens_at";
    }
}

named! {
    /// A page of the form; the names are part of its addresses.
    Step {
        /// National identity number.
        Nik = "nik";
        /// Family card number.
        Kk = "kk";
        /// Birth date.
        BirthDate = "tanggal-lahir";
        /// Full name.
        Name = "nama";
        /// Mobile number.
        Phone = "hp";
        /// Code from the text message.
        Otp = "kode";
        /// E-mail, optional.
        Email = "email";
        /// Regency or city.
        Domicile = "domisili";
        /// Education.
        Education = "pendidikan";
        /// Work situation.
        WorkStatus = "pekerjaan";
        /// Declaration.
        Declaration = "pernyataan";
        /// Consent.
        Consent = "persetujuan";
        /// Check your answers.
        Check = "periksa";
    }
}

impl Step {
    /// The fields a person fills in here.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Nik => &[Field::Nik],
            Self::Kk => &[Field::Kk],
            Self::BirthDate => &[Field::BirthDay, Field::BirthMonth, Field::BirthYear],
            Self::Name => &[Field::Name],
            Self::Phone => &[Field::Phone],
            Self::Otp => &[Field::Otp],
            Self::Email => &[Field::Email],
            Self::Domicile => &[Field::Domicile],
            Self::Education => &[Field::Education],
            Self::WorkStatus => &[Field::WorkStatus],
            Self::Declaration => &[Field::Declaration],
            Self::Consent => &[Field::Consent],
            Self::Check => &[],
        }
    }

    /// The page on which a refused field is put right.
    #[must_use]
    pub fn of(field: Field) -> Self {
        match field {
            Field::BirthDate => Self::BirthDate,
            Field::PhoneProof | Field::ProvenPhone | Field::Challenge | Field::Turn => Self::Phone,
            _ => Self::ALL
                .iter()
                .copied()
                .find(|step| step.fields().contains(&field))
                .unwrap_or(Self::Check),
        }
    }

    /// Position from 1, for "step 3 of 13".
    #[must_use]
    pub fn position(self) -> usize {
        Self::ALL.iter().take_while(|step| **step != self).count() + 1
    }

    /// The page after this one; the last stays.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL.get(self.position()).copied().unwrap_or(self)
    }

    /// The page before this one, if any.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::ALL.get(self.position().checked_sub(2)?).copied()
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where.
    pub field: Field,
    /// What.
    pub code: Code,
    /// Values for the words.
    pub params: Params,
}

impl FieldError {
    /// An error whose words leave nothing open.
    #[must_use]
    pub fn new(field: Field, code: Code) -> Self {
        Self {
            field,
            code,
            params: Params::default(),
        }
    }

    /// The finished sentence.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        self.code.sentence(locale, &self.params)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_follow_each_other_there_and_back() {
        assert_eq!(Step::Nik.previous(), None);
        assert_eq!(Step::Check.next(), Step::Check);
        for step in Step::ALL {
            assert_eq!(Step::find(step.as_str()), Some(*step));
            if let Some(previous) = step.previous() {
                assert_eq!(previous.next(), *step);
            }
            for field in step.fields() {
                assert_eq!(Step::of(*field), *step);
            }
        }
    }
}
