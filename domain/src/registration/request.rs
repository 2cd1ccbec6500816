//! A registration as it is sent, and as it is once every field was understood.

use super::consent::CONSENT_VERSION;
use super::profile::Education;
use super::step::{Field, FieldError};
use crate::contact::{Email, Phone};
use crate::eligibility::{WorkStatus, check_age};
use crate::identity::{BirthDate, Kk, Nik, PersonName};
use crate::messages::Code;
use crate::profile::{parse_education, parse_work_status};
use crate::region::Domicile;
use crate::scheme::{Scheme, SchemeId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What a client sends. Texts as typed: each is judged by itself, so that one
/// answer names every field that needs work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegistrationRequest {
    /// National identity number, 16 digits.
    pub nik: String,
    /// Family card number, 16 digits.
    pub kk: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// As on the identity card.
    pub name: String,
    /// Indonesian mobile number.
    pub phone: String,
    /// From the confirmation of the code sent to that number.
    pub phone_proof: String,
    /// Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Kemendagri code of the regency or city of domicile, four digits.
    pub domicile: String,
    /// `none`, `sd`, `smp`, `sma`, `diploma`, `s1` or `s2`.
    pub education: String,
    /// `job_seeker`, `laid_off`, `furloughed`, `small_business`, `non_wage_worker` or `employee`.
    pub work_status: String,
    /// Whether the declaration was ticked.
    pub declaration: bool,
    /// Version of the consent text that was ticked.
    pub consent: String,
}

/// A registration in which every field makes sense. What is stored, encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// National identity number.
    pub nik: Nik,
    /// Family card number.
    pub kk: Kk,
    /// Day of birth.
    pub birth_date: BirthDate,
    /// Full name.
    pub name: PersonName,
    /// Mobile number.
    pub phone: Phone,
    /// E-mail, if given.
    pub email: Option<Email>,
    /// Where they live.
    pub domicile: Domicile,
    /// Highest education.
    pub education: Education,
    /// Work situation.
    pub work_status: WorkStatus,
    /// Version of the consent text.
    pub consent: String,
}

impl Registration {
    /// Understands every field, or names every one that it does not.
    ///
    /// # Errors
    /// One [`FieldError`] for each field that needs work, in the form's order.
    pub fn parse(
        request: &RegistrationRequest,
        scheme: &Scheme,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let nik = keep(Nik::parse(&request.nik), Field::Nik, &mut errors);
        let kk = Kk::parse(&request.kk).and_then(|kk| match &nik {
            Some(nik) => kk.beside(nik),
            None => Ok(kk),
        });
        let kk = keep(kk, Field::Kk, &mut errors);
        let born = birth_date(&request.birth_date, scheme, today, &mut errors);
        let name = keep(PersonName::parse(&request.name), Field::Name, &mut errors);
        let phone = keep(Phone::parse(&request.phone), Field::Phone, &mut errors);
        if phone.is_some() && request.phone_proof.is_empty() {
            errors.push(FieldError::new(Field::Phone, Code::PhoneNotProven));
        }
        let email = Email::parse_optional(request.email.as_deref().unwrap_or_default());
        let email = keep(email, Field::Email, &mut errors);
        let domicile = keep(
            Domicile::parse(&request.domicile),
            Field::Domicile,
            &mut errors,
        );
        let education = keep(
            parse_education(&request.education),
            Field::Education,
            &mut errors,
        );
        let work_status = keep(
            parse_work_status(&request.work_status),
            Field::WorkStatus,
            &mut errors,
        );
        if !request.declaration {
            errors.push(FieldError::new(
                Field::Declaration,
                Code::DeclarationMissing,
            ));
        }
        match request.consent.as_str() {
            CONSENT_VERSION => {}
            "" => errors.push(FieldError::new(Field::Consent, Code::ConsentMissing)),
            _ => errors.push(FieldError::new(Field::Consent, Code::ConsentOutdated)),
        }
        match (
            nik,
            kk,
            born,
            name,
            phone,
            email,
            domicile,
            education,
            work_status,
        ) {
            (
                Some(nik),
                Some(kk),
                Some(birth_date),
                Some(name),
                Some(phone),
                Some(email),
                Some(domicile),
                Some(education),
                Some(work_status),
            ) if errors.is_empty() => Ok(Self {
                nik,
                kk,
                birth_date,
                name,
                phone,
                email,
                domicile,
                education,
                work_status,
                consent: request.consent.clone(),
            }),
            _ => Err(errors),
        }
    }
}

