//! What happens to an instalment, and what follows from it.

use super::{Answer, Discrepancy, Failure, InstalmentId, PartnerReference, RefuseReason, Verdict};
use crate::ledger::Entry;
use crate::money::Rupiah;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What happens to an instalment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The person was screened.
    Screen {
        /// What it came to.
        verdict: Verdict,
    },
    /// To be sent now.
    Send,
    /// The partner answers, or answers when asked.
    Answer {
        /// About this.
        reference: PartnerReference,
        /// What.
        answer: Answer,
    },
    /// The partner did not answer in time.
    Timeout {
        /// About this.
        reference: PartnerReference,
    },
    /// The person has linked an account.
    AccountLinked,
    /// An appeal against a refusal succeeded.
    Reinstate,
}

/// What others have to do or know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// Tell the partner to pay, under exactly this reference.
    Pay {
        /// Which.
        id: InstalmentId,
        /// The reference.
        reference: PartnerReference,
        /// How much.
        amount: Rupiah,
    },
    /// Ask the partner what became of it.
    Ask {
        /// The reference.
        reference: PartnerReference,
    },
    /// Screen again at that moment.
    ScreenAt {
        /// Which.
        id: InstalmentId,
        /// The moment.
        at: DateTime<Utc>,
    },
    /// Tell the person that it was paid.
    TellPaid {
        /// How much.
        amount: Rupiah,
    },
    /// Tell the person that they have to link another account.
    TellAccount {
        /// Why.
        failure: Failure,
    },
    /// Tell the person that it will not be paid.
    TellRefused {
        /// Why.
        reason: RefuseReason,
    },
    /// For staff: books and partner disagree.
    Discrepancy {
        /// How.
        discrepancy: Discrepancy,
    },
}

/// Why an event was refused; then nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not due before that moment.
    NotDue(DateTime<Utc>),
    /// With the partner: nothing else can be done before it has answered.
    InFlight,
    /// Not screened, or too long ago.
    NotScreened,
    /// The person has to link another account first.
    NeedsPerson(Failure),
    /// Sent as often as the scheme allows; staff have to look at it.
    TooManyAttempts,
    /// Refused before.
    Refused(RefuseReason),
    /// No attempt has this reference.
    UnknownReference,
    /// There is no such instalment.
    UnknownInstalment,
}

/// What follows from an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// To be written into the book, all together.
    pub entries: Vec<Entry>,
    /// For the outbox.
    pub notices: Vec<Notice>,
}

impl Outcome {
    /// Only something for staff.
    pub(super) fn flag(discrepancy: Discrepancy) -> Self {
        Self {
            entries: vec![],
            notices: vec![Notice::Discrepancy { discrepancy }],
        }
    }
}
