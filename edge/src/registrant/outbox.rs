//! Work for the outside world, written in the same transaction as what it
//! follows from, and handed over by the shard's alarm. All statements about its table
//! stand here, so that the shard learns of each that moves when it has to wake. A lost hand-over
//! is made again: consumers count on seeing work twice.
//!
//! Long: what moves its table must stand in one file.

use super::store::{Store, StoreError};
use crate::household::{BallotEntry, Freed};
use crate::review::Report;
use crate::sql::{Moment, Sql, SqlError, json, stored};
use chrono::TimeDelta;
use domain::certificate::UploadId;
use domain::contact::{Email, Phone};
use domain::incentive::{Discrepancy, InstalmentId, PartnerReference};
use domain::messages::Outgoing;
use domain::purchase::{CourseCode, PurchaseId, ScheduleCode};
use serde::{Deserialize, Serialize};

/// A seat of a schedule, held for a purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub course: CourseCode,
    pub schedule: ScheduleCode,
    pub purchase: PurchaseId,
}

/// An identity check that nobody reported on after this is handed over again.
const UNREPORTED: TimeDelta = TimeDelta::minutes(10);
/// Longest pause between two tries while a destination is away.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);
/// First pause after a destination did not take the work.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(2);
/// First pause after the outside world could not be asked.
const REPORTED_PAUSE: TimeDelta = TimeDelta::seconds(5);

/// Work that could not be done for a reason of its own comes again after this.
const SET_ASIDE: TimeDelta = TimeDelta::hours(1);

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum JobKind {
    /// Ask the civil registry; stays here until the answer is stored.
    Identity,
    /// Send a message; gone once a queue has taken it.
    Message(Outgoing),
    /// The same to phones alone, once the queue of messages has taken the rest.
    Word(Outgoing),
    /// Tell the household's shard who is in a wave's ballot, or no longer.
    Ballot(Box<BallotEntry>),
    /// Tell the household's shard that an award was taken back.
    Freed(Box<Freed>),
    /// Give the seat of a purchase back.
    ReleaseSeat(Box<Seat>),
    /// Give a seat back if no purchase came for it.
    UnclaimedSeat(Box<Seat>),
    /// Have somebody's files scanned; stays here until a scanner has answered.
    Scan,
    /// Delete files.
    DropFiles(Vec<String>),
    /// Give up a sending that is unfinished; done by the shard itself.
    UploadEnds(Box<UploadId>),
    /// List an appeal as waiting, or no longer.
    Appeal,
    /// Remind of a reservation that ends soon; done by the shard itself.
    RedeemSoon(PurchaseId),
    /// Look at the day on which somebody's balance closes; done by the shard itself.
    Closing,
    /// Bring a review to its course.
    Review(Box<Report>),
    /// Look at reservations whose time is up; done by the shard itself.
    Expiry,
    /// Look at the deadline of somebody's award; done by the shard itself.
    Deadline,
    /// Screen somebody for a payment that is due; done by the shard itself.
    Instalment(InstalmentId),
    /// Tell somebody that a survey is open; done by the shard itself.
    Survey(u32),
    /// Have a payment made, or ask about it; stays here until the partner's last
    /// word is stored.
    Payment(PartnerReference),
    /// Show staff that books and partner disagree.
    Discrepancy(Box<Discrepancy>),
    /// Send a message to a number that is the person's no more.
    Parting(Box<Parting>),
    /// The same to an e-mail address.
    PartingByEmail(Box<PartingByEmail>),
    /// Give up the claim on such a number.
    LeaveNumber(Box<LeftNumber>),
    /// Lay one on a number that the office gave the person.
    HoldNumber(Box<LeftNumber>),
    /// Put a number in the place of a lost one; done by the shard itself.
    Recovery,
    /// List a dispute over a number as waiting, or no longer.
    Dispute,
    /// Forget an address that is the person's no more; done by the shard itself.
    FormerEmail,
}

/// A last message to a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parting {
    pub phone: Phone,
    pub outgoing: Outgoing,
}

/// A last message to an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartingByEmail {
    pub email: Email,
    pub outgoing: Outgoing,
}

/// A number that was somebody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftNumber {
    pub phone: Phone,
    /// Keyed hash of their NIK.
    pub owner: String,
    /// Since when they have another.
    pub since: Moment,
}

/// A piece of work.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Unique in this shard; makes the message's idempotency key.
    pub id: i64,
    /// For whom.
    pub person: i64,
    /// What.
    pub kind: JobKind,
}

