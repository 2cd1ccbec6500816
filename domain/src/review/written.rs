//! One person's review of one purchase, as its writer has it.

use super::{ReviewText, Stars, check};
use crate::eligibility::choices;
use crate::messages::Code;
use crate::scheme::ReviewRules;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

choices! {
    /// Why staff hid a text.
    HideReason {
        PersonalData = "personal_data": "Ulasan memuat data pribadi, misalnya nomor telepon, NIK, atau alamat.", "It has personal data in it, such as a phone number, a NIK or an address.";
        Advertising = "advertising": "Ulasan memuat iklan atau tautan.", "It has advertising or links in it.";
        Abuse = "abuse": "Ulasan memuat kata yang menghina atau mengancam.", "It insults or threatens somebody.";
        NotAboutCourse = "not_about_course": "Ulasan tidak membahas pelatihan ini.", "It is not about this course.";
    }
}

/// Whether others see a review's text. Stars count whatever becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "moderation", rename_all = "snake_case")]
pub enum Moderation {
    /// Staff will look at it first.
    Waiting,
    /// Shown, if there is any text.
    Shown,
    /// Not shown.
    Hidden {
        /// Why.
        reason: HideReason,
    },
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// How many stars.
    pub stars: Stars,
    /// What is said.
    pub text: Option<ReviewText>,
    /// When it was first written: the time for changing it runs from here.
    pub rated_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// Grows with every change, so that reports and verdicts that come late count
    /// for what they were about.
    pub version: u32,
    /// Whether others see the text.
    pub moderation: Moderation,
}

impl Written {
    /// Writes a review for the first time, or changes the one that is known. The
    /// same again is the same: nothing.
    ///
    /// # Errors
    /// [`Code::ReviewTooLate`] when it cannot be changed any more.
    pub fn write(
        known: Option<&Self>,
        (stars, text): (Stars, Option<ReviewText>),
        rules: ReviewRules,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, Code> {
        let Some(known) = known else {
            return Ok(Some(Self {
                stars,
                moderation: first_look(text.as_ref()),
                text,
                rated_at: now,
                changed_at: now,
                version: 1,
            }));
        };
        if known.stars == stars && known.text == text {
            return Ok(None);
        }
        if known.changeable_until(rules) <= now {
            return Err(Code::ReviewTooLate);
        }
        let moderation = match known.moderation {
            _ if text == known.text => known.moderation,
            // Who was hidden once is looked at again before others see it.
            Moderation::Hidden { .. } if text.is_some() => Moderation::Waiting,
            _ => first_look(text.as_ref()),
        };
        Ok(Some(Self {
            stars,
            text,
            rated_at: known.rated_at,
            changed_at: now,
            version: known.version.saturating_add(1),
            moderation,
        }))
    }

    /// At that instant it is too late to change it.
    #[must_use]
    pub fn changeable_until(&self, rules: ReviewRules) -> DateTime<Utc> {
        self.rated_at + TimeDelta::days(i64::from(rules.change_within_days))
    }

    /// Takes what became of one version; of an earlier one it counts for nothing.
    #[must_use]
    pub fn moderated(&self, version: u32, moderation: Moderation) -> Option<Self> {
        let counts = self.version == version && self.moderation != moderation;
        counts.then(|| Self {
            moderation,
            ..self.clone()
        })
    }
}

fn first_look(text: Option<&ReviewText>) -> Moderation {
    match text {
        Some(text) if !check(text).is_empty() => Moderation::Waiting,
        _ => Moderation::Shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: ReviewRules = ReviewRules {
        change_within_days: 30,
    };

    fn at(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + day * 86_400, 0).unwrap()
    }

    fn said(stars: u8, text: &str) -> (Stars, Option<ReviewText>) {
        (Stars::new(stars).unwrap(), ReviewText::parse(text).unwrap())
    }

    fn first(text: &str) -> Written {
        Written::write(None, said(5, text), RULES, at(0))
            .unwrap()
            .unwrap()
    }

    #[test]
    fn a_review_is_changed_until_its_time_is_up_and_not_at_that_instant() {
        let known = first("Bagus");
        let change = |now| Written::write(Some(&known), said(2, "Kurang"), RULES, now);
        let moment = TimeDelta::seconds(1);
        let changed = change(at(30) - moment).unwrap().unwrap();
        assert_eq!((changed.version, changed.stars.get()), (2, 2));
        assert_eq!(changed.rated_at, at(0), "the time does not begin anew");
        assert_eq!(change(at(30)), Err(Code::ReviewTooLate));
        let same = Written::write(Some(&known), said(5, " Bagus "), RULES, at(99));
        assert_eq!(same, Ok(None), "the same again is no change, however late");
    }

    #[test]
    fn a_text_waits_if_it_looks_like_data_and_after_it_was_hidden() {
        assert_eq!(first("Bagus").moderation, Moderation::Shown);
        assert_eq!(first("").moderation, Moderation::Shown);
        let waiting = first("WA 081234567890");
        assert_eq!(waiting.moderation, Moderation::Waiting);
        let hidden = Moderation::Hidden {
            reason: HideReason::PersonalData,
        };
        let hidden = waiting.moderated(1, hidden).unwrap();
        let change = |text| {
            let changed = Written::write(Some(&hidden), said(4, text), RULES, at(1));
            changed.unwrap().unwrap().moderation
        };
        assert_eq!(change("Bagus"), Moderation::Waiting);
        assert_eq!(change(""), Moderation::Shown);
        assert_eq!(change("WA 081234567890"), hidden.moderation, "stars alone");
    }

    #[test]
    fn a_verdict_counts_for_the_version_that_staff_saw() {
        let known = first("WA 081234567890");
        assert_eq!(known.moderated(2, Moderation::Shown), None);
        let shown = known.moderated(1, Moderation::Shown).unwrap();
        assert_eq!(shown.moderated(1, Moderation::Shown), None, "said twice");
    }
}
