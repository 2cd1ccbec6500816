//! Rules and storage of one course's reviews. Each purchase counts once, under a
//! keyed hash; texts and writers are sealed. Knows no network and no clock.

use super::report::Report;
use crate::crypto::{CryptoError, Keys, Place};
use crate::json::json;
use crate::object::{Transaction, Transactional};
use crate::signing::{SIGNATURES, Signed, Signing};
use crate::sql::{Outcome, Sql, SqlError, migrate, stored};
use domain::draw::Hex;
use domain::messages::Code;
use domain::review::{CourseReviews, Figures, PublicReview, Stars, Verdict, WaitingReview, check};
use domain::staff::CommandState;
use domain::time::programme_date;
use serde::{Deserialize, Serialize};

const MIGRATIONS: &[&[&str]] = &[&[
    // `sealed`: the report, with the text and who wrote it.
    "CREATE TABLE review (
        tag TEXT PRIMARY KEY,
        shown INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        sealed TEXT NOT NULL
    ) WITHOUT ROWID",
    "CREATE INDEX review_shown ON review (shown, changed_at)",
    // Ratings by stars; under 0, how many texts are shown.
    "CREATE TABLE figure (stars INTEGER PRIMARY KEY, count INTEGER NOT NULL)",
    // What others are still to be told.
    "CREATE TABLE todo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        tag TEXT NOT NULL,
        kind TEXT NOT NULL
    )",
    SIGNATURES,
]];

/// 20 – the newest texts; a phone shows four on a screen.
const SHOWN: i64 = 20;

/// Row of the texts among the figures.
const TEXTS: i64 = 0;

/// What is still to be told.
#[derive(Debug, Default)]
pub struct Todos {
    /// By the ids of their rows.
    pub readable: Vec<(i64, Todo)>,
    /// Ids of rows that cannot be read, and why.
    pub unreadable: Vec<(i64, StoreError)>,
}

/// What went wrong inside.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Sql(#[from] SqlError),
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    #[error("a record does not parse")]
    Record,
}

/// The core of a course's reviews.
pub struct Store<S> {
    pub(super) sql: S,
    keys: Keys,
}

/// Somebody outside is to be told how a review stands now. Told twice, nothing
/// more changes there.
#[derive(Debug, Clone, PartialEq)]
pub enum Todo {
    /// The list of reviews that wait: whether this one does.
    List(Box<Report>),
    /// The writer's shard: what staff decided.
    Tell(Box<Report>),
}

impl<S: Sql> Store<S> {
    /// Opens it, bringing its tables up to date.
    pub fn open(sql: S, keys: Keys) -> Result<Self, SqlError> {
        migrate(&sql, MIGRATIONS)?;
        Ok(Self { sql, keys })
    }

    /// Keeps a review as it is now, and notes whom that concerns.
    fn keep(&self, known: Option<&Report>, now: &Report) -> Result<(), StoreError> {
        match (known.is_some_and(Report::is_shown), now.is_shown()) {
            (false, true) => self.count(TEXTS, 1)?,
            (true, false) => self.count(TEXTS, -1)?,
            _ => {}
        }
        let plain = serde_json::to_vec(now).map_err(|_| StoreError::Record)?;
        let tag = now.tag.to_string();
        let sealed = self.keys.ring.seal(Place::row(KIND, &tag), &plain)?;
        self.sql.run(
            "INSERT INTO review VALUES (?, ?, ?, ?)
             ON CONFLICT (tag) DO UPDATE SET shown = excluded.shown,
                 changed_at = excluded.changed_at, sealed = excluded.sealed",
            &[
                tag.into(),
                i64::from(now.is_shown()).into(),
                stored(now.changed_at),
                sealed.into(),
            ],
        )?;
        if known.is_some_and(Report::is_waiting) || now.is_waiting() {
            self.to_do(now.tag, LIST)?;
        }
        Ok(())
    }

    /// What is still to be told, oldest first; what cannot be read is named apart, so that
    /// it holds nothing else up.
    pub fn todos(&self, most: u32) -> Result<Todos, StoreError> {
        let rows = self.sql.run(
            "SELECT todo.id, todo.kind, review.sealed, review.tag FROM todo
             JOIN review ON review.tag = todo.tag ORDER BY todo.id LIMIT ?",
            &[i64::from(most).into()],
        )?;
        let mut todos = Todos::default();
        for row in rows {
            let id = row.int(0)?;
            match self.unseal(row.text(3)?, row.text(2)?).map(Box::new) {
                Ok(report) if row.text(1)? == TELL => todos.readable.push((id, Todo::Tell(report))),
                Ok(report) => todos.readable.push((id, Todo::List(report))),
                Err(error) => todos.unreadable.push((id, error)),
            }
        }
        Ok(todos)
    }

    /// It was told.
    pub fn told(&self, id: i64) -> Result<(), SqlError> {
        self.sql
            .run("DELETE FROM todo WHERE id = ?", &[id.into()])
            .map(drop)
    }

    /// It could not be told: all others come first.
    pub fn put_last(&self, id: i64) -> Result<(), SqlError> {
        self.sql.atomically(|| {
            self.sql.run(
                "INSERT INTO todo (tag, kind) SELECT tag, kind FROM todo WHERE id = ?",
                &[id.into()],
            )?;
            self.told(id)
        })
    }