/// Work that is due.
#[derive(Debug, Default)]
pub struct Due {
    /// What can be done.
    pub jobs: Vec<Job>,
    /// Ids of what cannot be read, and why.
    pub unreadable: Vec<(i64, StoreError)>,
}

impl<S: Sql> Store<S> {
    /// Adds work, due at a moment. Message texts are sealed: they carry the number.
    pub(crate) fn put_out(
        &self,
        person: i64,
        kind: &JobKind,
        due: Moment,
    ) -> Result<(), StoreError> {
        let kind = match kind {
            JobKind::Identity => IDENTITY.to_owned(),
            JobKind::Deadline => DEADLINE.to_owned(),
            JobKind::Expiry => EXPIRY.to_owned(),
            JobKind::Scan => SCAN.to_owned(),
            JobKind::Message(_)
            | JobKind::Word(_)
            | JobKind::Ballot(_)
            | JobKind::Freed(_)
            | JobKind::ReleaseSeat(_)
            | JobKind::UnclaimedSeat(_)
            | JobKind::DropFiles(_)
            | JobKind::UploadEnds(_)
            | JobKind::Instalment(_)
            | JobKind::Survey(_)
            | JobKind::Discrepancy(_)
            | JobKind::Parting(_)
            | JobKind::PartingByEmail(_)
            | JobKind::LeaveNumber(_)
            | JobKind::HoldNumber(_)
            | JobKind::Recovery
            | JobKind::Dispute
            | JobKind::FormerEmail
            | JobKind::Appeal
            | JobKind::RedeemSoon(_)
            | JobKind::Closing
            | JobKind::Review(_) => self.seal(OUTBOX, person, kind)?,
            // A reference is random, and has to be found again.
            JobKind::Payment(reference) => payment(reference),
        };
        self.sql.run(
            "INSERT INTO outbox (person, kind, due_at, attempts) VALUES (?, ?, ?, 0)",
            &[person.into(), kind.into(), stored(due)],
        )?;
        self.outbox_moved.set(true);
        Ok(())
    }

    /// Sends a last message to a number that is the person's no more, or not yet.
    pub(crate) fn part(
        &self,
        person: i64,
        (phone, outgoing): (Phone, Outgoing),
        now: Moment,
    ) -> Result<(), StoreError> {
        let parting = Parting { phone, outgoing };
        self.put_out(person, &JobKind::Parting(Box::new(parting)), now)
    }

    /// The same to an e-mail address.
    pub(crate) fn part_by_email(
        &self,
        person: i64,
        (email, outgoing): (Email, Outgoing),
        now: Moment,
    ) -> Result<(), StoreError> {
        let parting = PartingByEmail { email, outgoing };
        self.put_out(person, &JobKind::PartingByEmail(Box::new(parting)), now)
    }

    /// Whether work came or is due at another time since this was asked last: then the
    /// shard has to look when to wake.
    pub fn outbox_moved(&self) -> bool {
        self.outbox_moved.take()
    }

    /// A job that is looked at again at a moment of its own.
    pub(crate) fn again_at(&self, id: i64, due: Moment) -> Result<(), SqlError> {
        self.outbox_moved.set(true);
        self.sql
            .run(
                "UPDATE outbox SET due_at = ? WHERE id = ?",
                &[stored(due), id.into()],
            )
            .map(drop)
    }

    /// A job that is done, or has become pointless.
    pub(crate) fn forget_job(&self, id: i64) -> Result<(), SqlError> {
        self.sql
            .run("DELETE FROM outbox WHERE id = ?", &[id.into()])
            .map(drop)
    }

    /// A message's texts were taken by their queue; its word to phones is still to come.
    pub(crate) fn only_word_is_left(&self, id: i64) -> Result<(), StoreError> {
        let row = self
            .sql
            .first("SELECT kind, person FROM outbox WHERE id = ?", &[id.into()])?;
        let Some(row) = row else { return Ok(()) };
        let person = row.int(1)?;
        if let JobKind::Message(outgoing) = self.unseal(OUTBOX, person, row.text(0)?)? {
            self.turn_into(id, person, &JobKind::Word(outgoing))?;
        }
        Ok(())
    }

