//! Another number in the place of a lost one.
//!
//! Long: every way in which somebody could be robbed of an account by it.

use super::*;
use crate::award::registrant::tests::{award, drawn, look};
use crate::identity::registrant::{FindUse, NumberUse};
use crate::incentive::registrant::UnlinkAccount;
use crate::security::registrant::{BeginRecovery, RefuseRecovery, SendRecoveryCode};
use chrono::TimeDelta;
use domain::money::Rupiah;
use domain::security::RecoveryView;

/// As the shard has them: hash of the registration number, and what the birth date is held
/// against.
fn known(store: &Store<Native>) -> (String, String) {
    let row = store
        .sql
        .first(
            "SELECT number_hash, birth_check FROM person WHERE id = 1",
            &[],
        )
        .unwrap()
        .unwrap();
    (
        row.text(0).unwrap().to_owned(),
        row.text(1).unwrap().to_owned(),
    )
}

/// Sari, whose address has been confirmed at a moment.
fn confirmed(now: Moment) -> Store<Native> {
    let store = sari();
    confirm_address(&store, now);
    store
}

fn confirm_address(store: &Store<Native>, now: Moment) {
    let mine = "sari@contoh.id";
    let session = sign_in(store, Some("phone"), "first", now);
    let sent = send_code(mine, "e", now);
    ask(store, own(&session, now, sent)).unwrap();
    let confirm = confirm(mine, "e", &session, now);
    ask(store, own(&session, now, confirm)).unwrap();
}

fn send(
    store: &Store<Native>,
    check: &str,
    name: &str,
    now: Moment,
) -> Result<Option<Email>, Code> {
    send_for(store, NEW, (check, name), now)
}

/// The number itself stands for its hash.
fn contact(phone: &str) -> String {
    number(phone).as_str().to_owned()
}

fn send_for(
    store: &Store<Native>,
    phone: &str,
    (check, name): (&str, &str),
    now: Moment,
) -> Result<Option<Email>, Code> {
    let (number_hash, _) = known(store);
    let code = NewCode {
        id_hash: name.to_owned(),
        digest: "right".to_owned(),
        stranger: "elsewhere".to_owned(),
        now,
    };
    let send = SendRecoveryCode {
        number_hash,
        birth_check: check.to_owned(),
        contact: contact(phone),
        code,
    };
    ask(store, send)
}

fn begin(
    store: &Store<Native>,
    phone: &str,
    (name, digest): (&str, &str),
    now: Moment,
) -> Result<RecoveryView, Code> {
    let begin = BeginRecovery {
        number_hash: known(store).0,
        phone: number(phone),
        contact: contact(phone),
        code: ShownCode {
            id_hash: name.to_owned(),
            digest: digest.to_owned(),
            now,
        },
    };
    ask(store, begin)
}

const OTHER: &str = "0857 3333 4444";
const WEEK: i64 = 7 * 24 * 3600;
const DAY: i64 = 24 * 3600;

/// Sari, who has asked for another number a week after her address was confirmed; and when.
fn asked() -> (Store<Native>, Moment) {
    let store = confirmed(at(70));
    let now = at(70 + WEEK);
    let (_, check) = known(&store);
    assert!(send(&store, &check, "r", now).unwrap().is_some());
    let view = begin(&store, NEW, ("r", "right"), now).unwrap();
    assert_eq!(view.phone, "0857••••2222");
    assert_eq!(view.ready_at, now + TimeDelta::hours(72));
    (store, now)
}

/// Lets the shard do what is due.
fn wake(store: &Store<Native>, now: Moment) {
    for job in store.due(now, 100).unwrap().jobs {
        if job.kind == JobKind::Recovery {
            store.finish_recovery(job.id, job.person, now).unwrap();
        }
    }
}

fn parted(store: &Store<Native>, now: Moment) -> Vec<(String, Outgoing)> {
    let due = store.due(now, 100).unwrap().jobs;
    let parted = due.into_iter().filter_map(|job| match job.kind {
        JobKind::Parting(one) => Some((one.phone.as_str().to_owned(), one.outgoing)),
        _ => None,
    });
    parted.collect()
}

