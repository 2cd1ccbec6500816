//! What is payable, and when.

use super::*;

fn dues(plan: &Plan) -> Vec<(String, DateTime<Utc>)> {
    let due = |one: &Instalment| match one.state() {
        State::Scheduled { due } => *due,
        other => panic!("{other:?}"),
    };
    let instalments = plan.instalments().iter();
    instalments.map(|one| (one.id().text(), due(one))).collect()
}

#[test]
fn four_monthly_instalments_follow_in_2020_and_one_in_2023_whatever_the_order_of_the_facts() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let mut person = Person::new("semi-bansos-2020");
        person.now = "2020-10-30T18:00:00Z".parse().unwrap();
        let facts = person.facts(1);
        for place in order {
            assert!(person.plan.instalments().is_empty());
            let fact = facts[place].clone();
            person.plan.learn(fact, &person.scheme).unwrap();
        }
        // 31 October in Jakarta.
        let expected = [
            ("job_search-1", "2020-10-30T18:00:00+00:00"),
            ("job_search-2", "2020-11-29T18:00:00+00:00"),
            ("job_search-3", "2020-12-30T18:00:00+00:00"),
            ("job_search-4", "2021-01-30T18:00:00+00:00"),
        ]
        .map(|(id, due)| (id.to_owned(), due.parse().unwrap()));
        assert_eq!(dues(&person.plan), expected);
        for fact in facts {
            let outcome = person.plan.learn(fact, &person.scheme);
            assert_eq!(outcome, Ok(Outcome::default()), "known already");
        }
    }
    assert_eq!(Person::entitled().plan.instalments().len(), 1);
}

#[test]
fn only_the_first_completed_course_pays() {
    let mut person = Person::new("normal-2023");
    let [certificate, rating, completion] = person.facts(2);
    let [_, _, first] = person.facts(1);
    person.plan.learn(first, &person.scheme).unwrap();
    person.plan.learn(certificate, &person.scheme).unwrap();
    person.plan.learn(rating, &person.scheme).unwrap();
    assert_eq!(
        person.plan.learn(completion, &person.scheme),
        Err(NotCounted::NotTheFirst)
    );
    assert!(
        person.plan.instalments().is_empty(),
        "another's certificate"
    );
}

#[test]
fn a_survey_answered_twice_pays_once_and_never_before_it_opens() {
    let mut person = Person::entitled();
    let mut answered = |number, days| {
        let at = start() + TimeDelta::days(days);
        let fact = Fact::SurveyAnswered { number, at };
        person.plan.learn(fact, &person.scheme)
    };
    assert_eq!(answered(1, 40).unwrap().notices.len(), 1);
    assert_eq!(answered(1, 41), Ok(Outcome::default()));
    assert_eq!(answered(2, 2).unwrap().notices.len(), 1);
    assert_eq!(answered(3, 40), Err(NotCounted::NoSuchSurvey));
    assert_eq!(answered(0, 40), Err(NotCounted::NoSuchSurvey));
    let due = |days| start() + TimeDelta::days(days);
    assert_eq!(
        dues(&person.plan)[1..],
        [
            ("survey-1".to_owned(), due(40)),
            ("survey-2".to_owned(), due(60))
        ]
    );
    let survey = person.plan.instalments()[1].amount();
    assert_eq!(survey, Rupiah(50_000));
}
