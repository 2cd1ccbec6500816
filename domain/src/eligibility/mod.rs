//! Whether somebody may take part: the rules of a scheme, each answered
//! passed, failed or not known, with its source and what the person can do.
//! Never a bare no, and never a guess where nothing was answered.

pub(crate) mod answers;
pub(crate) use answers::choices;
mod form;
pub(crate) mod rule;
mod words;

pub use answers::{Answer, Answers, Household, Occupation, SocialAid, WorkStatus};
pub use form::EligibilityDraft;
pub use rule::{Rule, RuleKind, Verdict};
pub use words::{advice, title};

use crate::messages::{Code, Locale, Params};
use crate::scheme::{Scheme, SchemeId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One rule's outcome, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Which rule, such as `age`.
    pub rule: String,
    /// Passed, failed or not known.
    pub verdict: Verdict,
    /// What the rule asks.
    pub title: String,
    /// What the person can do, or what it means for them.
    pub advice: String,
    /// Where the rule stands.
    pub source: String,
}

/// All findings, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Report {
    /// The scheme that was asked about.
    pub scheme: SchemeId,
    /// The day for which the rules were read.
    pub on: NaiveDate,
    /// Failed if any rule failed, else not known if any is not known, else passed.
    pub overall: Verdict,
    /// In the scheme's order.
    pub findings: Vec<Finding>,
}

/// Reads every rule of a scheme that is in force on a day.
#[must_use]
pub fn evaluate(scheme: &Scheme, answers: &Answers, on: NaiveDate, locale: Locale) -> Report {
    let findings: Vec<Finding> = scheme
        .rules
        .iter()
        .filter(|rule| rule.in_force(on))
        .map(|rule| {
            let verdict = rule.kind.verdict(answers, on);
            Finding {
                rule: rule.kind.name().to_owned(),
                verdict,
                title: title(&rule.kind, locale),
                advice: advice(&rule.kind, verdict, answers, on, locale),
                source: rule.source.clone(),
            }
        })
        .collect();
    let any = |verdict| findings.iter().any(|finding| finding.verdict == verdict);
    let overall = if any(Verdict::Failed) {
        Verdict::Failed
    } else if any(Verdict::NotKnown) {
        Verdict::NotKnown
    } else {
        Verdict::Passed
    };
    Report {
        scheme: scheme.id.clone(),
        on,
        overall,
        findings,
    }
}