#[test]
fn three_days_after_it_was_asked_for_a_number_takes_the_lost_ones_place() {
    let (store, now) = asked();
    let before = registered_number(&store);
    let found = sign_in(&store, Some("found"), "found", now + TimeDelta::seconds(1));
    // Both numbers are told at once.
    let begun = |one: &Outgoing| matches!(one, Outgoing::RecoveryBegun { .. });
    assert_eq!(told(&store).iter().filter(|one| begun(one)).count(), 0);
    let due = store.due(now, 100).unwrap().jobs;
    let begun = |kind: &JobKind| matches!(kind, JobKind::Message(one) if begun(one));
    assert_eq!(due.iter().filter(|job| begun(&job.kind)).count(), 1);
    let new = number(NEW).as_str().to_owned();
    assert!(
        parted(&store, now)
            .iter()
            .any(|(to, one)| *to == new && matches!(one, Outgoing::RecoveryTaken { .. }))
    );
    let ready = now + TimeDelta::hours(72);
    wake(&store, ready - TimeDelta::seconds(1));
    assert_eq!(registered_number(&store), before);
    assert_eq!(store.frozen_until(1, now).unwrap(), Some(ready));
    wake(&store, ready);
    assert_eq!(registered_number(&store), new);
    assert_eq!(store.recovery_view(1).unwrap(), None);
    // Whoever found the phone is out, and their device a stranger's.
    assert_eq!(view(&store, &found, ready).unwrap_err(), Code::SignInNeeded);
    assert_eq!(store.known_on("found").unwrap(), Vec::<i64>::new());
    assert_eq!(store.phone_replaced_at(1).unwrap(), Some(ready));
    let told_old = |(to, one): &(String, Outgoing)| {
        *to == before && matches!(one, Outgoing::PhoneReplaced { .. })
    };
    assert_eq!(
        parted(&store, ready)
            .iter()
            .filter(|one| told_old(one))
            .count(),
        1
    );
}

#[test]
fn whoever_has_the_account_open_objects_and_nothing_happens_before_the_office_decides() {
    let (store, now) = asked();
    let before = registered_number(&store);
    let session = sign_in(&store, Some("phone"), "mine", now + TimeDelta::seconds(1));
    let second = |n| now + TimeDelta::seconds(n);
    for n in [2, 3] {
        ask(&store, own(&session, second(n), RefuseRecovery)).unwrap();
    }
    let disputes = |now| {
        let due = store.due(now, 100).unwrap().jobs;
        due.iter()
            .filter(|job| job.kind == JobKind::Dispute)
            .count()
    };
    assert_eq!(disputes(second(3)), 1, "said twice, it is one dispute");
    let is_refused = |one: &Outgoing| matches!(one, Outgoing::RecoveryRefused { .. });
    let told = parted(&store, second(3));
    assert!(
        told.iter()
            .any(|(to, one)| *to == contact(NEW) && is_refused(one))
    );
    let told = parted_by_email(&store, second(3));
    assert!(
        told.iter()
            .any(|(to, one)| to == "sari@contoh.id" && is_refused(one))
    );
    wake(&store, now + TimeDelta::days(4));
    assert_eq!(registered_number(&store), before);
    let dispute = store.disputed_recovery(1).unwrap().unwrap();
    assert_eq!(dispute.recovery.objected_at, Some(second(2)));
    // Meanwhile nobody asks anew.
    let later = now + TimeDelta::days(5);
    let (_, check) = known(&store);
    send_for(&store, OTHER, (&check, "again"), later).unwrap();
    assert_eq!(
        begin(&store, OTHER, ("again", "right"), later),
        Err(Code::RecoveryWaits)
    );
    // The office finds that it stays as it was, and all that was open is closed.
    let phone = number(&before);
    let day = TimeDelta::days(1);
    assert_eq!(store.frozen_until(1, later).unwrap(), Some(later + day));
    assert_eq!(store.may_replace_phone(1, &phone).unwrap(), None);
    let note = Explanation::parse("KTP diperiksa di posko.").unwrap();
    let why = (PhoneReason::Lost, note);
    store
        .replace_phone_by_office(1, phone.clone(), why, later)
        .unwrap();
    assert_eq!(registered_number(&store), before);
    assert_eq!(store.disputed_recovery(1).unwrap(), None);
    let frozen = store.frozen_until(1, later).unwrap();
    assert_eq!(frozen, Some(later + TimeDelta::hours(72)));
    let kept =
        |kind: &JobKind| matches!(kind, JobKind::Message(Outgoing::PhoneKeptByOffice { .. }));
    let due = store.due(later, 100).unwrap().jobs;
    assert_eq!(due.iter().filter(|job| kept(&job.kind)).count(), 1);
    // Whoever has the mailbox asks for nothing again.
    let after = later + TimeDelta::days(8);
    assert_eq!(send(&store, &check, "after", after).unwrap(), None);
    assert_eq!(disputes(later), 2, "it is taken off the list");
    let due = store.due(later, 100).unwrap().jobs;
    let leaves = |kind: &JobKind| matches!(kind, JobKind::LeaveNumber(left) if left.phone == phone);
    assert!(!due.iter().any(|job| leaves(&job.kind)), "it stays theirs");
    assert_eq!(
        store.may_replace_phone(1, &phone).unwrap(),
        Some(Code::PhoneSame)
    );
}

