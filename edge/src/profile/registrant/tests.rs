//! What of a changed profile counts, and when.

use super::*;
use crate::draw::registrant::tests::{SESSION, joined, screen, sent};
use crate::draw::registrant::{LeaveWave, NoteOutcomes};
use crate::household::BallotState;
use crate::registrant::tests::{SARI, ask, at, join, new, own, store, wave};
use crate::sql::tests::Native;
use crate::wave::registrant::JoinWave;
use domain::draw::{self, Exclusion};
use domain::messages::Code;
use domain::profile::ProfileRequest;
use domain::time::Zone;
use domain::wave::Wave;

/// Makassar is where Sari has registered.
const BANDUNG: &str = "3273";

fn profile(domicile: &str, work_status: &str) -> Profile {
    let request = ProfileRequest {
        domicile: domicile.to_owned(),
        education: "sma".to_owned(),
        work_status: work_status.to_owned(),
    };
    Profile::parse(&request).unwrap()
}

/// Sari's session, as if it had been opened just then.
fn awake(store: &Store<Native>, now: Moment) {
    store
        .sql
        .run(
            "UPDATE session SET created_at = ?, seen_at = ?",
            &[stored(now), stored(now)],
        )
        .unwrap();
}

fn change(store: &Store<Native>, to: Profile, now: Moment) -> Result<ProfileView, Code> {
    awake(store, now);
    ask(store, own(SESSION, now, ChangeProfile(to)))
}

/// In which provinces entries went out since this was asked last.
fn provinces(store: &Store<Native>, now: Moment) -> Vec<u8> {
    let (entries, _) = sent(store, now);
    entries.iter().map(|one| one.stratum.province).collect()
}

fn leave(now: Moment) -> crate::registrant::SignedIn<LeaveWave> {
    own(SESSION, now, LeaveWave { wave: wave() })
}

fn settle(store: &Store<Native>) {
    let lost = NoteOutcomes {
        wave: 72,
        scheme: wave().scheme.as_str().to_owned(),
        outcomes: vec![(1, draw::Outcome::NotDrawn)],
        now: at(7200),
    };
    ask(store, lost).unwrap();
}

#[test]
fn who_moves_is_drawn_where_they_lived_when_they_joined_and_in_later_waves_where_they_live() {
    let (store, entry) = joined();
    assert_eq!(entry.stratum.province, 73);
    let moved = change(&store, profile(BANDUNG, "job_seeker"), at(3)).unwrap();
    assert_eq!((moved.domicile.as_str(), moved.wave), (BANDUNG, Some(72)));
    // Neither leaving and coming back nor the screening moves the entry.
    ask(&store, leave(at(4))).unwrap();
    ask(&store, join(SESSION, "again", at(5))).unwrap();
    assert_eq!(provinces(&store, at(5)), [73, 73]);
    let screened: Vec<_> = screen(&store)
        .iter()
        .map(|one| one.stratum.province)
        .collect();
    assert!(!screened.is_empty());
    assert!(screened.iter().all(|one| *one == 73), "{screened:?}");
    settle(&store);
    let later = JoinWave {
        wave: Wave {
            number: 73,
            opens_at: at(8000),
            closes_at: at(9000),
            ..wave()
        },
        key_hash: "later".to_owned(),
        body: "join 73".to_owned(),
    };
    sent(&store, at(8000));
    awake(&store, at(8100));
    ask(&store, own(SESSION, at(8100), later)).unwrap();
    assert_eq!(provinces(&store, at(8100)), [32]);
}

#[test]
fn who_joined_before_that_was_noted_is_drawn_where_they_lived_then() {
    let (store, _) = joined();
    store
        .sql
        .run("UPDATE application SET province = NULL", &[])
        .unwrap();
    ask(&store, leave(at(2))).unwrap();
    ask(&store, join(SESSION, "again", at(3))).unwrap();
    store
        .sql
        .run("UPDATE application SET province = NULL", &[])
        .unwrap();
    change(&store, profile(BANDUNG, "job_seeker"), at(4)).unwrap();
    change(&store, profile("3171", "job_seeker"), at(5)).unwrap();
    let screened = screen(&store);
    assert!(
        screened
            .iter()
            .any(|one| one.state == BallotState::Excluded(Exclusion::IdentityPending))
    );
    assert!(screened.iter().all(|one| one.stratum.province == 73));
}

#[test]
fn work_and_education_stay_while_a_wave_waits_for_its_result() {
    let (store, _) = joined();
    let laid_off = || profile("7371", "laid_off");
    assert_eq!(change(&store, laid_off(), at(3)), Err(Code::ProfileFixed));
    settle(&store);
    let view = change(&store, laid_off(), at(7300)).unwrap();
    assert_eq!((view.work_status.as_str(), view.wave), ("laid_off", None));
}

#[test]
fn every_change_is_kept_once_and_their_number_has_an_end() {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    let homes = [BANDUNG, "7371"];
    for n in 0..CHANGES {
        let home = homes[n as usize % 2];
        let left = CHANGES - 1 - n;
        for seconds in [0, 1] {
            let now = at(i64::from(n) * 60 + 10 + seconds);
            let view = change(&store, profile(home, "job_seeker"), now).unwrap();
            assert_eq!(view.changes_left, left, "sent again, it is one");
        }
    }
    let once_more = || profile(BANDUNG, "job_seeker");
    let refused = change(&store, once_more(), at(1000));
    assert_eq!(refused, Err(Code::ProfileChangesUsedUp));
    let kept = store
        .sql
        .run("SELECT sealed FROM profile_change ORDER BY id", &[])
        .unwrap();
    let kept: Vec<Profile> = kept
        .iter()
        .map(|row| store.unseal("profile", 1, row.text(0).unwrap()).unwrap())
        .collect();
    assert_eq!(kept.len(), CHANGES as usize);
    assert_eq!(kept[0], profile("7371", "job_seeker"));
    // A month later there is room again; the clock of the new home is read.
    let month = TimeDelta::days(CHANGES_WITHIN_DAYS) + TimeDelta::minutes(2);
    let later = at(0) + month;
    change(&store, once_more(), later).unwrap();
    assert_eq!(store.person(1).unwrap().0.zone, Zone::Wib);
}