/// The age rule alone, which registering and joining ask by themselves.
///
/// # Errors
/// [`Code::TooYoung`] with the day on which it changes, or [`Code::TooOld`].
pub fn check_age(
    scheme: &Scheme,
    born: crate::identity::BirthDate,
    on: NaiveDate,
) -> Result<(), (Code, Params)> {
    for rule in scheme.rules.iter().filter(|rule| rule.in_force(on)) {
        if let RuleKind::Age { minimum, maximum } = rule.kind {
            let age = born.age_on(on);
            if age < minimum {
                let date = born.birthday(minimum).map(crate::time::When::Day);
                return Err((
                    Code::TooYoung,
                    Params {
                        date,
                        ..Params::default()
                    },
                ));
            }
            if maximum.is_some_and(|maximum| age > maximum) {
                return Err((Code::TooOld, Params::default()));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::BirthDate;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn good() -> Answers {
        Answers {
            citizen: Some(Answer::Yes),
            birth_date: Some(BirthDate::parse("1998-04-14").unwrap()),
            in_formal_education: Some(Answer::No),
            work_status: Some(WorkStatus::JobSeeker),
            occupation: Some(Occupation::NoneOfThese),
            awarded_before: Some(Answer::No),
            household: Some(Household::One),
            social_aid: Some(SocialAid::NoneOfThese),
        }
    }

    fn failed(scheme: &str, answers: &Answers, on: &str) -> Vec<String> {
        evaluate(&Scheme::find(scheme).unwrap(), answers, day(on), Locale::Id)
            .findings
            .into_iter()
            .filter(|finding| finding.verdict == Verdict::Failed)
            .map(|finding| finding.rule)
            .collect()
    }

    #[test]
    fn somebody_who_meets_every_rule_passes_in_both_schemes() {
        for (scheme, on) in [
            ("semi-bansos-2020", "2021-10-25"),
            ("normal-2023", "2026-11-22"),
        ] {
            let report = evaluate(&Scheme::find(scheme).unwrap(), &good(), day(on), Locale::Id);
            assert_eq!(report.overall, Verdict::Passed, "{report:?}");
        }
    }

    #[test]
    fn nothing_answered_is_nothing_known_never_a_refusal() {
        let report = evaluate(
            &Scheme::find("normal-2023").unwrap(),
            &Answers::default(),
            day("2026-11-22"),
            Locale::Id,
        );
        assert!(
            report
                .findings
                .iter()
                .all(|finding| finding.verdict == Verdict::NotKnown)
        );
        assert_eq!(report.overall, Verdict::NotKnown);
    }

    #[test]
    fn each_wrong_answer_fails_its_own_rule_alone() {
        type Change = fn(&mut Answers);
        let cases: [(Change, &str); 7] = [
            (|a| a.citizen = Some(Answer::No), "citizen"),
            (
                |a| a.birth_date = Some(BirthDate::parse("2010-01-01").unwrap()),
                "age",
            ),
            (
                |a| a.in_formal_education = Some(Answer::Yes),
                "not_in_formal_education",
            ),
            (
                |a| a.work_status = Some(WorkStatus::NoneOfThese),
                "work_status",
            ),
            (|a| a.occupation = Some(Occupation::Police), "occupation"),
            (|a| a.awarded_before = Some(Answer::Yes), "never_awarded"),
            (
                |a| a.household = Some(Household::TwoOrMore),
                "household_limit",
            ),
        ];
        for (change, rule) in cases {
            let mut answers = good();
            change(&mut answers);
            assert_eq!(failed("normal-2023", &answers, "2026-11-22"), [rule]);
        }
    }

    #[test]
    fn age_limits_follow_the_scheme_and_the_day() {
        let scheme = |id| Scheme::find(id).unwrap();
        let normal = scheme("normal-2023");
        let today = day("2026-11-22");
        let check = |born: &str| {
            check_age(&normal, BirthDate::parse(born).unwrap(), today).map_err(|(code, _)| code)
        };
        assert_eq!(
            check("2008-11-23"),
            Err(Code::TooYoung),
            "17 years and 364 days"
        );
        assert_eq!(check("2008-11-22"), Ok(()), "18 today");
        assert_eq!(check("1961-11-23"), Ok(()), "64, 65 tomorrow");
        assert_eq!(check("1961-11-22"), Err(Code::TooOld), "65 today");
        let old = scheme("semi-bansos-2020");
        let born = BirthDate::parse("1950-01-01").unwrap();
        assert_eq!(
            check_age(&old, born, day("2021-07-31")),
            Ok(()),
            "no upper limit before wave 18"
        );
        assert!(check_age(&old, born, day("2021-08-01")).is_err());
    }

    #[test]
    fn the_young_are_told_the_day_on_which_it_changes() {
        let born = BirthDate::parse("2008-11-23").unwrap();
        let (_, params) = check_age(
            &Scheme::find("normal-2023").unwrap(),
            born,
            day("2026-11-22"),
        )
        .unwrap_err();
        let date = params.date.map(|date| date.words(Locale::Id));
        assert_eq!(date.as_deref(), Some("23 November 2026"));
    }

    #[test]
    fn social_aid_excluded_in_2021_is_allowed_again_from_wave_48() {
        let answers = Answers {
            social_aid: Some(SocialAid::Bpum),
            ..good()
        };
        assert_eq!(failed("semi-bansos-2020", &answers, "2020-09-01"), [""; 0]);
        assert_eq!(
            failed("semi-bansos-2020", &answers, "2021-03-01"),
            ["no_social_aid"]
        );
        assert_eq!(failed("normal-2023", &answers, "2023-02-17"), [""; 0]);
    }

    proptest! {
        #[test]
        fn every_finding_has_words_and_a_source(
            citizen in proptest::option::of(proptest::sample::select(vec![Answer::Yes, Answer::No, Answer::Unknown])),
            household in proptest::option::of(proptest::sample::select(vec![Household::None, Household::One, Household::TwoOrMore, Household::Unknown])),
            years in 0i32..100,
            locale in proptest::sample::select(vec![Locale::Id, Locale::En]),
        ) {
            let born = NaiveDate::from_ymd_opt(2026 - years, 6, 1).map(BirthDate::from_date);
            let answers = Answers { citizen, household, birth_date: born, ..Answers::default() };
            for scheme in Scheme::shipped() {
                let report = evaluate(&scheme, &answers, day("2021-10-01"), locale);
                for finding in report.findings {
                    prop_assert!(!finding.title.is_empty() && !finding.advice.is_empty() && !finding.source.is_empty());
                }
            }
        }
    }
}
