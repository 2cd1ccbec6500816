//! What somebody has told of their life: where they live, what they learned, how they work. It
//! changes, so they may change it; for a wave that they are in it stays as it was.

use crate::eligibility::WorkStatus;
use crate::messages::{Code, Params};
use crate::region::Domicile;
use crate::registration::{Education, Field, FieldError};
use serde::{Deserialize, Serialize};

/// 10 changes in [`CHANGES_WITHIN_DAYS`]: nobody's life changes more often, and each is kept.
pub const CHANGES: u32 = 10;
/// 30 days.
pub const CHANGES_WITHIN_DAYS: i64 = 30;

/// What a client sends: all three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileRequest {
    /// Kemendagri code of the regency or city of domicile, four digits.
    pub domicile: String,
    /// `none`, `sd`, `smp`, `sma`, `diploma`, `s1` or `s2`.
    pub education: String,
    /// `job_seeker`, `laid_off`, `furloughed`, `small_business`, `non_wage_worker` or `employee`.
    pub work_status: String,
}

/// The same, understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Where they live.
    pub domicile: Domicile,
    /// Highest education.
    pub education: Education,
    /// Work situation.
    pub work_status: WorkStatus,
}

impl Profile {
    /// Understands every field, or names every one that it does not.
    ///
    /// # Errors
    /// One [`FieldError`] for each field that needs work, in the form's order.
    pub fn parse(request: &ProfileRequest) -> Result<Self, Vec<FieldError>> {
        let ProfileRequest {
            domicile,
            education,
            work_status,
        } = request;
        let domicile = in_field(Field::Domicile, Domicile::parse(domicile));
        let education = in_field(Field::Education, parse_education(education));
        let work_status = in_field(Field::WorkStatus, parse_work_status(work_status));
        match (domicile, education, work_status) {
            (Ok(domicile), Ok(education), Ok(work_status)) => Ok(Self {
                domicile,
                education,
                work_status,
            }),
            (domicile, education, work_status) => {
                let wrong = [domicile.err(), education.err(), work_status.err()];
                Err(wrong.into_iter().flatten().collect())
            }
        }
    }
}

fn in_field<T>(field: Field, parsed: Result<T, Code>) -> Result<T, FieldError> {
    parsed.map_err(|code| FieldError::new(field, code))
}

/// One of the choices.
///
/// # Errors
/// [`Code::EducationMissing`] or [`Code::ChoiceUnknown`].
pub(crate) fn parse_education(text: &str) -> Result<Education, Code> {
    Education::parse(text)?.ok_or(Code::EducationMissing)
}

/// One of the choices that entitle to apply.
///
/// # Errors
/// [`Code::WorkStatusMissing`] or [`Code::ChoiceUnknown`].
pub(crate) fn parse_work_status(text: &str) -> Result<WorkStatus, Code> {
    match WorkStatus::parse(text)? {
        None => Err(Code::WorkStatusMissing),
        Some(WorkStatus::NoneOfThese) => Err(Code::ChoiceUnknown),
        Some(status) => Ok(status),
    }
}

/// What is registered now, and what of it may be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ProfileView {
    /// Kemendagri code, four digits.
    pub domicile: String,
    /// One of the choices.
    pub education: String,
    /// One of the choices.
    pub work_status: String,
    /// A wave that was joined and has no result yet: until then education and work status stay,
    /// and another domicile counts in later waves only.
    pub wave: Option<u32>,
    /// How often it may be changed within the next days.
    pub changes_left: u32,
}

/// Whether a profile may be changed into another. One that stays as it is always may.
///
/// # Errors
/// Why not: [`Code::ProfileFixed`] or [`Code::ProfileChangesUsedUp`].
pub fn may_change(view: &ProfileView, after: &Profile) -> Result<(), (Code, Params)> {
    let params = Params {
        wave: view.wave,
        ..Params::default()
    };
    let stays = view.education == after.education.as_str()
        && view.work_status == after.work_status.as_str();
    if stays && view.domicile == after.domicile.as_str() {
        return Ok(());
    }
    if view.wave.is_some() && !stays {
        return Err((Code::ProfileFixed, params));
    }
    if view.changes_left == 0 {
        return Err((Code::ProfileChangesUsedUp, Params::default()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> ProfileRequest {
        ProfileRequest {
            domicile: "3273".into(),
            education: "sma".into(),
            work_status: "job_seeker".into(),
        }
    }

    #[test]
    fn every_answer_is_judged_as_when_registering() {
        assert!(Profile::parse(&request()).is_ok());
        let wrong = ProfileRequest {
            domicile: "9999".into(),
            education: String::new(),
            work_status: "none".into(),
        };
        let errors = Profile::parse(&wrong).unwrap_err();
        let errors: Vec<_> = errors.iter().map(|one| (one.field, one.code)).collect();
        assert_eq!(
            errors,
            [
                (Field::Domicile, Code::DomicileUnknown),
                (Field::Education, Code::EducationMissing),
                (Field::WorkStatus, Code::ChoiceUnknown),
            ]
        );
    }

    #[test]
    fn who_waits_for_a_draw_changes_the_domicile_alone_and_nobody_without_end() {
        let may = |change: fn(&mut ProfileRequest), wave, changes_left| {
            let ProfileRequest {
                domicile,
                education,
                work_status,
            } = request();
            let view = ProfileView {
                domicile,
                education,
                work_status,
                wave,
                changes_left,
            };
            let mut after = request();
            change(&mut after);
            let after = Profile::parse(&after).unwrap();
            may_change(&view, &after).err().map(|(code, _)| code)
        };
        let moves = |one: &mut ProfileRequest| one.domicile = "7371".into();
        let is_laid_off = |one: &mut ProfileRequest| one.work_status = "laid_off".into();
        let learns = |one: &mut ProfileRequest| one.education = "s1".into();
        assert_eq!(may(moves, Some(72), 1), None);
        for change in [is_laid_off, learns] {
            assert_eq!(may(change, None, 1), None);
            assert_eq!(may(change, Some(72), 1), Some(Code::ProfileFixed));
        }
        assert_eq!(may(moves, None, 0), Some(Code::ProfileChangesUsedUp));
        assert_eq!(may(|_| {}, Some(72), 0), None);
    }
}
