//! Rules as data: what each kind asks, and how answers are held against it.

use super::answers::{Answer, Answers, Household, Occupation, SocialAid, WorkStatus};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A rule of a scheme, with the days it is in force and where it stands written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What it asks.
    #[serde(flatten)]
    pub kind: RuleKind,
    /// Regulation or publication.
    pub source: String,
    /// First day, where later than the scheme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day, where earlier than the scheme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Rule {
    /// Whether the rule counts on a day.
    #[must_use]
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }
}

/// What a rule asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RuleKind {
    /// Indonesian citizen with e-KTP.
    Citizen,
    /// Completed years.
    Age {
        /// At least.
        minimum: u32,
        /// At most, where there is a limit.
        maximum: Option<u32>,
    },
    /// Not at school or university.
    NotInFormalEducation,
    /// Looking for work, laid off, furloughed, or working and in need of skills.
    WorkStatus,
    /// Not in one of these occupations.
    Occupation {
        /// The excluded ones.
        excluded: Vec<Occupation>,
    },
    /// Never received the programme.
    NeverAwarded,
    /// Recipients on one family card.
    HouseholdLimit {
        /// At most, this person included.
        maximum: u32,
    },
    /// Not receiving these kinds of aid.
    NoSocialAid {
        /// The excluded ones.
        excluded: Vec<SocialAid>,
    },
}

/// The outcome of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Met.
    Passed,
    /// Not met.
    Failed,
    /// Not answered, or not knowable yet.
    NotKnown,
}

impl From<Option<bool>> for Verdict {
    fn from(met: Option<bool>) -> Self {
        match met {
            Some(true) => Self::Passed,
            Some(false) => Self::Failed,
            None => Self::NotKnown,
        }
    }
}

fn is_yes(answer: Option<Answer>) -> Option<bool> {
    match answer? {
        Answer::Yes => Some(true),
        Answer::No => Some(false),
        Answer::Unknown => None,
    }
}

impl RuleKind {
    /// Stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Age { .. } => "age",
            Self::NotInFormalEducation => "not_in_formal_education",
            Self::WorkStatus => "work_status",
            Self::Occupation { .. } => "occupation",
            Self::NeverAwarded => "never_awarded",
            Self::HouseholdLimit { .. } => "household_limit",
            Self::NoSocialAid { .. } => "no_social_aid",
        }
    }

    /// Holds the answers against the rule.
    #[must_use]
    pub fn verdict(&self, answers: &Answers, on: NaiveDate) -> Verdict {
        let met: Option<bool> = match self {
            Self::Citizen => is_yes(answers.citizen),
            Self::Age { minimum, maximum } => answers.birth_date.map(|born| {
                let age = born.age_on(on);
                age >= *minimum && maximum.is_none_or(|maximum| age <= maximum)
            }),
            Self::NotInFormalEducation => is_yes(answers.in_formal_education).map(|yes| !yes),
            Self::WorkStatus => answers
                .work_status
                .map(|status| status != WorkStatus::NoneOfThese),
            Self::Occupation { excluded } => answers
                .occupation
                .map(|occupation| !excluded.contains(&occupation)),
            Self::NeverAwarded => is_yes(answers.awarded_before).map(|yes| !yes),
            Self::HouseholdLimit { maximum } => match answers.household {
                None | Some(Household::Unknown) => None,
                Some(Household::None) => Some(*maximum > 0),
                Some(Household::One) => Some(*maximum > 1),
                Some(Household::TwoOrMore) => Some(*maximum > 2),
            },
            Self::NoSocialAid { excluded } => match answers.social_aid {
                None | Some(SocialAid::Unknown) => None,
                Some(aid) => Some(!excluded.contains(&aid)),
            },
        };
        met.into()
    }
}