#[test]
fn no_code_goes_to_an_address_that_is_young_or_not_confirmed_nor_for_a_wrong_birth_date() {
    let store = sari();
    let (_, check) = known(&store);
    assert_eq!(send(&store, &check, "a", at(WEEK)).unwrap(), None);
    let store = confirmed(at(70));
    let early = at(69 + WEEK);
    assert_eq!(send(&store, &check, "b", early).unwrap(), None);
    // Nor does a code that went nowhere get anybody in.
    assert_eq!(
        begin(&store, NEW, ("b", "right"), early),
        Err(Code::OtpExpired)
    );
    let now = at(70 + WEEK);
    assert_eq!(send(&store, "another day", "c", now).unwrap(), None);
    assert_eq!(
        begin(&store, NEW, ("c", "right"), now),
        Err(Code::OtpExpired)
    );
    assert_eq!(store.recovery_view(1).unwrap(), None);
}

#[test]
fn whoever_guesses_birth_dates_uses_up_nobodys_codes_and_is_answered_alike() {
    let store = confirmed(at(70));
    let (_, check) = known(&store);
    let now = |n| at(70 + WEEK + 61 * n);
    let tried = |check: &str, from: i64| -> Vec<bool> {
        (from..from + 7)
            .map(|n| send(&store, check, &format!("{check} {n}"), now(n)).is_ok())
            .collect()
    };
    let wrong = tried("wrong", 0);
    assert!(wrong.contains(&true) && wrong.contains(&false), "{wrong:?}");
    assert_eq!(tried(&check, 100), wrong);
}

#[test]
fn no_way_to_an_account_is_changed_from_within_while_another_number_waits() {
    let (store, now) = asked();
    let second = |n| now + TimeDelta::seconds(n);
    let session = sign_in(&store, Some("phone"), "thief", second(1));
    let own = |n, operation| own(&session, second(n), operation);
    let codes = KeepBackupCodes {
        codes: vec![BackupCode::from_random(7)],
    };
    assert_eq!(ask(&store, own(2, codes)), Err(Code::RecoveryWaits));
    let remove = RemoveEmail {
        session_hash: session.clone(),
    };
    let removed = ask(&store, super::own(&session, second(3), remove));
    assert_eq!(removed.unwrap_err(), Code::RecoveryWaits);
    let other = "thief@contoh.id";
    let sent = super::own(&session, second(4), send_code(other, "t", second(4)));
    assert_eq!(ask(&store, sent), Err(Code::RecoveryWaits));
    let confirm = confirm(other, "t", &session, second(5));
    let replaced = ask(&store, super::own(&session, second(5), confirm));
    assert_eq!(replaced.unwrap_err(), Code::RecoveryWaits);
    let account = UnlinkAccount;
    let unlinked = ask(&store, super::own(&session, second(5), account));
    assert_eq!(unlinked.unwrap_err(), Code::RecoveryWaits);
    let number_of_thief = ChangePhone {
        phone: number(OTHER),
        proof: Proof::Paper(BackupCode::from_random(7)),
        session_hash: session.clone(),
        device_hash: None,
    };
    let changed = ask(&store, super::own(&session, second(6), number_of_thief));
    assert_eq!(changed.unwrap_err(), Code::RecoveryWaits);
}