    /// Work that is due. It stays so until the caller says that it was handed
    /// over: a queue that failed to take it loses nothing. What cannot be read
    /// is named apart, so that it holds nothing else up.
    pub fn due(&self, now: Moment, most: u32) -> Result<Due, StoreError> {
        let rows = self.sql.run(
            "SELECT id, person, kind FROM outbox WHERE due_at <= ? ORDER BY due_at LIMIT ?",
            &[stored(now), i64::from(most).into()],
        )?;
        let mut due = Due::default();
        for row in rows {
            let person = row.int(1)?;
            match self.kind(person, row.text(2)?) {
                Ok(kind) => due.jobs.push(Job {
                    id: row.int(0)?,
                    person,
                    kind,
                }),
                Err(error) => due.unreadable.push((row.int(0)?, error)),
            }
        }
        Ok(due)
    }

    /// Somebody's work, due or not; what cannot be read is left out.
    pub(crate) fn jobs_of(&self, person: i64) -> Result<Vec<Job>, StoreError> {
        let rows = self.sql.run(
            "SELECT id, kind FROM outbox WHERE person = ? ORDER BY id",
            &[person.into()],
        )?;
        let mut jobs = vec![];
        for row in rows {
            if let Ok(kind) = self.kind(person, row.text(1)?) {
                let id = row.int(0)?;
                jobs.push(Job { id, person, kind });
            }
        }
        Ok(jobs)
    }

    fn kind(&self, person: i64, stored: &str) -> Result<JobKind, StoreError> {
        plain_kind(stored).unwrap_or_else(|| self.unseal(OUTBOX, person, stored))
    }

    /// Work that has become other work, due as it was.
    pub(crate) fn turn_into(&self, id: i64, person: i64, kind: &JobKind) -> Result<(), StoreError> {
        let sealed = self.seal(OUTBOX, person, kind)?;
        self.sql.run(
            "UPDATE outbox SET kind = ? WHERE id = ?",
            &[sealed.into(), id.into()],
        )?;
        Ok(())
    }

    /// Which of these jobs are as due as they were: nothing was done with them.
    pub fn untouched(&self, ids: &[i64], now: Moment) -> Result<Vec<i64>, SqlError> {
        let rows = self.sql.run(
            "SELECT id FROM outbox
             WHERE due_at <= ? AND id IN (SELECT value FROM json_each(?))",
            &[stored(now), json(&ids)?],
        )?;
        rows.iter().map(|row| row.int(0)).collect()
    }

    /// Work that could not be done for a reason of its own is tried again later.
    pub fn set_aside(&self, id: i64, now: Moment) -> Result<(), SqlError> {
        self.put_off_after(id, 1, now, |_| SET_ASIDE)
    }

    /// Work that its destination did not take is tried again ever later. What failed by
    /// itself counts for `steps` of waiting, so that it parts from what only waited with it.
    pub fn put_off_job(&self, id: i64, steps: i64, now: Moment) -> Result<(), SqlError> {
        self.put_off_after(id, steps, now, |attempts| pause(FIRST_PAUSE, attempts))
    }

    fn put_off_after(
        &self,
        id: i64,
        steps: i64,
        now: Moment,
        wait: impl FnOnce(i64) -> TimeDelta,
    ) -> Result<(), SqlError> {
        let row = self
            .sql
            .first("SELECT attempts FROM outbox WHERE id = ?", &[id.into()])?;
        let Some(row) = row else { return Ok(()) };
        let attempts = row.int(0)?;
        self.sql.run(
            "UPDATE outbox SET attempts = ? WHERE id = ?",
            &[attempts.saturating_add(steps).into(), id.into()],
        )?;
        self.again_at(id, now + wait(attempts))
    }

    /// A queue has taken these: messages are done, identity checks, scans and
    /// payments come again if nobody reports on them.
    pub fn handed_over(&self, ids: &[i64], now: Moment) -> Result<(), SqlError> {
        let ids = json(&ids)?;
        self.sql.atomically(|| {
            self.sql.run(
                "DELETE FROM outbox WHERE kind NOT IN (?, ?) AND kind NOT LIKE ?
                 AND id IN (SELECT value FROM json_each(?))",
                &[
                    IDENTITY.into(),
                    SCAN.into(),
                    format!("{PAYMENT}%").into(),
                    ids.clone(),
                ],
            )?;
            self.sql.run(
                "UPDATE outbox SET attempts = attempts + 1, due_at = ?
                 WHERE id IN (SELECT value FROM json_each(?))",
                &[stored(now + UNREPORTED), ids],
            )?;
            Ok(())
        })
    }

