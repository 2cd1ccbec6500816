//! Numbers that are proven, claimed, left and given.

use super::sending::SendCode;
use super::*;
use crate::challenge::NewCode;
use crate::sql::tests::Native;

fn at(seconds: i64) -> Moment {
    Moment::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

/// A code to a number, at a moment.
fn sending(contact: &str, id_hash: &str, now: i64) -> SendCode {
    SendCode {
        contact: contact.into(),
        code: NewCode {
            id_hash: id_hash.into(),
            digest: "right".into(),
            stranger: "home".into(),
            now: at(now),
        },
        counted: None,
        has_turn: false,
    }
}

fn proven() -> Contacts<Native> {
    let contacts = Contacts::open(Native::new()).unwrap();
    let sent = contacts.perform(sending("c", "i", 0)).unwrap();
    assert_eq!(sent, Outcome::Done(None));
    let verify = VerifyCode {
        code: ShownCode {
            id_hash: "i".into(),
            digest: "right".into(),
            now: at(1),
        },
        proof_hash: "p".into(),
    };
    assert_eq!(contacts.perform(verify).unwrap(), Outcome::Done(()));
    contacts
}

fn claim(owner: &str, key: &str, body: &str) -> ClaimNumber {
    ClaimNumber {
        contact: "c".into(),
        proof_hash: "p".into(),
        owner: owner.into(),
        key_hash: key.into(),
        body: body.into(),
        now: at(60),
    }
}

fn ask(contacts: &Contacts<Native>, claim: ClaimNumber) -> Option<Code> {
    match contacts.perform(claim).unwrap() {
        Outcome::Done(()) => None,
        Outcome::Refused(code, _) => Some(code),
    }
}

#[test]
fn a_proven_number_is_claimed_by_one_person_only() {
    let contacts = proven();
    assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
    assert_eq!(
        ask(&contacts, claim("budi", "k2", "b2")),
        Some(Code::PhoneTaken)
    );
}

#[test]
fn the_same_submission_comes_again_even_after_the_proof_ran_out() {
    let contacts = proven();
    assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
    let late = ClaimNumber {
        now: at(86_400),
        ..claim("sari", "k1", "b1")
    };
    assert_eq!(ask(&contacts, late), None);
    assert_eq!(
        ask(&contacts, claim("sari", "k1", "other")),
        Some(Code::IdempotencyKeyReused)
    );
}

#[test]
fn without_a_fresh_proof_nothing_is_claimed() {
    let contacts = proven();
    let wrong = ClaimNumber {
        proof_hash: "q".into(),
        ..claim("sari", "k", "b")
    };
    assert_eq!(ask(&contacts, wrong), Some(Code::PhoneNotProven));
    let late = ClaimNumber {
        now: at(7201),
        ..claim("sari", "k", "b")
    };
    assert_eq!(ask(&contacts, late), Some(Code::PhoneNotProven));
}

#[test]
fn a_released_number_is_free_again_but_only_its_claimant_releases_it() {
    let contacts = proven();
    assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
    let release = |owner: &str| ReleaseNumber {
        contact: "c".into(),
        owner: owner.into(),
        key_hash: "k1".into(),
    };
    contacts.perform(release("budi")).unwrap();
    assert_eq!(
        ask(&contacts, claim("budi", "k2", "b2")),
        Some(Code::PhoneTaken)
    );
    contacts.perform(release("sari")).unwrap();
    assert_eq!(ask(&contacts, claim("budi", "k2", "b2")), None);
}

#[test]
fn whoever_comes_back_to_a_number_that_they_left_keeps_it() {
    let contacts = proven();
    assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
    let leave = LeaveNumber {
        contact: "c".into(),
        owner: "sari".into(),
        since: at(100),
    };
    let back = ClaimNumber {
        now: at(200),
        ..claim("sari", "k2", "b2")
    };
    assert_eq!(ask(&contacts, back), None);
    // What was to be done when they left is done late.
    contacts.perform(leave.clone()).unwrap();
    assert_eq!(
        ask(&contacts, claim("budi", "k3", "b3")),
        Some(Code::PhoneTaken)
    );
    let since = at(300);
    contacts.perform(LeaveNumber { since, ..leave }).unwrap();
    assert_eq!(ask(&contacts, claim("budi", "k3", "b3")), None);
}

#[test]
fn the_office_gives_nobody_a_number_that_is_anothers() {
    let contacts = proven();
    assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
    let hold = |contact: &str, owner: &str| HoldNumber {
        contact: contact.into(),
        owner: owner.into(),
        since: at(100),
    };
    contacts.perform(hold("c", "budi")).unwrap();
    contacts.perform(hold("d", "budi")).unwrap();
    let owner = |contact: &str| {
        let find = FindClaim {
            contact: contact.into(),
        };
        match contacts.perform(find).unwrap() {
            Outcome::Done(Some(claim)) => claim.owner,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((owner("c"), owner("d")), ("sari".into(), "budi".into()));
}

#[test]
fn a_number_that_the_office_reserves_is_given_up_by_nobody_who_came_before() {
    let contacts = proven();
    let reserve = |owner: &str, key: &str| ReserveNumber {
        contact: "c".into(),
        owner: owner.into(),
        key_hash: format!("{RESERVED}{key}"),
        now: at(100),
    };
    let release = |key: &str| ReleaseNumber {
        contact: "c".into(),
        owner: "budi".into(),
        key_hash: format!("{RESERVED}{key}"),
    };
    // Two sign at the same time; the one that comes to nothing gives its own up.
    for key in ["1", "2"] {
        let reserved = contacts.perform(reserve("budi", key)).unwrap();
        assert_eq!(reserved, Outcome::Done(()));
    }
    contacts.perform(release("1")).unwrap();
    let taken = Some(Code::PhoneTaken);
    assert_eq!(ask(&contacts, claim("sari", "k", "b")), taken);
    contacts.perform(release("2")).unwrap();
    assert_eq!(ask(&contacts, claim("sari", "k", "b")), None);
    // Now it is another's; and hers stays hers when the office thinks better of it.
    assert_eq!(
        contacts.perform(reserve("budi", "3")).unwrap(),
        Outcome::refused(Code::PhoneTaken)
    );
    let kept = contacts.perform(reserve("sari", "4")).unwrap();
    assert_eq!(kept, Outcome::Done(()));
    let release = ReleaseNumber {
        owner: "sari".into(),
        ..release("4")
    };
    contacts.perform(release).unwrap();
    assert_eq!(ask(&contacts, claim("budi", "k2", "b2")), taken);
}

#[test]
fn a_number_that_the_office_has_given_is_not_given_up_with_a_later_command() {
    let contacts = proven();
    let key_hash = format!("{RESERVED}1");
    let mut reserve = ReserveNumber {
        contact: "c".into(),
        owner: "budi".into(),
        key_hash,
        now: at(100),
    };
    contacts.perform(reserve.clone()).unwrap();
    let hold = HoldNumber {
        contact: "c".into(),
        owner: "budi".into(),
        since: at(101),
    };
    contacts.perform(hold).unwrap();
    reserve.key_hash = format!("{RESERVED}2");
    contacts.perform(reserve.clone()).unwrap();
    let release = ReleaseNumber {
        contact: "c".into(),
        owner: "budi".into(),
        key_hash: reserve.key_hash,
    };
    contacts.perform(release).unwrap();
    assert_eq!(
        ask(&contacts, claim("sari", "k", "b")),
        Some(Code::PhoneTaken)
    );
}

#[test]
fn a_proof_is_good_for_five_codes_elsewhere_and_for_its_own_number() {
    let contacts = proven();
    let used = |contact: &str, proof: &str, seconds| {
        let using = UseProof {
            contact: contact.into(),
            proof_hash: proof.into(),
            now: at(seconds),
        };
        match contacts.perform(using).unwrap() {
            Outcome::Done(()) => None,
            Outcome::Refused(code, params) => Some((code, params.wait_seconds)),
        }
    };
    let unproven = Some((Code::PhoneNotProven, None));
    assert_eq!(used("c", "q", 60), unproven);
    assert_eq!(used("d", "p", 60), unproven);
    for n in 1..=5 {
        assert_eq!(used("c", "p", 60 * n), None);
        let soon = Some((Code::OtpTooSoon, Some(59)));
        assert_eq!(used("c", "p", 60 * n + 1), soon);
    }
    let spent = Some((Code::OtpTooMany, Some(6_841)));
    assert_eq!(used("c", "p", 360), spent);
    assert_eq!(used("c", "p", 7_201), unproven);
    // It still claims the number.
    assert_eq!(ask(&contacts, claim("sari", "k", "b")), None);
}

#[test]
fn a_code_that_was_out_before_the_tables_changed_still_proves_its_number() {
    let sql = Native::new();
    migrate(&sql, &MIGRATIONS[..1]).unwrap();
    let sent: Vec<Moment> = vec![at(-60), at(0)];
    let state = serde_json::json!({
        "sent": sent, "digest": "right", "wrong": 1, "locked_until": null,
    });
    let used = serde_json::json!({
        "sent": [at(0)], "digest": null, "wrong": 0, "locked_until": null,
    });
    for (subject, id, state) in [("c", "i", state), ("d", "j", used)] {
        let values = [subject.into(), id.into(), state.to_string().into()];
        sql.run("INSERT INTO challenge VALUES (?, ?, ?)", &values)
            .unwrap();
    }
    let contacts = Contacts::open(sql).unwrap();
    let verify = |id: &str, seconds| {
        let verify = VerifyCode {
            code: ShownCode {
                id_hash: id.into(),
                digest: "right".into(),
                now: at(seconds),
            },
            proof_hash: "p".into(),
        };
        match contacts.perform(verify).unwrap() {
            Outcome::Done(()) => None,
            Outcome::Refused(code, _) => Some(code),
        }
    };
    assert_eq!(verify("j", 1), Some(Code::OtpExpired));
    assert_eq!(verify("i", 600), Some(Code::OtpExpired));
    assert_eq!(verify("i", 599), None);
}

#[test]
fn codes_that_anybody_asked_for_are_gone_after_a_day() {
    let contacts = Contacts::open(Native::new()).unwrap();
    for n in 0..100 {
        let send = sending(&format!("c{n}"), &format!("i{n}"), n);
        contacts.perform(send).unwrap();
    }
    contacts
        .perform(sending("last", "last", 86_400 + 49))
        .unwrap();
    let rows = contacts.sql.first("SELECT COUNT(*) FROM code", &[]);
    assert_eq!(rows.unwrap().unwrap().int(0).unwrap(), 51);
}
