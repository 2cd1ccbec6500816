//! What the platform, the person and the clock may do after a reservation, in
//! any order and any number of times.

use super::*;

#[test]
fn a_platform_that_commits_twice_is_answered_twice_and_paid_once() {
    let mut person = Person::with_reservation();
    person.event("c", commit("INV-1", 1)).unwrap();
    assert_eq!(
        person.event("c", commit("INV-1", 1)),
        Ok(Outcome::UNCHANGED)
    );
    assert_eq!(
        person.event("other-key", commit("INV-1", 1)),
        Ok(Outcome::UNCHANGED)
    );
    assert_eq!(
        person.event("c", commit("INV-2", 1)),
        Err(Refused::KeyReused)
    );
    assert_eq!(
        person.event("c2", commit("INV-2", 1)),
        Err(Refused::AlreadyCommitted(
            InvoiceCode::parse("INV-1").unwrap()
        ))
    );
    assert_eq!(person.money(), (3_000_000, 0, 500_000));
}

#[test]
fn a_commit_after_the_time_is_up_is_refused_whether_or_not_the_clock_has_spoken() {
    let mut person = Person::with_reservation();
    let expires_at = start() + TimeDelta::days(1);
    person.now = expires_at - TimeDelta::seconds(1);
    assert_eq!(
        person.event("e", Event::Expire),
        Err(Refused::NotYetExpired(expires_at))
    );
    person.now = expires_at;
    let refused = Err(Refused::Expired(expires_at));
    assert_eq!(person.event("c", commit("INV-1", 1)), refused);
    assert_eq!(person.money(), (3_000_000, 500_000, 0));
    person.event("e", Event::Expire).unwrap();
    assert_eq!(person.money(), (3_500_000, 0, 0));
    assert_eq!(person.event("c", commit("INV-1", 1)), refused);
    assert_eq!(person.event("e2", Event::Expire), Ok(Outcome::UNCHANGED));
    assert_eq!(person.event("x", Event::Cancel), Ok(Outcome::UNCHANGED));
    assert!(!person.purchases.has_bought());
}

#[test]
fn a_platform_that_never_commits_leaves_the_price_on_the_balance() {
    let mut person = Person::with_reservation();
    person.now = start() + TimeDelta::days(3);
    let outcome = person.purchases.settle(person.now);
    let seat = Notice::ReleaseSeat {
        schedule: ScheduleCode::parse("J-1").unwrap(),
        purchase: id(1),
    };
    assert!(outcome.notices.contains(&seat));
    person.booked(Ok(outcome)).unwrap();
    assert_eq!(person.money(), (3_500_000, 0, 0));
    assert_eq!(person.purchases.settle(person.now), Outcome::UNCHANGED);
}

#[test]
fn a_cancelled_or_withdrawn_reservation_cannot_be_redeemed_any_more() {
    let mut person = Person::with_reservation();
    person.event("x", Event::Cancel).unwrap();
    assert_eq!(
        person.event("c", commit("INV-1", 1)),
        Err(Refused::Cancelled(start()))
    );
    assert_eq!(person.money(), (3_500_000, 0, 0));
    let mut person = Person::with_reservation();
    person.event("w", Event::Withdraw).unwrap();
    assert_eq!(
        person.event("c", commit("INV-1", 1)),
        Err(Refused::CourseWithdrawn)
    );
    assert_eq!(person.money(), (3_500_000, 0, 0));
}

#[test]
fn after_redeeming_only_the_platform_gives_back_and_only_before_learning_begins() {
    let mut person = Person::with_reservation();
    person.event("c", commit("INV-1", 1)).unwrap();
    assert!(person.event("x", Event::Cancel).is_err());
    assert_eq!(person.event("w", Event::Withdraw), Ok(Outcome::UNCHANGED));
    let mut learning = Person::with_reservation();
    learning.event("c", commit("INV-1", 1)).unwrap();
    learning.event("a", attended(1)).unwrap();
    assert_eq!(
        learning.event("p", Event::CancelByPlatform),
        Err(Refused::LearningBegun)
    );
    person.event("p", Event::CancelByPlatform).unwrap();
    person.event("p", Event::CancelByPlatform).unwrap();
    assert_eq!(person.money(), (3_500_000, 0, 0));
    assert_eq!(
        person.event("c", commit("INV-1", 1)),
        Ok(Outcome::UNCHANGED),
        "the very message that was handled before"
    );
    assert_eq!(
        person.event("c2", commit("INV-1", 1)),
        Err(Refused::Cancelled(start()))
    );
    assert!(person.purchases.has_bought(), "the deadline was met");
}

#[test]
fn reports_before_the_redemption_may_be_sent_again_after_it() {
    let mut person = Person::with_reservation();
    for event in [attended(1), COMPLETED] {
        let refused = person.event("r", event).unwrap_err();
        assert_eq!(refused, Refused::NotCommitted);
        assert!(refused.retryable());
    }
    person.event("c", commit("INV-1", 1)).unwrap();
    assert!(person.event("r", attended(1)).is_ok());
    assert_eq!(
        person.event("r3", attended(3)),
        Err(Refused::UnknownSession)
    );
}

#[test]
fn a_second_result_that_contradicts_the_first_is_refused() {
    let mut person = Person::with_reservation();
    person.event("c", commit("INV-1", 1)).unwrap();
    let failed = Event::Completion {
        result: CompletionResult::NotCompleted,
    };
    person.event("n", failed).unwrap();
    assert_eq!(person.event("d", COMPLETED), Err(Refused::AlreadyFinished));
    assert_eq!(person.purchases.first_completed(), None);
    assert_eq!(
        person.money(),
        (3_000_000, 0, 500_000),
        "the price stays spent"
    );
}

#[test]
fn another_account_or_another_platform_cannot_redeem() {
    let mut person = Person::with_reservation();
    person.reserve(ask(2, offer(2, 500_000))).unwrap();
    person.event("c", commit("INV-1", 1)).unwrap();
    let second = |person: &mut Person, event| {
        person
            .purchases
            .apply(&id(2), &key("c2"), event, person.now)
    };
    assert_eq!(
        second(&mut person, commit("INV-2", 2)),
        Err(Refused::CardOfOtherAccount)
    );
    let elsewhere = Event::Commit {
        invoice: InvoiceCode::parse("INV-2").unwrap(),
        binding: AccountBinding {
            platform: PlatformCode::parse("karier").unwrap(),
            ..binding(1)
        },
    };
    assert_eq!(second(&mut person, elsewhere), Err(Refused::Unknown));
    assert!(second(&mut person, commit("INV-2", 1)).is_ok());
}

#[test]
fn a_revocation_ends_reservations_and_leaves_what_is_redeemed() {
    let mut person = Person::with_reservation();
    person.event("c", commit("INV-1", 1)).unwrap();
    person.reserve(ask(2, offer(2, 300_000))).unwrap();
    let outcome = person.purchases.revoke(person.now);
    person.booked(Ok(outcome)).unwrap();
    assert_eq!(person.money(), (3_000_000, 0, 500_000));
    assert_eq!(person.purchases.revoke(person.now), Outcome::UNCHANGED);
}
