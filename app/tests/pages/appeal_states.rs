//! An award that was taken back, in every state of its appeal.

use crate::language::spoken;
use crate::states::HOSTILE;
use app::page::Page;
use app::pages::{account, appeal};
use chrono::TimeDelta;
use domain::api::Account;
use domain::appeal::{AppealView, Decision, Explanation, Reason, RevocationView};
use domain::award::{Award, CardNumber};
use domain::money::Rupiah;
use domain::scheme::Scheme;

/// Every state by name.
pub fn appeal_states(add: &mut impl FnMut(&str, Page), person: &Account) {
    let now = person.as_of;
    let day = TimeDelta::days(1);
    let words = Explanation::parse(HOSTILE).unwrap();
    let revocation = RevocationView {
        case: 1,
        reason: Reason::FalseData,
        note: Some(words.clone()),
        revoked_at: now - day,
        stands: true,
        due: Rupiah(1_250_000),
        repay_before: now + day * 59,
        appeal_before: now + day * 29,
        may_appeal: true,
        appeal: None,
    };
    let filed = |late, answer: Option<Decision>| RevocationView {
        stands: answer != Some(Decision::Upheld),
        may_appeal: false,
        appeal: Some(AppealView {
            text: words.clone(),
            filed_at: now,
            answer_before: now + day,
            late,
            answered_at: answer.as_ref().map(|_| now),
            answer,
        }),
        ..revocation.clone()
    };
    let rejected = Decision::Rejected {
        because: words.clone(),
    };
    let over = RevocationView {
        may_appeal: false,
        due: Rupiah(0),
        ..revocation.clone()
    };
    for (name, revocation) in [
        ("dicabut", revocation.clone()),
        ("dicabut lewat", over),
        ("keberatan", filed(false, None)),
        ("keberatan terlambat", filed(true, None)),
        ("keberatan diterima", filed(false, Some(Decision::Upheld))),
        ("keberatan ditolak", filed(true, Some(rejected))),
    ] {
        let mut person = person.clone();
        person.award = Some(Award {
            wave: 71,
            scheme: Scheme::find("semi-bansos-2020").unwrap().id,
            card: CardNumber::from_random(7),
            balance: Rupiah(0),
            awarded_at: "2020-11-20T05:00:00Z".parse().unwrap(),
            buy_before: now,
            revoked_at: revocation.stands.then_some(now),
        });
        person.revocation = Some(revocation);
        add(
            &format!("akun {name}"),
            account(spoken(), &person, false, "k", None),
        );
    }
    let by_own_clock =
        |text, refusal| appeal(spoken(), person.time_zone, &revocation, text, refusal);
    add("ajukan", by_own_clock("", None));
    add("ajukan salah", by_own_clock(HOSTILE, Some(HOSTILE)));
}
