//! What partners answer, and what their lists say.

use super::*;

#[test]
fn money_is_due_when_screened_sent_when_sent_and_paid_when_the_partner_says_so() {
    let mut person = Person::entitled();
    person.event(&ELIGIBLE).unwrap();
    assert_eq!(person.money(), (600_000, 0, 0));
    let notices = person.event(&Event::Send).unwrap();
    let pay = Notice::Pay {
        id: JOB,
        reference: person.reference(1),
        amount: Rupiah(600_000),
    };
    assert_eq!(notices, [pay]);
    assert_eq!(person.money(), (0, 600_000, 0));
    assert_eq!(person.event(&Event::Send), Ok(vec![]), "asked twice");
    assert_eq!(person.answer(1, Answer::Pending), Ok(vec![]));
    person.answer(1, paid("T1")).unwrap();
    assert_eq!(person.answer(1, paid("T1")), Ok(vec![]));
    assert_eq!(person.money(), (0, 0, 600_000));
    assert_eq!(person.event(&ELIGIBLE), Ok(vec![]), "paid is paid");
    let json = serde_json::to_string(&person.plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), person.plan);
}

#[test]
fn nothing_is_sent_early_unscreened_or_on_an_old_screening() {
    let mut person = Person::entitled();
    person.now = start() - TimeDelta::seconds(1);
    assert_eq!(person.event(&ELIGIBLE), Err(Refused::NotDue(start())));
    let hold = Verdict::Hold(HoldReason::RegistryAway);
    person.event(&Event::Screen { verdict: hold }).unwrap();
    assert_eq!(person.event(&ELIGIBLE), Err(Refused::NotDue(start())));
    person.now = start();
    assert_eq!(person.event(&Event::Send), Err(Refused::NotScreened));
    person.event(&ELIGIBLE).unwrap();
    person.now = start() + TimeDelta::hours(24);
    assert_eq!(person.event(&Event::Send), Err(Refused::NotScreened));
    person.event(&ELIGIBLE).unwrap();
    assert!(person.event(&Event::Send).is_ok());
}

#[test]
fn who_is_no_longer_eligible_is_not_paid_and_is_again_after_an_appeal() {
    let mut person = Person::entitled();
    person.event(&ELIGIBLE).unwrap();
    let reason = RefuseReason::NoLongerEligible;
    let outcome = person.plan.refuse(reason, &person.scheme, person.now);
    let notices = person.booked(outcome);
    assert_eq!(notices, [Notice::TellRefused { reason }]);
    assert_eq!(person.money(), (0, 0, 0));
    assert_eq!(person.event(&Event::Send), Err(Refused::NotScreened));
    assert_eq!(person.event(&ELIGIBLE), Err(Refused::Refused(reason)));
    person.event(&Event::Reinstate).unwrap();
    person.event(&ELIGIBLE).unwrap();
    assert_eq!(person.money(), (600_000, 0, 0));
}

#[test]
fn a_timeout_is_asked_about_and_never_sent_under_another_reference() {
    let mut person = Person::sent();
    let reference = person.reference(1);
    let timeout = Event::Timeout {
        reference: reference.clone(),
    };
    let ask = Notice::Ask {
        reference: reference.clone(),
    };
    assert_eq!(person.event(&timeout), Ok(vec![ask]));
    assert_eq!(person.event(&timeout), Ok(vec![]));
    assert_eq!(person.event(&ELIGIBLE), Err(Refused::InFlight));
    assert_eq!(person.event(&Event::Send), Ok(vec![]));
    let notices = person.answer(1, Answer::NotKnown).unwrap();
    assert!(
        matches!(&notices[..], [Notice::Pay { reference: same, .. }] if *same == reference),
        "{notices:?}"
    );
    assert_eq!(person.money(), (0, 600_000, 0), "booked as sent once");
    person.event(&timeout).unwrap();
    person.answer(1, paid("T1")).unwrap();
    assert_eq!(person.money(), (0, 0, 600_000));
    assert_eq!(person.plan.find(JOB).unwrap().attempts().len(), 1);
}

#[test]
fn a_partners_fault_is_tried_again_later_and_an_accounts_needs_the_person() {
    let mut person = Person::sent();
    person.answer(1, FAULT).unwrap();
    assert_eq!(person.money(), (600_000, 0, 0));
    let later = start() + TimeDelta::hours(24);
    assert_eq!(person.event(&ELIGIBLE), Err(Refused::NotDue(later)));
    person.now = later;
    person.event(&ELIGIBLE).unwrap();
    person.event(&Event::Send).unwrap();
    let failure = Failure::AccountClosed;
    let notices = person.answer(2, Answer::Failed { failure }).unwrap();
    assert_eq!(notices, [Notice::TellAccount { failure }]);
    person.now = later + TimeDelta::days(30);
    assert_eq!(person.event(&ELIGIBLE), Err(Refused::NeedsPerson(failure)));
    person.event(&Event::AccountLinked).unwrap();
    person.event(&ELIGIBLE).unwrap();
    person.event(&Event::Send).unwrap();
    assert!(matches!(person.state(), State::Sent { attempt: 3, .. }));
}