#[test]
fn a_wish_that_is_sent_twice_is_one_and_for_the_own_number_none() {
    let store = confirmed(at(70));
    let (_, check) = known(&store);
    let now = at(70 + WEEK);
    let own = registered_number(&store);
    send_for(&store, &own, (&check, "r"), now).unwrap();
    assert_eq!(
        begin(&store, &own, ("r", "right"), now),
        Err(Code::PhoneSame)
    );
    let later = now + TimeDelta::seconds(DAY);
    send(&store, &check, "s", later).unwrap();
    let first = begin(&store, NEW, ("s", "right"), later).unwrap();
    let again = later + TimeDelta::seconds(70);
    send(&store, &check, "t", again).unwrap();
    let second = begin(&store, NEW, ("t", "right"), again).unwrap();
    assert_eq!(first, second);
}

/// Somebody drawn, who asks for another number at a moment before the first course has to be
/// bought.
fn drawn_and_asked(before: TimeDelta) -> (Store<Native>, Moment, Moment) {
    let store = drawn();
    confirm_address(&store, at(8000));
    let due = award(&store).buy_before;
    let now = due - before;
    let (_, check) = known(&store);
    send(&store, &check, "r", now).unwrap();
    begin(&store, NEW, ("r", "right"), now).unwrap();
    (store, now, due)
}

#[test]
fn a_deadline_that_would_pass_while_somebody_waits_for_their_number_stands_still_once() {
    let hours = TimeDelta::hours;
    // Before and a day after the number counts; what comes later stays.
    let (store, _, due) = drawn_and_asked(hours(97));
    assert_eq!(award(&store).buy_before, due);
    let (store, now, due) = drawn_and_asked(hours(24));
    let later = due + hours(96);
    assert_eq!(award(&store).buy_before, later);
    wake(&store, now + hours(72));
    look(&store, due);
    assert_eq!(award(&store).revoked_at, None);
    // Whoever asks again puts nothing off.
    let again = later - hours(1);
    let (_, check) = known(&store);
    send_for(&store, OTHER, (&check, "s"), again).unwrap();
    begin(&store, OTHER, ("s", "right"), again).unwrap();
    assert_eq!(award(&store).buy_before, later);
    look(&store, later);
    assert_eq!(award(&store).revoked_at, Some(later));
}

#[test]
fn a_deadline_waits_for_the_office_and_a_day_more() {
    let (store, now, due) = drawn_and_asked(TimeDelta::hours(24));
    let session = sign_in(&store, Some("phone"), "mine", now);
    ask(&store, own(&session, now, RefuseRecovery)).unwrap();
    let late = due + TimeDelta::days(10);
    look(&store, late);
    assert_eq!(award(&store).revoked_at, None, "it is not decided yet");
    by_office(&store, PhoneReason::Lost, late);
    assert!(award(&store).buy_before >= late + TimeDelta::days(1));
    let due = award(&store).buy_before;
    look(&store, due + TimeDelta::days(1));
    assert!(award(&store).revoked_at.is_some());
}

