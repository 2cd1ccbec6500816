//! Surveys: a few questions some time after the first completed course, each
//! with a choice of answers. Answers are kept apart from what they pay, and no
//! answer is better than another.

mod questions;

pub use questions::{Choice, Question, questions};

use crate::messages::Code;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SurveyRequest {
    /// The chosen answer by question, each by its short name.
    pub answers: BTreeMap<String, String>,
}

/// A complete set of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyAnswers(BTreeMap<String, String>);

impl SurveyAnswers {
    /// Takes what was sent, if every question of the survey has one of its answers.
    ///
    /// # Errors
    /// [`Code::SurveyIncomplete`] or [`Code::ChoiceUnknown`].
    pub fn parse(number: u32, request: &SurveyRequest) -> Result<Self, Code> {
        let asked = questions(number);
        for question in asked {
            let given = request.answers.get(question.id);
            let given = given.filter(|text| !text.is_empty());
            let given = given.ok_or(Code::SurveyIncomplete)?;
            if !question.choices.iter().any(|choice| choice.id == given) {
                return Err(Code::ChoiceUnknown);
            }
        }
        if request.answers.len() > asked.len() {
            return Err(Code::ChoiceUnknown);
        }
        Ok(Self(request.answers.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::Scheme;

    fn first_of_each(number: u32) -> SurveyRequest {
        let answers = questions(number)
            .iter()
            .map(|one| (one.id.to_owned(), one.choices[0].id.to_owned()))
            .collect();
        SurveyRequest { answers }
    }

    #[test]
    fn every_survey_of_every_scheme_has_questions_with_answers_of_their_own() {
        for scheme in Scheme::shipped() {
            for number in 1..=scheme.survey_incentive.times {
                let asked = questions(number);
                assert!((3..=8).contains(&asked.len()), "short, and not nothing");
                for question in asked {
                    let mut ids: Vec<_> = question.choices.iter().map(|one| one.id).collect();
                    ids.sort_unstable();
                    ids.dedup();
                    assert!(ids.len() == question.choices.len() && ids.len() > 1);
                }
                let mut ids: Vec<_> = asked.iter().map(|one| one.id).collect();
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len(), asked.len());
                assert!(SurveyAnswers::parse(number, &first_of_each(number)).is_ok());
            }
        }
    }

    #[test]
    fn a_question_left_out_and_an_answer_that_is_none_are_refused() {
        let mut request = first_of_each(1);
        let id = questions(1)[0].id;
        request.answers.insert(id.to_owned(), "mars".to_owned());
        assert_eq!(SurveyAnswers::parse(1, &request), Err(Code::ChoiceUnknown));
        request.answers.remove(id);
        assert_eq!(
            SurveyAnswers::parse(1, &request),
            Err(Code::SurveyIncomplete)
        );
        let mut request = first_of_each(1);
        request.answers.insert("more".to_owned(), "x".to_owned());
        assert_eq!(SurveyAnswers::parse(1, &request), Err(Code::ChoiceUnknown));
    }
}