    fn to_do(&self, tag: Hex<16>, kind: &str) -> Result<(), SqlError> {
        self.sql
            .run(
                "INSERT INTO todo (tag, kind) VALUES (?, ?)",
                &[tag.to_string().into(), kind.into()],
            )
            .map(drop)
    }

    fn report(&self, tag: Hex<16>) -> Result<Option<Report>, StoreError> {
        let tag = tag.to_string();
        let row = self.sql.first(
            "SELECT sealed FROM review WHERE tag = ?",
            &[tag.as_str().into()],
        )?;
        row.map(|row| self.unseal(&tag, row.text(0)?)).transpose()
    }

    fn unseal(&self, tag: &str, sealed: &str) -> Result<Report, StoreError> {
        let plain = self.keys.ring.open(Place::row(KIND, tag), sealed)?;
        json(&plain).map_err(|_| StoreError::Record)
    }

    fn count(&self, stars: i64, more: i64) -> Result<(), SqlError> {
        self.sql
            .run(
                "INSERT INTO figure VALUES (?, ?)
                 ON CONFLICT (stars) DO UPDATE SET count = count + excluded.count",
                &[stars.into(), more.into()],
            )
            .map(drop)
    }
}

impl<S: Sql> Transactional for Store<S> {
    type Error = StoreError;
    type Sql = S;

    fn sql(&self) -> &S {
        &self.sql
    }
}

/// Somebody wrote a review, or changed it.
#[derive(Debug, Serialize, Deserialize)]
pub struct PutReview(pub Report);

impl<S: Sql> Transaction<Store<S>> for PutReview {
    type Answer = ();

    fn execute(self, store: &Store<S>) -> Result<(), StoreError> {
        let Self(report) = &self;
        let known = store.report(report.tag)?;
        if let Some(known) = &known {
            if known.version >= report.version {
                return Ok(());
            }
            store.count(i64::from(known.stars.get()), -1)?;
        }
        store.count(i64::from(report.stars.get()), 1)?;
        store.keep(known.as_ref(), report)
    }
}

/// What everybody sees.
#[derive(Debug, Serialize, Deserialize)]
pub struct PublicReviews;

impl<S: Sql> Transaction<Store<S>> for PublicReviews {
    type Answer = CourseReviews;

    fn execute(self, store: &Store<S>) -> Result<CourseReviews, StoreError> {
        let mut figures = Figures::default();
        let mut texts = 0;
        for row in store.sql.run("SELECT stars, count FROM figure", &[])? {
            let count = u32::try_from(row.int(1)?).map_err(|_| StoreError::Record)?;
            match u8::try_from(row.int(0)?).map(Stars::new) {
                Ok(Ok(stars)) => figures.add(stars, count),
                _ => texts = count,
            }
        }
        let reviews = store
            .sql
            .run(
                "SELECT sealed, tag FROM review WHERE shown = 1 ORDER BY changed_at DESC, tag LIMIT ?",
                &[SHOWN.into()],
            )?
            .iter()
            .map(|row| {
                let report = store.unseal(row.text(1)?, row.text(0)?)?;
                Ok(PublicReview {
                    stars: report.stars,
                    text: report.text.map(Into::into).unwrap_or_default(),
                    by: report.by,
                    province: report.province,
                    on: programme_date(report.changed_at),
                })
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(CourseReviews {
            figures,
            reviews,
            texts,
        })
    }
}

/// What staff see of a review, as long as it waits.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindWaiting(pub Hex<16>);

impl<S: Sql> Transaction<Store<S>> for FindWaiting {
    type Answer = Option<WaitingReview>;

    fn execute(self, store: &Store<S>) -> Result<Option<WaitingReview>, StoreError> {
        let Self(tag) = self;
        let Some(report) = store.report(tag)?.filter(Report::is_waiting) else {
            return Ok(None);
        };
        let Some(text) = report.text else {
            return Ok(None);
        };
        Ok(Some(WaitingReview {
            course: report.course,
            review: tag,
            version: report.version,
            stars: report.stars,
            findings: check(&text).into_iter().collect(),
            text: text.into(),
            since: report.changed_at,
        }))
    }
}

/// A member of staff signs a verdict.
#[derive(Debug, Serialize, Deserialize)]
pub struct Moderate {
    pub signing: Signing,
    pub tag: Hex<16>,
    pub version: u32,
    pub verdict: Verdict,
}

impl<S: Sql> Transaction<Store<S>> for Moderate {
    type Answer = Outcome<CommandState>;

    fn execute(self, store: &Store<S>) -> Result<Outcome<CommandState>, StoreError> {
        let Self {
            signing,
            tag,
            version,
            verdict,
        } = self;
        let known = store.report(tag)?;
        let known = known.filter(|one| one.version == version && one.text.is_some());
        let Some(known) = known else {
            return Ok(Outcome::refused(Code::ReviewUnknown));
        };
        Ok(match signing.take_in(&store.sql)? {
            Signed::Known(known) => known,
            Signed::Proposed => Outcome::Done(CommandState::Proposed),
            Signed::Agreed => {
                let after = Report {
                    moderation: verdict.moderation(),
                    ..known.clone()
                };
                store.keep(Some(&known), &after)?;
                store.to_do(tag, TELL)?;
                signing.done_in(&store.sql)?;
                Outcome::Done(CommandState::Done)
            }
        })
    }
}

const KIND: &str = "review";
const LIST: &str = "list";
const TELL: &str = "tell";