    /// When the next piece of work is due.
    pub fn next_due(&self) -> Result<Option<Moment>, SqlError> {
        let row = self
            .sql
            .first("SELECT MIN(due_at) FROM outbox", &[])?
            .ok_or(SqlError::Column)?;
        Ok(row.int_or_null(0)?.and_then(Moment::from_timestamp_millis))
    }

    /// The registry could not be asked: again later, ever more slowly.
    pub(crate) fn put_off(&self, person: i64, now: Moment) -> Result<(), SqlError> {
        self.put_off_kind(person, IDENTITY, now)
    }

    /// No scanner has answered for all of somebody's files.
    pub(crate) fn put_off_scan(&self, person: i64, now: Moment) -> Result<(), SqlError> {
        self.put_off_kind(person, SCAN, now)
    }

    /// A partner could not be asked, or did not know yet: again later.
    pub(crate) fn put_payment_off(
        &self,
        person: i64,
        reference: &PartnerReference,
        now: Moment,
    ) -> Result<(), SqlError> {
        self.put_off_kind(person, &payment(reference), now)
    }

    /// A payment waits until a moment.
    pub(crate) fn put_payment_off_until(
        &self,
        person: i64,
        reference: &PartnerReference,
        until: Moment,
    ) -> Result<(), SqlError> {
        let rows = self.sql.run(
            "SELECT id FROM outbox WHERE person = ? AND kind = ?",
            &[person.into(), payment(reference).into()],
        )?;
        for row in rows {
            self.again_at(row.int(0)?, until)?;
        }
        Ok(())
    }

    fn put_off_kind(&self, person: i64, kind: &str, now: Moment) -> Result<(), SqlError> {
        let rows = self.sql.run(
            "SELECT id, attempts FROM outbox WHERE person = ? AND kind = ?",
            &[person.into(), kind.into()],
        )?;
        for row in rows {
            self.again_at(row.int(0)?, now + pause(REPORTED_PAUSE, row.int(1)?))?;
        }
        Ok(())
    }

    /// The registry has answered.
    pub(crate) fn settle(&self, person: i64) -> Result<(), SqlError> {
        self.settle_kind(person, IDENTITY)
    }

    /// All of somebody's files are scanned.
    pub(crate) fn settle_scan(&self, person: i64) -> Result<(), SqlError> {
        self.settle_kind(person, SCAN)
    }

    /// The partner has said its last word.
    pub(crate) fn settle_payment(
        &self,
        person: i64,
        reference: &PartnerReference,
    ) -> Result<(), SqlError> {
        self.settle_kind(person, &payment(reference))
    }

    fn settle_kind(&self, person: i64, kind: &str) -> Result<(), SqlError> {
        self.sql
            .run(
                "DELETE FROM outbox WHERE person = ? AND kind = ?",
                &[person.into(), kind.into()],
            )
            .map(drop)
    }
}

/// Twice as long with each attempt.
fn pause(first: TimeDelta, attempts: i64) -> TimeDelta {
    let doublings = u32::try_from(attempts.clamp(0, 9)).unwrap_or_default();
    (first * 2_i32.pow(doublings)).min(LONGEST_PAUSE)
}

/// Whether work is sealed, as it stands in its row.
pub(crate) fn is_sealed_job(stored: &str) -> bool {
    plain_kind(stored).is_none()
}

/// Work that names nobody, and stands in its row as it is.
fn plain_kind(stored: &str) -> Option<Result<JobKind, StoreError>> {
    match stored {
        IDENTITY => Some(Ok(JobKind::Identity)),
        DEADLINE => Some(Ok(JobKind::Deadline)),
        EXPIRY => Some(Ok(JobKind::Expiry)),
        SCAN => Some(Ok(JobKind::Scan)),
        text if text.starts_with(PAYMENT) => Some(paid_as(text)),
        _ => None,
    }
}

fn payment(reference: &PartnerReference) -> String {
    format!("{PAYMENT}{}", reference.as_str())
}

fn paid_as(text: &str) -> Result<JobKind, StoreError> {
    let reference = text.strip_prefix(PAYMENT).unwrap_or_default().to_owned();
    let reference = PartnerReference::try_from(reference).map_err(|_| StoreError::Record)?;
    Ok(JobKind::Payment(reference))
}

/// Sealed text opens only as work.
pub(crate) const OUTBOX: &str = "outbox";

pub(crate) const IDENTITY: &str = "identity";
const SCAN: &str = "scan";
const DEADLINE: &str = "deadline";
const EXPIRY: &str = "expiry";
/// In front of the reference of a payment; sealed text has no space.
const PAYMENT: &str = "payment ";