#[test]
fn after_the_schemes_number_of_attempts_staff_have_to_look() {
    let mut person = Person::entitled();
    for attempt in 1..=person.scheme.payout.attempts {
        person.event(&ELIGIBLE).unwrap();
        person.event(&Event::Send).unwrap();
        person.answer(attempt, FAULT).unwrap();
        person.now += TimeDelta::hours(24);
    }
    assert_eq!(person.event(&ELIGIBLE), Err(Refused::TooManyAttempts));
    assert_eq!(person.money(), (600_000, 0, 0));
}

#[test]
fn paid_in_the_list_is_paid_even_when_we_believed_it_failed_or_have_sent_again() {
    let mut person = Person::sent();
    person.answer(1, FAULT).unwrap();
    let told = Notice::TellPaid {
        amount: Rupiah(600_000),
    };
    assert_eq!(person.list(&[(1, "T1", 600_000)]), [told]);
    assert_eq!(person.money(), (0, 0, 600_000));
    assert_eq!(person.list(&[(1, "T1", 600_000)]), [], "the list again");

    let mut person = Person::sent();
    person.answer(1, FAULT).unwrap();
    person.now += TimeDelta::hours(24);
    person.event(&ELIGIBLE).unwrap();
    person.event(&Event::Send).unwrap();
    person.list(&[(1, "T1", 600_000)]);
    assert_eq!(person.answer(2, FAULT), Ok(vec![]));
    assert_eq!(person.money(), (0, 0, 600_000));
}

#[test]
fn a_second_payment_is_flagged_once_and_never_booked() {
    let mut person = Person::sent();
    person.answer(1, paid("T1")).unwrap();
    let lines = [(1, "T1", 600_000), (1, "T2", 600_000)];
    let overpaid = Notice::Discrepancy {
        discrepancy: Discrepancy::Overpaid {
            reference: person.reference(1),
            transaction: transaction("T2"),
            amount: Rupiah(600_000),
        },
    };
    assert_eq!(person.list(&lines), [overpaid]);
    assert_eq!(person.list(&lines), []);
    assert_eq!(person.money(), (0, 0, 600_000));
}

#[test]
fn whatever_else_disagrees_is_flagged_once() {
    let discrepancy = |notices: Vec<Notice>| match notices.as_slice() {
        [] => None,
        [Notice::Discrepancy { discrepancy }, ..] => Some(discrepancy.clone()),
        other => panic!("{other:?}"),
    };
    let mut person = Person::sent();
    let reference = person.reference(1);
    let differs = Discrepancy::AmountDiffers {
        reference: reference.clone(),
        expected: Rupiah(600_000),
        paid: Rupiah(60_000),
    };
    assert_eq!(
        discrepancy(person.list(&[(1, "T1", 60_000)])),
        Some(differs)
    );
    assert_eq!(discrepancy(person.list(&[(1, "T1", 60_000)])), None);
    assert_eq!(person.money(), (0, 600_000, 0), "staff decide");

    let mut person = Person::sent();
    person.answer(1, paid("T1")).unwrap();
    let missing = Discrepancy::NotListed {
        reference: reference.clone(),
    };
    assert_eq!(discrepancy(person.list(&[])), Some(missing));
    assert_eq!(discrepancy(person.list(&[])), None);
    let contradicted = Discrepancy::FailedAfterPaid {
        reference: reference.clone(),
    };
    assert_eq!(
        discrepancy(person.answer(1, FAULT).unwrap()),
        Some(contradicted)
    );

    let mut person = Person::sent();
    person.answer(1, FAULT).unwrap();
    let outcome = person
        .plan
        .refuse(RefuseReason::FalseData, &person.scheme, person.now);
    person.booked(outcome);
    let against = Discrepancy::PaidThoughRefused { reference };
    assert_eq!(
        discrepancy(person.list(&[(1, "T1", 600_000)])),
        Some(against)
    );
    assert_eq!(
        person.money(),
        (0, 0, 600_000),
        "the book says what happened"
    );
}

#[test]
fn what_a_later_piece_of_a_list_has_is_not_missing() {
    let mut person = Person::sent();
    person.answer(1, paid("T1")).unwrap();
    assert_eq!(person.piece(&[], false), [], "the list goes on");
    assert_eq!(person.piece(&[(1, "T1", 600_000)], false), []);
    assert_eq!(person.piece(&[], true), [], "it stood in a piece before");

    let mut person = Person::sent();
    person.answer(1, paid("T1")).unwrap();
    person.piece(&[], false);
    assert_eq!(person.piece(&[], true).len(), 1, "it stood in none");
}

#[test]
fn somebody_elses_reference_is_not_taken() {
    let mut person = Person::sent();
    assert_eq!(person.answer(2, paid("T1")), Err(Refused::UnknownReference));
    assert_eq!(person.list(&[(2, "T1", 600_000)]), []);
    assert_eq!(person.money(), (0, 600_000, 0));
}
