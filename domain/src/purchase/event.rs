//! What happens to a purchase, and what follows from it.

use super::{
    AccountBinding, Attendance, InvoiceCode, NameError, Percent, PurchaseId, ScheduleCode,
};
use crate::ledger::Entry;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The idempotency key of an event: the same key with the same event counts
/// once. Whoever sends an event makes it, and sends it again with the event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EventKey(String);

impl EventKey {
    /// Takes 1 to 64 letters, digits, dots, hyphens or underscores.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn parse(text: &str) -> Result<Self, NameError> {
        super::CourseCode::parse(text).map(|name| Self(name.into()))
    }
}

impl TryFrom<String> for EventKey {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text)
    }
}

impl From<EventKey> for String {
    fn from(key: EventKey) -> Self {
        key.0
    }
}

/// How a course ended for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CompletionResult {
    /// Completed; attendance or progress has to bear it out.
    Completed,
    /// Not completed. The price stays spent.
    NotCompleted,
}

/// What happens to a purchase after its reservation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The person changes their mind.
    Cancel,
    /// The platform redeems the code for an order of its own.
    Commit {
        /// Its order.
        invoice: InvoiceCode,
        /// Whose account asked for it.
        binding: AccountBinding,
    },
    /// The platform gives the order back, redeemed or not.
    CancelByPlatform,
    /// The platform reports one session.
    Attendance {
        /// From 1.
        session: u32,
        /// There or not.
        status: Attendance,
        /// When the platform made the report.
        reported_at: DateTime<Utc>,
    },
    /// The platform reports progress through an online course.
    Progress {
        /// How far.
        percent: Percent,
        /// When the platform made the report.
        reported_at: DateTime<Utc>,
    },
    /// The platform reports the end.
    Completion {
        /// How it ended.
        result: CompletionResult,
    },
    /// The programme takes the course out. Who has redeemed it keeps it; if it
    /// cannot be held, the platform gives it back.
    Withdraw,
    /// The clock: the reservation's time may be up.
    Expire,
}

impl Event {
    /// Reports count by what they say and when they were made; their keys need
    /// not be remembered, and there may be hundreds.
    pub(super) const fn is_report(&self) -> bool {
        matches!(self, Self::Attendance { .. } | Self::Progress { .. })
    }
}

/// Whether an event changed anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It did: store the purchase.
    Changed,
    /// It was known already, or makes no difference; the answer is as before.
    Unchanged,
}

/// What a person is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Announcement {
    /// The course is reserved, until then.
    Reserved {
        /// Until when.
        expires_at: DateTime<Utc>,
    },
    /// Redeemed at the platform.
    Redeemed,
    /// Cancelled; the price is back.
    Cancelled,
    /// Not redeemed in time; the price is back.
    Expired,
    /// The course was taken out; the price is back.
    Withdrawn,
    /// Completed.
    Completed,
    /// Reported as not completed.
    NotCompleted,
}

/// What others have to do or know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// Come back at that moment with [`Event::Expire`].
    ExpireAt {
        /// The moment.
        at: DateTime<Utc>,
    },
    /// The seat is free again.
    ReleaseSeat {
        /// Of this schedule.
        schedule: ScheduleCode,
        /// Held by this purchase.
        purchase: PurchaseId,
    },
    /// Tell the person.
    Tell {
        /// What.
        told: Announcement,
    },
    /// This was the first completed course: incentives begin.
    FirstCompletion {
        /// Of this purchase.
        purchase: PurchaseId,
        /// When.
        at: DateTime<Utc>,
    },
}

/// What follows from an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// To be written into the book, all together.
    pub entries: Vec<Entry>,
    /// For the outbox.
    pub notices: Vec<Notice>,
    /// Whether anything changed.
    pub change: Change,
}

impl Outcome {
    /// Nothing follows.
    pub(super) const UNCHANGED: Self = Self {
        entries: Vec::new(),
        notices: Vec::new(),
        change: Change::Unchanged,
    };

    /// Something changed and nobody has to be told.
    pub(super) const CHANGED: Self = Self {
        entries: Vec::new(),
        notices: Vec::new(),
        change: Change::Changed,
    };

    /// Adds what follows from another event.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self.notices.extend(other.notices);
        if other.change == Change::Changed {
            self.change = Change::Changed;
        }
        self
    }
}