#[test]
fn whom_the_office_gives_the_account_back_finds_no_deadline_passing_at_once() {
    let store = drawn();
    let due = award(&store).buy_before;
    by_office(&store, PhoneReason::Claimed, due - TimeDelta::hours(1));
    assert_eq!(award(&store).buy_before, due + TimeDelta::hours(72));
    assert_eq!(award(&store).balance, Rupiah(3_500_000));
}

fn left(store: &Store<Native>, now: Moment) -> Vec<String> {
    let due = store.due(now, 100).unwrap().jobs;
    let left = due.into_iter().filter_map(|job| match job.kind {
        JobKind::LeaveNumber(left) => Some(left.phone.as_str().to_owned()),
        _ => None,
    });
    left.collect()
}

#[test]
fn a_number_that_waits_is_nobody_elses_until_it_is_objected_to_or_the_office_gives_another() {
    let whose = |store: &Store<Native>| {
        let find = FindUse {
            nik_hash: keys().digest(Purpose::Nik, &[SARI]).text(),
            phone: number(NEW),
        };
        ask(store, find).unwrap()
    };
    let (store, now) = asked();
    assert_eq!(whose(&store), NumberUse::Theirs);
    let session = sign_in(&store, Some("phone"), "mine", now);
    ask(&store, own(&session, now, RefuseRecovery)).unwrap();
    assert_eq!(whose(&store), NumberUse::Nobodys);

    let (store, now) = asked();
    let note = Explanation::parse("KTP diperiksa di posko.").unwrap();
    let other = number(OTHER);
    let why = (PhoneReason::Lost, note);
    store.replace_phone_by_office(1, other, why, now).unwrap();
    assert_eq!(whose(&store), NumberUse::Nobodys);
    assert!(left(&store, now).contains(&number(NEW).as_str().to_owned()));
}

#[test]
fn codes_that_went_to_the_lost_phone_are_worth_nothing_once_it_is_replaced() {
    let prefetched = |store: &Store<Native>, now: Moment| {
        let send = SendSignInCode {
            nik_hash: keys().digest(Purpose::Nik, &[SARI]).text(),
            code: NewCode {
                id_hash: "kept".to_owned(),
                digest: "right".to_owned(),
                stranger: "finder".to_owned(),
                now,
            },
            more: vec![],
            device_hash: None,
        };
        ask(store, send).unwrap();
    };
    let used = |store: &Store<Native>, now: Moment| {
        let sign_in = SignIn {
            code: ShownCode {
                id_hash: "kept".to_owned(),
                digest: "right".to_owned(),
                now,
            },
            session_hash: "finder".to_owned(),
            device_hash: None,
            second: SecondAnswer::default(),
            from: phone(),
        };
        ask(store, sign_in).map(drop)
    };
    let (store, now) = asked();
    let ready = now + TimeDelta::hours(72);
    let soon = ready - TimeDelta::minutes(3);
    prefetched(&store, soon);
    wake(&store, ready);
    assert_eq!(used(&store, ready), Err(Code::OtpExpired));
    // The same where the office did it.
    let store = sari();
    prefetched(&store, at(100));
    by_office(&store, PhoneReason::Lost, at(200));
    assert_eq!(used(&store, at(300)), Err(Code::OtpExpired));
}

#[test]
fn a_form_that_is_sent_again_changes_nothing_and_the_number_stays_claimed() {
    let (store, now) = asked();
    let again = begin(&store, NEW, ("r", "right"), now + TimeDelta::minutes(5));
    assert_eq!(again.unwrap().begun_at, now);
    let held =
        |kind: &JobKind| matches!(kind, JobKind::HoldNumber(held) if held.phone == number(NEW));
    let count = |now| {
        let due = store.due(now, 100).unwrap().jobs;
        due.iter().filter(|job| held(&job.kind)).count()
    };
    assert_eq!(count(now), 1);
    let ready = now + TimeDelta::hours(72);
    wake(&store, ready);
    assert_eq!(count(ready), 2, "also once it is theirs");
}

