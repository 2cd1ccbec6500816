//! One course's reviews on real SQLite.

use super::report::{Report, Writer};
use super::store::{FindWaiting, Moderate, PublicReviews, PutReview, Store, Todo};
use crate::crypto::tests::keys;
use crate::object::Transactional;
use crate::signing::tests::signing;
use crate::sql::tests::Native;
use crate::sql::{Moment, Outcome, Sql};
use domain::draw::Hex;
use domain::messages::Code;
use domain::purchase::{CourseCode, PurchaseId};
use domain::review::{CourseReviews, HideReason, Moderation, ReviewText, Stars, Verdict};
use domain::staff::CommandState;

fn at(seconds: i64) -> Moment {
    Moment::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

fn store() -> Store<Native> {
    Store::open(Native::new(), keys()).unwrap()
}

fn report(purchase: u8, version: u32, stars: u8, text: &str) -> Report {
    let text = ReviewText::parse(text).unwrap();
    let waits = text
        .as_ref()
        .is_some_and(|text| !domain::review::check(text).is_empty());
    Report {
        course: CourseCode::parse("K00001").unwrap(),
        tag: Hex([purchase; 16]),
        version,
        stars: Stars::new(stars).unwrap(),
        text,
        by: "Sari".into(),
        province: "32".into(),
        changed_at: at(i64::from(version)),
        moderation: if waits {
            Moderation::Waiting
        } else {
            Moderation::Shown
        },
        writer: Writer {
            shard: 1,
            person: i64::from(purchase),
            purchase: PurchaseId::parse("p-1").unwrap(),
        },
    }
}

fn put(store: &Store<Native>, report: Report) {
    store.perform(PutReview(report)).unwrap();
}

fn public(store: &Store<Native>) -> CourseReviews {
    store.perform(PublicReviews).unwrap()
}

fn sign(
    store: &Store<Native>,
    key: &str,
    version: u32,
    verdict: Verdict,
) -> Result<CommandState, Code> {
    let moderate = Moderate {
        signing: signing(&format!("command {version} {verdict:?}"), key, at(100)),
        tag: Hex([1; 16]),
        version,
        verdict,
    };
    match store.perform(moderate).unwrap() {
        Outcome::Done(state) => Ok(state),
        Outcome::Refused(code, _) => Err(code),
    }
}

const HIDE: Verdict = Verdict::Hide {
    reason: HideReason::Advertising,
};

#[test]
fn each_purchase_counts_once_in_whatever_order_and_however_often_it_is_reported() {
    let orders: [&[usize]; 4] = [
        &[0, 1, 2, 3],
        &[3, 2, 1, 0],
        &[1, 0, 1, 3, 2, 3],
        &[2, 3, 1, 1, 0],
    ];
    for order in orders {
        let reports = [
            report(1, 1, 5, "Bagus"),
            report(1, 2, 3, ""),
            report(2, 1, 4, "Cukup baik"),
            report(3, 1, 1, "wa.me/62812"),
        ];
        let store = store();
        for place in order {
            put(&store, reports[*place].clone());
        }
        let shown = public(&store);
        assert_eq!(shown.figures.by_stars, [1, 0, 1, 1, 0], "{order:?}");
        assert_eq!(shown.texts, 1);
        let texts: Vec<_> = shown.reviews.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["Cukup baik"]);
    }
}

