//! A half-filled form: what was typed, exactly as it was typed. Kept and sent
//! as form data (`nik=…&kk=…`), so that the phone's storage, a form post
//! without JavaScript and the edge read one format. Unknown fields are dropped,
//! missing ones are empty: a draft of an older release still opens.

use super::request::{Registration, RegistrationRequest};
use super::step::{Field, FieldError, Step};
use crate::identity::{BirthDate, Nik};
use crate::messages::Code;
use crate::scheme::Scheme;
use chrono::NaiveDate;

/// Typed values by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    values: Vec<(Field, String)>,
}

impl Draft {
    /// Reads form data.
    #[must_use]
    pub fn from_form(form: &str) -> Self {
        let mut draft = Self::default();
        for (name, value) in form_urlencoded::parse(form.as_bytes()) {
            if let Some(field) = Field::find(&name) {
                draft.set(field, &value);
            }
        }
        draft
    }

    /// Writes form data.
    #[must_use]
    pub fn to_form(&self) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        for (field, value) in &self.values {
            form.append_pair(field.as_str(), value);
        }
        form.finish()
    }

    /// What was typed, empty if nothing.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.values
            .iter()
            .find(|(known, _)| *known == field)
            .map_or("", |(_, value)| value)
    }

    /// Remembers what was typed.
    pub fn set(&mut self, field: Field, value: &str) {
        self.values.retain(|(known, _)| *known != field);
        if !value.is_empty() {
            self.values.push((field, value.to_owned()));
        }
    }

    /// Whether anything was typed at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Every field with a value.
    pub fn values(&self) -> impl Iterator<Item = (Field, &str)> {
        self.values
            .iter()
            .map(|(field, value)| (*field, value.as_str()))
    }

    /// Whether the present number is the one that was confirmed.
    #[must_use]
    pub fn phone_is_proven(&self) -> bool {
        let number = |field| crate::contact::Phone::parse(self.get(field)).ok();
        !self.get(Field::PhoneProof).is_empty()
            && number(Field::Phone).is_some()
            && number(Field::Phone) == number(Field::ProvenPhone)
    }

    /// The request that this draft amounts to.
    #[must_use]
    pub fn request(&self) -> RegistrationRequest {
        let text = |field| self.get(field).to_owned();
        let date = [Field::BirthDay, Field::BirthMonth, Field::BirthYear].map(|one| self.get(one));
        RegistrationRequest {
            nik: text(Field::Nik),
            kk: text(Field::Kk),
            birth_date: BirthDate::joined(date),
            name: text(Field::Name),
            phone: text(Field::Phone),
            phone_proof: text(Field::PhoneProof),
            email: Some(text(Field::Email)).filter(|email| !email.trim().is_empty()),
            domicile: text(Field::Domicile),
            education: text(Field::Education),
            work_status: text(Field::WorkStatus),
            declaration: !self.get(Field::Declaration).is_empty(),
            consent: text(Field::Consent),
        }
    }

    /// What is wrong on one page; on the last page, anywhere.
    #[must_use]
    pub fn errors(&self, step: Step, scheme: &Scheme, today: NaiveDate) -> Vec<FieldError> {
        let all = Registration::parse(&self.request(), scheme, today)
            .err()
            .unwrap_or_default();
        let mut errors: Vec<FieldError> = all
            .into_iter()
            .filter(|error| {
                let here = Step::of(error.field);
                step == Step::Check || here == step && error.code != Code::PhoneNotProven
            })
            .collect();
        // In the form the date is three boxes; the summary's link leads to the first.
        for error in &mut errors {
            if error.field == Field::BirthDate {
                error.field = Field::BirthDay;
            }
        }
        errors
    }

    /// What looks unusual about the NIK; never a reason to stop.
    #[must_use]
    pub fn nik_warnings(&self) -> Vec<Code> {
        let born = BirthDate::parse(&self.request().birth_date).ok();
        Nik::parse(self.get(Field::Nik))
            .map(|nik| nik.warnings(born))
            .unwrap_or_default()
    }

    /// The first page that still needs something, else the last.
    #[must_use]
    pub fn resume_at(&self, scheme: &Scheme, today: NaiveDate) -> Step {
        Step::ALL
            .iter()
            .copied()
            .filter(|step| *step != Step::Otp || !self.phone_is_proven())
            .find(|step| match step {
                Step::Otp => true,
                Step::Check => true,
                step => !self.errors(*step, scheme, today).is_empty(),
            })
            .unwrap_or(Step::Nik)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scheme() -> Scheme {
        Scheme::find("normal-2023").unwrap()
    }

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    fn full() -> Draft {
        Draft::from_form(
            "nik=3273015404980001&kk=3273012503100007&birth_day=14&birth_month=4&birth_year=1998&name=Sari&phone=0812+3456+7890&phone_proof=x&proven_phone=081234567890&domicile=3273&education=sma&work_status=job_seeker&declaration=on&consent=2026-11-01",
        )
    }

    #[test]
    fn a_full_draft_has_no_errors_and_resumes_at_the_last_page() {
        for step in Step::ALL {
            assert_eq!(full().errors(*step, &scheme(), today()), [], "{step:?}");
        }
        assert_eq!(full().resume_at(&scheme(), today()), Step::Check);
    }

    #[test]
    fn a_draft_resumes_at_the_first_page_that_needs_something() {
        let mut draft = full();
        draft.set(Field::Education, "");
        assert_eq!(draft.resume_at(&scheme(), today()), Step::Education);
        draft.set(Field::Phone, "081299998888");
        assert_eq!(
            draft.resume_at(&scheme(), today()),
            Step::Otp,
            "another number needs another code"
        );
        assert_eq!(Draft::default().resume_at(&scheme(), today()), Step::Nik);
    }

    #[test]
    fn errors_stay_on_their_page() {
        let mut draft = full();
        draft.set(Field::Nik, "123");
        draft.set(Field::BirthYear, "");
        let codes = |step| {
            draft
                .errors(step, &scheme(), today())
                .iter()
                .map(|e| (e.field, e.code))
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(Step::Nik), [(Field::Nik, Code::NikLength)]);
        assert_eq!(
            codes(Step::BirthDate),
            [(Field::BirthDay, Code::BirthDateMissing)]
        );
        assert_eq!(codes(Step::Name), []);
        assert_eq!(codes(Step::Check).len(), 2);
    }

    #[test]
    fn fields_of_other_releases_are_dropped() {
        assert_eq!(
            Draft::from_form("favourite_colour=red&nik=1").to_form(),
            "nik=1"
        );
    }

    proptest! {
        #[test]
        fn whatever_was_typed_comes_back_to_the_letter(nik in "\\PC*", name in ".*", phone in ".*") {
            let mut draft = Draft::default();
            draft.set(Field::Nik, &nik);
            draft.set(Field::Name, &name);
            draft.set(Field::Phone, &phone);
            let again = Draft::from_form(&draft.to_form());
            for field in [Field::Nik, Field::Name, Field::Phone] {
                prop_assert_eq!(again.get(field), draft.get(field));
            }
        }

        #[test]
        fn no_draft_makes_the_rules_panic(form in "\\PC*") {
            let draft = Draft::from_form(&form);
            let _ = draft.resume_at(&scheme(), today());
            let _ = draft.nik_warnings();
        }
    }
}