#[test]
fn whoever_finds_the_phone_again_need_not_wait() {
    let (store, now) = asked();
    let session = sign_in(&store, Some("phone"), "mine", now);
    let second = |n| now + TimeDelta::seconds(n);
    let send = SendPhoneCode {
        phone: number(NEW),
        code: NewCode {
            id_hash: "old".to_owned(),
            digest: "right".to_owned(),
            stranger: "home".to_owned(),
            now: second(1),
        },
    };
    ask(&store, own(&session, second(1), send)).unwrap();
    let change = ChangePhone {
        phone: number(NEW),
        proof: shown("old", "right", second(2)),
        session_hash: session.clone(),
        device_hash: None,
    };
    ask(&store, own(&session, second(2), change)).unwrap();
    assert_eq!(registered_number(&store), number(NEW).as_str());
    assert_eq!(store.recovery_view(1).unwrap(), None);
}

#[test]
fn a_code_that_was_asked_for_with_one_number_gives_the_account_to_no_other() {
    let store = confirmed(at(70));
    let now = at(70 + WEEK);
    let (_, check) = known(&store);
    send(&store, &check, "r", now).unwrap();
    assert_eq!(
        begin(&store, OTHER, ("r", "right"), now),
        Err(Code::OtpExpired)
    );
    // Nor are the codes of one used up by another.
    for n in 1..9 {
        let name = format!("o {n}");
        let _ = send_for(&store, OTHER, (&check, &name), at(70 + WEEK + 61 * n));
    }
    let later = at(70 + WEEK + 61 * 9);
    assert!(send(&store, &check, "s", later).unwrap().is_some());
}

/// What goes to addresses that are no more the person's.
fn parted_by_email(store: &Store<Native>, now: Moment) -> Vec<(String, Outgoing)> {
    let due = store.due(now, 100).unwrap().jobs;
    let parted = due.into_iter().filter_map(|job| match job.kind {
        JobKind::PartingByEmail(one) => Some((one.email.as_str().to_owned(), one.outgoing)),
        _ => None,
    });
    parted.collect()
}

fn take_address_off(store: &Store<Native>, session: &str, now: Moment) {
    let remove = RemoveEmail {
        session_hash: session.to_owned(),
    };
    ask(store, own(session, now, remove)).unwrap();
}

fn forget_former_addresses(store: &Store<Native>, now: Moment) {
    for job in store.due(now, 100).unwrap().jobs {
        if job.kind == JobKind::FormerEmail {
            store.forget_former_email(job.id, job.person, now).unwrap();
        }
    }
}

fn former_address(store: &Store<Native>) -> Option<String> {
    let row = store
        .sql
        .first("SELECT former_email FROM person WHERE id = 1", &[])
        .unwrap()
        .unwrap();
    row.text_or_null(0).unwrap()
}

#[test]
fn an_address_that_a_thief_takes_off_is_told_and_gets_the_account_back_for_a_week() {
    let store = confirmed(at(70));
    let taken_off = at(80 + WEEK);
    let second = |n| taken_off + TimeDelta::seconds(n);
    let thief = sign_in(&store, Some("phone"), "thief", taken_off);
    take_address_off(&store, &thief, taken_off);
    let told = parted_by_email(&store, taken_off);
    let [(to, Outgoing::EmailLeft { until: Some(until) })] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!(to, "sari@contoh.id");
    assert!(until.contains("29 Januari 2027"), "{until}");
    // One of the thief's own in its place changes nothing.
    let own_one = "thief@contoh.id";
    ask(
        &store,
        own(&thief, second(1), send_code(own_one, "t", second(1))),
    )
    .unwrap();
    let confirmed = confirm(own_one, "t", &thief, second(2));
    ask(&store, own(&thief, second(2), confirmed)).unwrap();

    let now = taken_off + TimeDelta::days(6);
    let (_, check) = known(&store);
    let asked = send(&store, &check, "r", now).unwrap().unwrap();
    assert_eq!(asked.as_str(), "sari@contoh.id");
    begin(&store, NEW, ("r", "right"), now).unwrap();
    // Its days run out while it waits.
    let ready = now + TimeDelta::hours(72);
    forget_former_addresses(&store, ready);
    wake(&store, ready);
    assert_eq!(registered_number(&store), number(NEW).as_str());
    let (_, record) = store.person(1).unwrap();
    let registered = record.registration.email.unwrap();
    assert_eq!(registered.as_str(), "sari@contoh.id");
    assert_eq!(store.email_confirmed_at(1).unwrap(), Some(at(70)));
    let later = ready + TimeDelta::days(8);
    forget_former_addresses(&store, later);
    assert_eq!(former_address(&store), None);
}