#[test]
fn a_text_that_waits_is_shown_or_hidden_by_two_keys_and_its_writer_told() {
    for (verdict, texts) in [(Verdict::Show, 1), (HIDE, 0)] {
        let store = store();
        put(&store, report(1, 1, 5, "Beli di kursus.com"));
        assert_eq!(public(&store).texts, 0);
        assert_eq!(sign(&store, "one", 1, verdict), Ok(CommandState::Proposed));
        assert_eq!(sign(&store, "one", 1, verdict), Err(Code::CommandSameKey));
        assert_eq!(public(&store).texts, 0);
        assert_eq!(sign(&store, "two", 1, verdict), Ok(CommandState::Done));
        assert_eq!(sign(&store, "two", 1, verdict), Ok(CommandState::Done));
        let shown = public(&store);
        assert_eq!((shown.texts, shown.reviews.len()), (texts, texts as usize));
        assert_eq!(shown.figures.count(), 1, "stars count all the same");
        let told = store.todos(99).unwrap().readable;
        let tells = told
            .iter()
            .filter(|(_, todo)| matches!(todo, Todo::Tell(_)));
        assert_eq!(tells.count(), 1);
        let last = told.iter().rev().find_map(|(_, todo)| match todo {
            Todo::List(report) => Some(report.is_waiting()),
            Todo::Tell(_) => None,
        });
        assert_eq!(last, Some(false), "it is off the list");
        for (id, _) in told {
            store.told(id).unwrap();
        }
        assert_eq!(store.todos(99).unwrap().readable, []);
    }
}

#[test]
fn one_that_cannot_be_told_or_read_comes_after_all_others() {
    let store = store();
    for person in 1..=3 {
        put(&store, report(person, 1, 5, "wa.me/62812"));
    }
    let ids = || {
        let todos = store.todos(99).unwrap();
        let readable: Vec<_> = todos.readable.iter().map(|(id, _)| *id).collect();
        let unreadable: Vec<_> = todos.unreadable.iter().map(|(id, _)| *id).collect();
        (readable, unreadable)
    };
    let (before, _) = ids();
    store.put_last(before[0]).unwrap();
    let (after, _) = ids();
    assert_eq!(after[..2], before[1..]);
    assert!(after[2] > before[2]);
    let broken =
        "UPDATE review SET sealed = 'x' WHERE tag = (SELECT tag FROM todo ORDER BY id LIMIT 1)";
    store.sql.run(broken, &[]).unwrap();
    assert_eq!(ids(), (after[1..].to_vec(), vec![after[0]]));
}

#[test]
fn a_verdict_about_a_text_that_was_changed_since_is_refused() {
    let store = store();
    put(&store, report(1, 1, 5, "wa.me/62812"));
    assert_eq!(
        sign(&store, "one", 1, Verdict::Show),
        Ok(CommandState::Proposed)
    );
    put(&store, report(1, 2, 5, "wa.me/62813"));
    assert_eq!(
        sign(&store, "two", 1, Verdict::Show),
        Err(Code::ReviewUnknown)
    );
    assert_eq!(public(&store).texts, 0);
    assert_eq!(
        sign(&store, "two", 9, Verdict::Show),
        Err(Code::ReviewUnknown)
    );
    // What is shown can be hidden, too.
    put(&store, report(1, 3, 5, "Bagus"));
    assert_eq!(public(&store).texts, 1);
    assert_eq!(sign(&store, "one", 3, HIDE), Ok(CommandState::Proposed));
    assert_eq!(sign(&store, "two", 3, HIDE), Ok(CommandState::Done));
    assert_eq!(public(&store).texts, 0);
}

#[test]
fn staff_see_what_waits_and_why_and_nobody_reads_it_in_storage() {
    let store = store();
    put(&store, report(1, 1, 2, "Hubungi 081234567890"));
    let find = |tag| store.perform(FindWaiting(Hex([tag; 16]))).unwrap();
    let found = find(1).unwrap();
    assert_eq!(found.findings, [domain::review::Finding::Phone]);
    assert_eq!(find(2), None);
    let rows = store.sql.run("SELECT * FROM review", &[]).unwrap();
    let rows = format!("{rows:?}");
    assert!(!rows.contains("0812") && !rows.contains("Sari"));
}

#[test]
fn the_newest_twenty_texts_are_shown_and_all_of_them_counted() {
    let store = store();
    for number in 1..=30 {
        put(
            &store,
            report(number, u32::from(number), 5, &format!("Ulasan {number}")),
        );
    }
    let shown = public(&store);
    assert_eq!((shown.texts, shown.reviews.len()), (30, 20));
    assert_eq!(shown.reviews[0].text, "Ulasan 30");
}