/// A birth date that the scheme takes; whether it does is told beside what is wrong with it.
pub(super) fn birth_date(
    text: &str,
    scheme: &Scheme,
    today: NaiveDate,
    errors: &mut Vec<FieldError>,
) -> Option<BirthDate> {
    let born = BirthDate::parse(text).and_then(|born| born.not_after(today));
    let born = keep(born, Field::BirthDate, errors)?;
    if let Err((code, params)) = check_age(scheme, born, today) {
        errors.push(FieldError {
            field: Field::BirthDate,
            code,
            params,
        });
    }
    Some(born)
}

pub(super) fn keep<T>(
    parsed: Result<T, Code>,
    field: Field,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    parsed
        .map_err(|code| errors.push(FieldError::new(field, code)))
        .ok()
}

/// By what registrations are judged at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RegistrationRules {
    /// The open wave's scheme, or the one in force.
    pub scheme: SchemeId,
    /// The service's clock.
    pub now: DateTime<Utc>,
}

/// What an accepted registration is answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RegistrationReceipt {
    /// 14 digits, grouped for reading aloud.
    pub registration_number: String,
    /// When it was stored, UTC.
    pub registered_at: chrono::DateTime<chrono::Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> RegistrationRequest {
        RegistrationRequest {
            nik: "3273015404980001".into(),
            kk: "3273012503100007".into(),
            birth_date: "1998-04-14".into(),
            name: "Sari".into(),
            phone: "081234567890".into(),
            phone_proof: "proof".into(),
            email: None,
            domicile: "3273".into(),
            education: "sma".into(),
            work_status: "job_seeker".into(),
            declaration: true,
            consent: CONSENT_VERSION.into(),
        }
    }

    fn errors(change: impl FnOnce(&mut RegistrationRequest)) -> Vec<(Field, Code)> {
        let mut request = request();
        change(&mut request);
        Registration::parse(
            &request,
            &Scheme::find("normal-2023").unwrap(),
            "2026-11-22".parse().unwrap(),
        )
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|error| (error.field, error.code))
        .collect()
    }

    #[test]
    fn a_good_request_is_understood_and_survives_storage() {
        let scheme = Scheme::find("normal-2023").unwrap();
        let parsed =
            Registration::parse(&request(), &scheme, "2026-11-22".parse().unwrap()).unwrap();
        let json = serde_json::to_string(&parsed).unwrap();
        assert_eq!(serde_json::from_str::<Registration>(&json).unwrap(), parsed);
    }

    #[test]
    fn every_field_that_needs_work_is_named_at_once() {
        let all = errors(|r| {
            *r = RegistrationRequest {
                nik: String::new(),
                kk: String::new(),
                birth_date: String::new(),
                name: String::new(),
                phone: String::new(),
                phone_proof: String::new(),
                email: Some("x".into()),
                domicile: String::new(),
                education: String::new(),
                work_status: String::new(),
                declaration: false,
                consent: String::new(),
            }
        });
        assert_eq!(all.len(), 11);
    }

    #[test]
    fn each_bad_field_gets_its_own_code() {
        assert_eq!(
            errors(|r| r.kk = r.nik.clone()),
            [(Field::Kk, Code::KkSameAsNik)]
        );
        assert_eq!(
            errors(|r| r.birth_date = "2027-01-01".into()).first(),
            Some(&(Field::BirthDate, Code::BirthDateFuture))
        );
        assert_eq!(
            errors(|r| r.birth_date = "2008-11-23".into()),
            [(Field::BirthDate, Code::TooYoung)]
        );
        assert_eq!(errors(|r| r.birth_date = "2008-11-22".into()), []);
        assert_eq!(
            errors(|r| r.phone_proof.clear()),
            [(Field::Phone, Code::PhoneNotProven)]
        );
        assert_eq!(
            errors(|r| r.consent = "2020-01-01".into()),
            [(Field::Consent, Code::ConsentOutdated)]
        );
        assert_eq!(
            errors(|r| r.education = "phd".into()),
            [(Field::Education, Code::ChoiceUnknown)]
        );
        assert_eq!(
            errors(|r| r.work_status = "none".into()),
            [(Field::WorkStatus, Code::ChoiceUnknown)]
        );
    }
}
