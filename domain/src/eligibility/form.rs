//! The eligibility check as a form: values exactly as they were posted. It
//! judges nothing but the date; a choice that is not in the list counts as not
//! answered, because only a tampered form can hold one.

use super::answers::{Answer, Answers, Household, Occupation, SocialAid, WorkStatus};
use crate::identity::BirthDate;
use crate::messages::Code;
use crate::registration::{Field, FieldError};
use chrono::NaiveDate;

/// What was typed and chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EligibilityDraft {
    /// Indonesian citizen with an electronic identity card?
    pub citizen: String,
    /// Day of birth.
    pub birth_day: String,
    /// Month of birth.
    pub birth_month: String,
    /// Year of birth.
    pub birth_year: String,
    /// At school or university now?
    pub in_formal_education: String,
    /// Work situation.
    pub work_status: String,
    /// Occupation held.
    pub occupation: String,
    /// Received the programme before?
    pub awarded_before: String,
    /// Recipients on the same family card.
    pub household: String,
    /// Other aid.
    pub social_aid: String,
}

impl EligibilityDraft {
    /// Reads form data; fields of other forms are dropped.
    #[must_use]
    pub fn from_form(form: &str) -> Self {
        let mut draft = Self::default();
        for (name, value) in form_urlencoded::parse(form.as_bytes()) {
            let mut slots = draft.slots().into_iter();
            if let Some((_, slot)) = slots.find(|(known, _)| *known == name) {
                *slot = value.into_owned();
            }
        }
        draft
    }

    /// Every field by the name that the form gives it.
    pub fn slots(&mut self) -> [(&'static str, &mut String); 10] {
        [
            ("citizen", &mut self.citizen),
            ("birth_day", &mut self.birth_day),
            ("birth_month", &mut self.birth_month),
            ("birth_year", &mut self.birth_year),
            ("in_formal_education", &mut self.in_formal_education),
            ("work_status", &mut self.work_status),
            ("occupation", &mut self.occupation),
            ("awarded_before", &mut self.awarded_before),
            ("household", &mut self.household),
            ("social_aid", &mut self.social_aid),
        ]
    }

    /// What the registration asks as well, so that nobody types it twice.
    #[must_use]
    pub fn for_registration(&self) -> [(Field, &str); 4] {
        [
            (Field::BirthDay, &self.birth_day),
            (Field::BirthMonth, &self.birth_month),
            (Field::BirthYear, &self.birth_year),
            (Field::WorkStatus, &self.work_status),
        ]
    }

    /// The answers; whatever was left open is not known.
    ///
    /// # Errors
    /// The birth date, where one was begun and is not a date up to `today`.
    pub fn answers(&self, today: NaiveDate) -> Result<Answers, Vec<FieldError>> {
        Ok(Answers {
            citizen: Answer::parse(&self.citizen).ok().flatten(),
            birth_date: self
                .birth_date(today)
                .map_err(|code| vec![FieldError::new(Field::BirthDay, code)])?,
            in_formal_education: Answer::parse(&self.in_formal_education).ok().flatten(),
            work_status: WorkStatus::parse(&self.work_status).ok().flatten(),
            occupation: Occupation::parse(&self.occupation).ok().flatten(),
            awarded_before: Answer::parse(&self.awarded_before).ok().flatten(),
            household: Household::parse(&self.household).ok().flatten(),
            social_aid: SocialAid::parse(&self.social_aid).ok().flatten(),
        })
    }

    fn birth_date(&self, today: NaiveDate) -> Result<Option<BirthDate>, Code> {
        let parts = [&self.birth_day, &self.birth_month, &self.birth_year];
        if parts.iter().all(|part| part.trim().is_empty()) {
            return Ok(None);
        }
        BirthDate::from_parts(&self.birth_day, &self.birth_month, &self.birth_year)
            .and_then(|born| born.not_after(today))
            .map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    #[test]
    fn a_form_without_answers_is_all_not_known() {
        let draft = EligibilityDraft::from_form("nik=1&go=next");
        assert_eq!(draft, EligibilityDraft::default());
        assert_eq!(draft.answers(today()), Ok(Answers::default()));
    }

    #[test]
    fn answers_are_read_and_tampered_choices_are_not_answers() {
        let draft = EligibilityDraft::from_form(
            "citizen=yes&birth_day=14&birth_month=4&birth_year=1998&occupation=%3Cscript%3E&household=1",
        );
        let answers = draft.answers(today()).unwrap();
        assert_eq!(answers.citizen, Some(Answer::Yes));
        assert_eq!(answers.household, Some(Household::One));
        assert_eq!(answers.occupation, None);
        assert!(answers.birth_date.is_some());
    }

    #[test]
    fn a_date_begun_must_be_a_date() {
        let code = |form: &str| {
            EligibilityDraft::from_form(form)
                .answers(today())
                .map_err(|errors| errors.first().map(|error| error.code))
        };
        assert_eq!(code("birth_day=1"), Err(Some(Code::BirthDateMissing)));
        assert_eq!(
            code("birth_day=31&birth_month=2&birth_year=1998"),
            Err(Some(Code::BirthDateInvalid))
        );
        assert_eq!(
            code("birth_day=1&birth_month=1&birth_year=2030"),
            Err(Some(Code::BirthDateFuture))
        );
    }
}