#[test]
fn an_address_is_trusted_a_week_after_it_left_and_not_at_all_if_it_was_young() {
    let store = confirmed(at(70));
    let session = sign_in(&store, Some("phone"), "mine", at(141));
    take_address_off(&store, &session, at(150));
    let told = parted_by_email(&store, at(150));
    let young = Outgoing::EmailLeft { until: None };
    assert_eq!(told, [("sari@contoh.id".to_owned(), young)]);
    let (_, check) = known(&store);
    assert_eq!(send(&store, &check, "a", at(WEEK)).unwrap(), None);

    let store = confirmed(at(70));
    let taken_off = at(80 + WEEK);
    let session = sign_in(&store, Some("phone"), "mine", taken_off);
    take_address_off(&store, &session, taken_off);
    let over = taken_off + TimeDelta::days(7);
    let (_, check) = known(&store);
    let soon = over - TimeDelta::seconds(1);
    assert!(send(&store, &check, "b", soon).unwrap().is_some());
    forget_former_addresses(&store, soon);
    assert!(former_address(&store).is_some());
    let late = send_for(&store, OTHER, (&check, "c"), over);
    assert_eq!(late.unwrap(), None);
    let code = ("c", "right");
    assert_eq!(begin(&store, OTHER, code, over), Err(Code::OtpExpired));
    forget_former_addresses(&store, over);
    assert_eq!(former_address(&store), None);
}

#[test]
fn a_dispute_that_nobody_brings_to_the_office_ends_after_a_month_and_leaves_all_as_it_was() {
    let (store, now, due) = drawn_and_asked(TimeDelta::hours(24));
    let before = registered_number(&store);
    let session = sign_in(&store, Some("phone"), "mine", now);
    ask(&store, own(&session, now, RefuseRecovery)).unwrap();
    let ends = now + TimeDelta::days(30);
    // A week before whoever asked is reminded, once.
    let reminders = |now| {
        let told = parted_by_email(&store, now);
        let refused = told
            .iter()
            .filter(|(_, one)| matches!(one, Outgoing::RecoveryRefused { .. }));
        refused.count()
    };
    let before_that = ends - TimeDelta::days(7) - TimeDelta::seconds(1);
    wake(&store, before_that);
    assert_eq!(reminders(before_that), 1);
    for days in [7, 6] {
        wake(&store, ends - TimeDelta::days(days));
    }
    assert_eq!(reminders(ends), 2);
    wake(&store, ends - TimeDelta::seconds(1));
    assert!(store.disputed_recovery(1).unwrap().is_some());
    assert!(store.frozen_until(1, ends).unwrap().is_some());
    wake(&store, ends);
    assert_eq!(store.recovery_view(1).unwrap(), None);
    assert_eq!(registered_number(&store), before);
    assert_eq!(store.frozen_until(1, ends).unwrap(), None);
    let lapsed = |kind: &JobKind| *kind == JobKind::Message(Outgoing::RecoveryLapsed);
    let jobs = store.due(ends, 100).unwrap().jobs;
    assert_eq!(jobs.iter().filter(|job| lapsed(&job.kind)).count(), 1);
    let disputes = jobs.iter().filter(|job| job.kind == JobKind::Dispute);
    assert_eq!(disputes.count(), 2, "it is taken off the list");
    let to_new = (contact(NEW), Outgoing::RecoveryLapsed);
    assert!(parted(&store, ends).contains(&to_new));
    let to_address = ("sari@contoh.id".to_owned(), Outgoing::RecoveryLapsed);
    assert!(parted_by_email(&store, ends).contains(&to_address));
    // Whoever asks and objects by turns neither puts a deadline off nor holds money for ever.
    assert!(award(&store).buy_before <= due + TimeDelta::days(4));
    look(&store, ends);
    assert!(award(&store).revoked_at.is_some());
    let (_, check) = known(&store);
    let again = ends + TimeDelta::days(30);
    assert_eq!(send(&store, &check, "again", again).unwrap(), None);
}

