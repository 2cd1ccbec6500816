//! Who may be sent codes and try them, and whom nobody locks out.

use super::*;
use proptest::prelude::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

fn network(name: &str) -> Asker {
    Asker::Stranger(name.into())
}

fn device() -> Asker {
    Asker::Device("phone".into())
}

impl SentCodes {
    /// Its code is its challenge.
    fn send(&mut self, challenge: &str, asker: &Asker, now: i64) -> Result<(), SendRefusal> {
        self.may_send(asker, at(now))?;
        self.0.push(SentCode {
            challenge: challenge.into(),
            asker: asker.clone(),
            at: at(now),
            digest: Some(challenge.into()),
            wrong: 0,
        });
        Ok(())
    }

    fn shows(&mut self, challenge: &str, code: &str, now: i64) -> Result<(), VerifyRefusal> {
        self.verify(challenge, |digest| digest == code, at(now)).1
    }

    /// Asks and mistypes to the end, as often as it is let, from ever new networks.
    fn attacked(mut self, now: i64) -> Self {
        for n in 0..100 {
            let name = format!("attack {n}");
            if self.send(&name, &network(&name), now).is_ok() {
                for _ in 0..10 {
                    let _ = self.shows(&name, "wrong", now);
                }
            }
        }
        self
    }
}

fn sent() -> SentCodes {
    let mut codes = SentCodes::default();
    codes.send("right", &network("home"), 0).unwrap();
    codes
}

#[test]
fn a_right_code_works_once() {
    let mut codes = sent();
    assert_eq!(codes.shows("right", "right", 599), Ok(()));
    let again = codes.shows("right", "right", 599);
    assert_eq!(again, Err(VerifyRefusal::Expired));
}

#[test]
fn a_code_expires_after_ten_minutes_and_answers_its_own_challenge_only() {
    let late = sent().shows("right", "right", 600);
    assert_eq!(late, Err(VerifyRefusal::Expired));
    let other = sent().shows("other", "right", 1);
    assert_eq!(other, Err(VerifyRefusal::Expired));
}

#[test]
fn five_wrong_tries_void_the_code_and_no_other() {
    let mut codes = sent();
    codes.send("second", &network("office"), 1).unwrap();
    for _ in 0..4 {
        assert_eq!(codes.shows("right", "no", 2), Err(VerifyRefusal::Wrong));
    }
    assert_eq!(codes.shows("right", "no", 2), Err(VerifyRefusal::UsedUp));
    let voided = codes.shows("right", "right", 2);
    assert_eq!(voided, Err(VerifyRefusal::Expired));
    assert_eq!(codes.shows("second", "second", 2), Ok(()));
    assert_eq!(codes.send("third", &network("home"), 60), Ok(()));
}

#[test]
fn several_codes_are_good_at_once() {
    let mut codes = sent();
    codes.send("newer", &network("home"), 60).unwrap();
    assert_eq!(codes.shows("right", "right", 61), Ok(()));
    assert_eq!(codes.shows("newer", "newer", 61), Ok(()));
}

#[test]
fn each_asker_has_codes_a_minute_apart_and_five_in_two_hours() {
    let (home, mut codes) = (network("home"), sent());
    let soon = SendRefusal::TooSoon(TimeDelta::seconds(1));
    assert_eq!(codes.send("b", &home, 59), Err(soon));
    assert_eq!(codes.send("b", &network("office"), 59), Ok(()));
    for n in 1..5 {
        codes.send("b", &home, n * 60).unwrap();
    }
    let many = SendRefusal::TooMany(TimeDelta::seconds(6900));
    assert_eq!(codes.send("c", &home, 300), Err(many));
    assert_eq!(codes.send("c", &network("office"), 300), Ok(()));
    assert_eq!(codes.send("c", &home, 7200), Ok(()));
}

#[test]
fn strangers_send_and_guess_no_more_than_their_day_allows() {
    let mut codes = SentCodes::default().attacked(0);
    let wrong: u32 = codes.0.iter().map(|code| code.wrong).sum();
    assert_eq!(wrong, OtpLimits::STRANGERS_TRIES);
    let locked = SendRefusal::Locked(OtpLimits::DAY);
    assert_eq!(codes.send("d", &network("new"), 0), Err(locked));
    assert_eq!(codes.send("d", &network("new"), 86_400), Ok(()));

    let mut codes = SentCodes::default();
    let names = (0..100).map(|n| n.to_string());
    let went = names.filter(|name| codes.send(name, &network(name), 0).is_ok());
    assert_eq!(went.count(), OtpLimits::STRANGERS_SENDS as usize);
    let many = SendRefusal::TooMany(TimeDelta::seconds(1));
    assert_eq!(codes.send("d", &network("new"), 86_399), Err(many));
}

#[test]
fn whoever_guesses_in_somebodys_name_locks_no_device_of_theirs() {
    let mut codes = SentCodes::default();
    codes.send("before", &device(), 0).unwrap();
    let mut codes = codes.attacked(1);
    assert_eq!(codes.shows("before", "before", 2), Ok(()));
    codes.send("after", &device(), 60).unwrap();
    assert_eq!(codes.shows("after", "after", 61), Ok(()));
}

#[test]
fn a_device_that_mistypes_too_much_is_locked_alone() {
    let mut codes = SentCodes::default();
    for n in 0..3 {
        let name = n.to_string();
        codes.send(&name, &device(), n * 60).unwrap();
        for _ in 0..5 {
            let _ = codes.shows(&name, "no", n * 60);
        }
    }
    let refused = codes.send("d", &device(), 180);
    assert_eq!(
        refused,
        Err(SendRefusal::Locked(TimeDelta::seconds(86_220)))
    );
    assert_eq!(codes.send("e", &network("home"), 180), Ok(()));
    assert_eq!(codes.send("d", &device(), 86_400), Ok(()));
}

/// One step of somebody: seconds passed, who, and whether they ask or guess.
fn steps() -> impl Strategy<Value = Vec<(i64, u8, bool)>> {
    proptest::collection::vec((0i64..1800, 0u8..8, any::<bool>()), 1..400)
}

proptest! {
    #[test]
    fn whatever_strangers_do_their_tries_are_bounded_and_the_device_signs_in(steps in steps()) {
        let mut codes = SentCodes::default();
        let (mut now, mut tries) = (0, Vec::new());
        for (number, (gap, who, asks)) in steps.into_iter().enumerate() {
            now += gap;
            let name = network(&who.to_string());
            if asks {
                let _ = codes.send(&number.to_string(), &name, now);
            }
            let last = codes.0.iter().rev().find(|code| code.asker == name).cloned();
            if let Some(last) = last {
                let before = last.wrong;
                let _ = codes.shows(&last.challenge, "no", now);
                let after = codes.0.iter().find(|code| code.challenge == last.challenge);
                if after.is_some_and(|code| code.wrong > before) {
                    tries.push(now);
                }
            }
            // Counted from when their codes went out, of which a try is ten minutes later at most.
            let day = tries.iter().filter(|then| now - **then < 86_400 - 600).count();
            prop_assert!(day <= OtpLimits::STRANGERS_TRIES as usize, "{day} tries");
        }
        prop_assert_eq!(codes.send("mine", &device(), now), Ok(()));
        prop_assert_eq!(codes.shows("mine", "mine", now), Ok(()));
    }
}
