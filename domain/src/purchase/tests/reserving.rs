//! What a reservation is refused for, and when.

use super::*;
use crate::messages::{Code, Locale};
use crate::time::Zone;

#[test]
fn every_rule_of_a_reservation_refuses_with_its_own_answer() {
    type Change = fn(&mut Person, &mut Ask);
    let cases: [(Change, Refused); 12] = [
        (
            |_, ask| ask.quote = Rupiah(499_999),
            Refused::PriceChanged {
                old: Rupiah(499_999),
                new: Rupiah(500_000),
            },
        ),
        (
            |_, ask| {
                ask.offer = offer(1, 3_500_001);
                ask.quote = Rupiah(3_500_001);
            },
            Refused::BalanceTooLow {
                price: Rupiah(3_500_001),
                available: Rupiah(3_500_000),
            },
        ),
        (
            |_, ask| ask.offer.outside_price = Some(Rupiah(499_999)),
            Refused::AboveOutsidePrice {
                price: Rupiah(500_000),
                outside: Rupiah(499_999),
            },
        ),
        (
            |_, ask| {
                ask.offer.free_equivalent = FreeEquivalent::Known(offer(9, 0).course);
            },
            Refused::FreeEquivalent(offer(9, 0).course),
        ),
        (
            |_, ask| ask.offer.availability = Availability::Withdrawn,
            Refused::CourseWithdrawn,
        ),
        (
            |_, ask| ask.offer.hours = 14,
            Refused::TooShort {
                hours: 14,
                minimum: 15,
            },
        ),
        (
            |_, ask| {
                ask.offer = offer(1, 0);
                ask.quote = Rupiah(0);
            },
            Refused::NothingToPay,
        ),
        (
            |_, ask| {
                ask.offer = offer(1, -5);
                ask.quote = Rupiah(-5);
            },
            Refused::NothingToPay,
        ),
        (
            |person, _| person.award.revoked_at = Some(start()),
            Refused::AwardRevoked,
        ),
        (
            |person, _| person.now = person.award.buy_before,
            Refused::DeadlinePassed(
                award(&Scheme::find("normal-2023").unwrap(), start()).buy_before,
            ),
        ),
        (
            |person, _| {
                person.scheme.balance_closes = vec!["2026-11-27".parse().unwrap()];
                person.now = "2026-11-27T17:00:00Z".parse().unwrap();
            },
            Refused::BalanceClosed("2026-11-27T17:00:00Z".parse().unwrap()),
        ),
        (
            |person, _| {
                person.reserve(ask(2, offer(1, 100_000))).unwrap();
            },
            Refused::AlreadyHeld,
        ),
    ];
    for (change, expected) in cases {
        let mut person = Person::new();
        let mut ask = ask(1, offer(1, 500_000));
        change(&mut person, &mut ask);
        let before = person.purchases.clone();
        assert_eq!(person.reserve(ask), Err(expected));
        assert_eq!(person.purchases, before, "a refusal changes nothing");
    }
}

#[test]
fn one_second_before_the_deadline_is_in_time_and_the_deadline_is_not() {
    let mut person = Person::new();
    person.now = person.award.buy_before - TimeDelta::seconds(1);
    let deadline = person.award.buy_before;
    let outcome = person.reserve(ask(1, offer(1, 500_000))).unwrap();
    let ends = Notice::ExpireAt { at: deadline };
    assert_eq!(outcome.notices[0], ends, "not a day later");
    person.now = deadline;
    assert_eq!(
        person.event("c", commit("INV-1", 1)),
        Err(Refused::Expired(deadline))
    );
}

#[test]
fn who_has_redeemed_one_course_buys_more_after_the_first_ones_deadline() {
    let mut person = Person::with_reservation();
    person.event("c", commit("INV-1", 1)).unwrap();
    person.now = person.award.buy_before + TimeDelta::days(60);
    let outcome = person.reserve(ask(2, offer(2, 500_000))).unwrap();
    let at = person.now + TimeDelta::days(1);
    assert_eq!(outcome.notices[0], Notice::ExpireAt { at });
}

#[test]
fn the_same_reservation_again_changes_nothing_and_another_under_its_id_is_refused() {
    let mut person = Person::with_reservation();
    let again = ask(1, offer(1, 500_000));
    assert_eq!(person.reserve(again.clone()), Ok(Outcome::UNCHANGED));
    person.event("x", Event::Cancel).unwrap();
    assert_eq!(person.reserve(again), Ok(Outcome::UNCHANGED));
    assert_eq!(person.money(), (3_500_000, 0, 0));
    assert_eq!(
        person.reserve(ask(1, offer(2, 500_000))),
        Err(Refused::KeyReused)
    );
}

#[test]
fn refusals_are_finished_sentences() {
    let refused = Refused::PriceChanged {
        old: Rupiah(450_000),
        new: Rupiah(500_000),
    };
    let text = refused
        .code()
        .sentence(Locale::Id, &refused.params(Zone::Wib));
    assert!(text.starts_with("Harga pelatihan ini berubah dari Rp450.000 menjadi Rp500.000"));
    let at = start();
    for refused in [
        Refused::DeadlinePassed(at),
        Refused::BalanceClosed(at),
        Refused::Expired(at),
        Refused::Cancelled(at),
        Refused::NotYetExpired(at),
        Refused::BalanceTooLow {
            price: Rupiah(1),
            available: Rupiah(0),
        },
    ] {
        let text = refused
            .code()
            .sentence(Locale::Id, &refused.params(Zone::Wita));
        assert!(!text.contains('{'), "{text}");
    }
    assert_eq!(Refused::NoSeatLeft.code(), Code::PurchaseNoSeatLeft);
}