#[test]
fn an_address_that_took_anothers_place_stays_when_that_one_asked_in_vain_and_is_told_when_not() {
    // Hers was read by others, so Sari has put another in its place.
    let replaced = || {
        let store = confirmed(at(70));
        let now = at(80 + WEEK);
        let session = sign_in(&store, Some("phone"), "mine", now);
        let second = |n| now + TimeDelta::seconds(n);
        ask(
            &store,
            own(&session, now, send_code("baru@contoh.id", "n", now)),
        )
        .unwrap();
        let confirm = confirm("baru@contoh.id", "n", &session, second(1));
        ask(&store, own(&session, second(1), confirm)).unwrap();
        let (_, check) = known(&store);
        send(&store, &check, "r", second(100)).unwrap();
        begin(&store, NEW, ("r", "right"), second(101)).unwrap();
        (store, session, now)
    };
    let registered = |store: &Store<Native>| {
        let email = store.person(1).unwrap().1.registration.email;
        email.map(|email| email.as_str().to_owned())
    };
    let (store, session, now) = replaced();
    let objected = now + TimeDelta::seconds(200);
    ask(&store, own(&session, objected, RefuseRecovery)).unwrap();
    let ends = objected + TimeDelta::days(30);
    wake(&store, ends);
    wake(&store, ends + TimeDelta::days(1));
    assert_eq!(store.recovery_view(1).unwrap(), None);
    assert_eq!(registered(&store).as_deref(), Some("baru@contoh.id"));
    assert!(store.email_confirmed_at(1).unwrap().is_some());
    assert_eq!(former_address(&store), None);
    // Nobody objects: the address that asked is back, and the other hears of it.
    let (store, _, now) = replaced();
    let ready = now + TimeDelta::hours(73);
    wake(&store, ready);
    assert_eq!(registered(&store).as_deref(), Some("sari@contoh.id"));
    let gone = (
        "baru@contoh.id".to_owned(),
        Outgoing::EmailLeft { until: None },
    );
    assert!(parted_by_email(&store, ready).contains(&gone));
}

#[test]
fn the_address_that_a_code_went_to_is_the_one_that_asked() {
    let store = confirmed(at(70));
    let now = at(80 + WEEK);
    let session = sign_in(&store, Some("phone"), "mine", now);
    let new = "baru@contoh.id";
    ask(&store, own(&session, now, send_code(new, "n", now))).unwrap();
    let confirm = confirm(new, "n", &session, now);
    ask(&store, own(&session, now, confirm)).unwrap();
    // The week of the one before ends, and that of the new one with it, between code and wish.
    let over = now + TimeDelta::days(7);
    let (_, check) = known(&store);
    let soon = over - TimeDelta::minutes(5);
    assert_eq!(
        send(&store, &check, "r", soon).unwrap().unwrap().as_str(),
        "sari@contoh.id"
    );
    let later = over + TimeDelta::minutes(1);
    begin(&store, NEW, ("r", "right"), later).unwrap();
    let session = sign_in(&store, Some("phone"), "again", later);
    ask(&store, own(&session, later, RefuseRecovery)).unwrap();
    let told = parted_by_email(&store, later);
    let refused = told
        .iter()
        .filter(|(_, one)| matches!(one, Outgoing::RecoveryRefused { .. }));
    let to: Vec<_> = refused.map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, ["sari@contoh.id"]);
}
