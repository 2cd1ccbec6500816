//! Putting right what the registry does not find so.

use super::*;
use crate::household::BallotState;
use crate::registrant::store::FindStatus;
use crate::registration::registrant::birth_check;
use crate::wave::registrant::JoinWave;
use domain::identity::PersonName;
use domain::registration::CORRECTIONS;
use domain::wave::Wave;

#[test]
fn what_is_put_right_is_asked_about_anew_and_an_answer_about_before_counts_no_more() {
    let store = store();
    ask(&store, from(FIRST)).unwrap();
    let correct = |now| own(&session(FIRST), at(now), put_right(other_kk));
    assert_eq!(
        ask(&store, correct(1)),
        Err(Code::IdentityNotWrong),
        "not asked yet"
    );
    answer(&store, 1, 0, mismatch(Mismatch::Kk));
    let view = ask(&store, correct(7)).unwrap();
    assert_eq!(
        (view.identity.clone(), view.corrections_left),
        (IdentityState::Pending, CORRECTIONS - 1)
    );
    assert_eq!(ask(&store, correct(8)), Ok(view), "sent again");
    assert_eq!(asked(&store), [1]);
    let (read, corrections) = ask(&store, ReadIdentity { person: 1 }).unwrap().unwrap();
    assert_eq!((read.kk.as_str(), corrections), ("3273012503100008", 1));
    // Asked twice about what was there before, as queues do.
    answer(&store, 1, 0, mismatch(Mismatch::Kk));
    assert_eq!(identity(&store, FIRST), IdentityState::Pending);
    answer(&store, 1, 1, IdentityState::Verified);
    assert_eq!(identity(&store, FIRST), IdentityState::Verified);
    assert_eq!(ask(&store, correct(9)), Err(Code::IdentityNotWrong));
}

#[test]
fn data_is_put_right_five_times_at_most_and_what_was_there_before_is_kept() {
    let store = store();
    ask(&store, from(FIRST)).unwrap();
    answer(&store, 1, 0, mismatch(Mismatch::Name));
    for n in 1..=CORRECTIONS {
        let named = |correction: &mut Correction| {
            let name = format!("Sari {}", "x".repeat(n as usize));
            correction.name = PersonName::parse(&name).unwrap();
        };
        ask(&store, own(&session(FIRST), at(7), put_right(named))).unwrap();
        answer(&store, 1, n.into(), mismatch(Mismatch::Name));
    }
    let more = ask(&store, own(&session(FIRST), at(7), put_right(other_kk)));
    assert_eq!(more, Err(Code::CorrectionsUsedUp));
    let kept = store
        .sql
        .run("SELECT sealed FROM correction ORDER BY number", &[])
        .unwrap();
    let kept: Vec<domain::registration::Registration> = kept
        .iter()
        .map(|row| store.unseal("correction", 1, row.text(0).unwrap()).unwrap())
        .collect();
    assert_eq!(kept.len(), CORRECTIONS as usize);
    assert_eq!(kept[0].name, registration(SARI).name);
    assert_eq!(kept[1].name.as_str(), "Sari x");
}

#[test]
fn a_birth_date_put_right_is_the_one_that_opens_the_public_status() {
    let store = store();
    ask(&store, from(FIRST)).unwrap();
    answer(&store, 1, 0, mismatch(Mismatch::BirthDate));
    let born = domain::identity::BirthDate::parse("1998-04-15").unwrap();
    let right = put_right(|correction| correction.birth_date = born);
    ask(&store, own(&session(FIRST), at(7), right)).unwrap();
    let view = ask(&store, own(&session(FIRST), at(8), ShowAccount)).unwrap();
    let finds = |born| {
        let look_up = FindStatus {
            number_hash: keys()
                .digest(Purpose::RegistrationNumber, &[view.number.as_str()])
                .text(),
            birth_check: birth_check(&keys(), &view.number, born),
            now: at(9),
        };
        match store.status(&look_up).unwrap() {
            Outcome::Done(found) => found.is_some(),
            Outcome::Refused(..) => false,
        }
    };
    assert!(finds(born));
    assert!(!finds(registration(SARI).birth_date));
}

#[test]
fn whoever_puts_the_card_right_takes_part_with_the_household_of_that_card_alone() {
    let store = store();
    ask(&store, from(FIRST)).unwrap();
    let wave = Wave {
        opens_at: at(0),
        closes_at: at(100_000),
        announces_at: at(200_000),
        ..crate::registrant::tests::wave()
    };
    let join = JoinWave {
        wave: wave.clone(),
        key_hash: "j".into(),
        body: "b".into(),
    };
    ask(&store, own(&session(FIRST), at(2), join)).unwrap();
    answer(&store, 1, 0, mismatch(Mismatch::Kk));
    ask(&store, own(&session(FIRST), at(7), put_right(other_kk))).unwrap();
    answer(&store, 1, 1, IdentityState::Verified);
    let screen = crate::draw::registrant::Screen {
        wave: wave.number,
        lists: vec![],
        after: 0,
        now: at(100_001),
    };
    let mut entries = store.screen(&screen).unwrap().entries;
    entries.sort_by_key(|entry| entry.version);
    let card = |kk: &str| keys().digest(Purpose::Household, &[kk]).text();
    let found: Vec<_> = entries
        .iter()
        .map(|entry| (entry.household.clone(), entry.state))
        .collect();
    assert_eq!(
        found,
        [
            (card("3273012503100007"), BallotState::Left),
            (card("3273012503100008"), BallotState::In),
        ],
        "whatever the household's shard has heard by then"
    );
    assert_ne!(entries[0].id, entries[1].id);
    assert!(entries[0].version < entries[1].version);
}
