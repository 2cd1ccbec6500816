//! Handing work over to one destination: in batches that it can take, each job settled
//! by what became of it. One job that is refused holds nobody else's up, and a
//! destination that is away is not asked for every job. Knows no storage and no clock.

use std::collections::BTreeSet;
use worker::{Error, Result};

/// 100 – Cloudflare's limit for a queue's batch.
pub const MOST_TOGETHER: usize = 100;
/// 128 KB – Cloudflare's limit for a queue's message, less its envelope.
const MOST_BYTES: usize = 127_000;
/// 256 KB – Cloudflare's limit for a queue's batch, less its envelopes.
const MOST_BYTES_TOGETHER: usize = 250_000;
/// 2 – failures of single jobs after which the destination counts as away.
const AWAY: u32 = 2;

/// Something to hand over.
#[derive(Debug, Clone)]
pub struct Piece<T> {
    /// Whose it is; a job may have several.
    pub job: i64,
    /// What its destination is given.
    pub content: T,
    /// Its size there.
    pub bytes: usize,
}

/// What became of jobs.
#[derive(Debug, Default)]
pub struct Report {
    /// All their pieces were taken.
    pub taken: BTreeSet<i64>,
    /// Refused by themselves, and why.
    pub refused: Vec<(i64, String)>,
    /// Not tried, or only together with others: the destination is away.
    pub waiting: BTreeSet<i64>,
}

/// Why a batch was not taken.
pub enum Failure {
    /// Something in it may be at fault, or the destination.
    Refused(Error),
    /// No answer in time: nothing is gained by asking again for each.
    Late,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// Hands over all pieces, at most so many together. Of a batch that is refused the half
/// at fault is looked for, and half of that.
pub async fn deliver<T>(
    pieces: Vec<Piece<T>>,
    most: usize,
    send: impl AsyncFn(&[Piece<T>]) -> std::result::Result<(), Failure>,
) -> Report {
    let mut report = Report::default();
    let (fitting, large): (Vec<_>, Vec<_>) = pieces
        .into_iter()
        .partition(|piece| piece.bytes <= MOST_BYTES);
    for piece in large {
        let size = format!("{} bytes are more than a queue takes", piece.bytes);
        report.refused.push((piece.job, size));
    }
    let mut batches = pack(fitting, most);
    batches.reverse();
    let mut failures = 0;
    while let Some(mut batch) = batches.pop() {
        let jobs = batch.iter().map(|piece| piece.job);
        if failures >= AWAY {
            report.waiting.extend(jobs);
            continue;
        }
        match send(&batch).await {
            Ok(()) => report.taken.extend(jobs),
            Err(Failure::Late) => {
                failures = AWAY;
                report.waiting.extend(jobs);
            }
            Err(Failure::Refused(error)) => match batch.as_slice() {
                [one] => {
                    failures += 1;
                    report.refused.push((one.job, error.to_string()));
                }
                _ => {
                    let second = batch.split_off(batch.len() / 2);
                    batches.push(second);
                    batches.push(batch);
                }
            },
        }
    }
    for (job, _) in &report.refused {
        report.taken.remove(job);
        report.waiting.remove(job);
    }
    for job in &report.waiting {
        report.taken.remove(job);
    }
    report
}

/// Batches in the order of their pieces, by number and by bytes.
fn pack<T>(pieces: Vec<Piece<T>>, most: usize) -> Vec<Vec<Piece<T>>> {
    let mut batches: Vec<Vec<Piece<T>>> = vec![];
    let mut bytes = 0;
    for piece in pieces {
        bytes += piece.bytes;
        match batches.last_mut() {
            Some(batch) if batch.len() < most && bytes <= MOST_BYTES_TOGETHER => batch.push(piece),
            _ => {
                bytes = piece.bytes;
                batches.push(vec![piece]);
            }
        }
    }
    batches
}

/// What a queue is sent, as large as it is there.
pub fn queued<T: serde::Serialize>(job: i64, content: T) -> Result<Piece<T>> {
    let bytes = serde_json::to_string(&content)?.len();
    Ok(Piece {
        job,
        content,
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use std::cell::{Cell, RefCell};

    fn pieces(count: i64, bytes: usize) -> Vec<Piece<i64>> {
        let piece = |job| Piece {
            job,
            content: job,
            bytes,
        };
        (0..count).map(piece).collect()
    }

    fn refusal() -> Failure {
        Failure::Refused(Error::RustError("refused".to_owned()))
    }

    /// Delivers where some jobs are refused; answers how often the destination was asked.
    fn delivered(pieces: Vec<Piece<i64>>, is_bad: impl Fn(i64) -> bool) -> (Report, u32) {
        let calls = Cell::new(0);
        let report = deliver(pieces, MOST_TOGETHER, async |batch| {
            calls.set(calls.get() + 1);
            let bad = batch.iter().any(|piece| is_bad(piece.content));
            if bad { Err(refusal()) } else { Ok(()) }
        });
        (report.now_or_never().unwrap(), calls.get())
    }

    #[test]
    fn one_job_that_is_refused_holds_nobody_else_up() {
        let (report, calls) = delivered(pieces(50, 10), |job| job == 17);
        assert_eq!(report.taken.len(), 49);
        assert!(report.waiting.is_empty());
        assert_eq!(report.refused.len(), 1);
        assert_eq!(report.refused[0].0, 17);
        assert!(calls <= 13, "asked {calls} times");
    }

    #[test]
    fn a_destination_that_is_away_is_not_asked_for_each_job() {
        let (report, calls) = delivered(pieces(100, 10), |_| true);
        assert!(report.taken.is_empty());
        assert_eq!(report.refused.len() + report.waiting.len(), 100);
        assert!(calls <= 10, "asked {calls} times");
    }

    #[test]
    fn a_destination_that_does_not_answer_is_asked_once() {
        let calls = Cell::new(0);
        let report = deliver(pieces(300, 10), MOST_TOGETHER, async |_| {
            calls.set(calls.get() + 1);
            Err(Failure::Late)
        });
        let report = report.now_or_never().unwrap();
        assert_eq!((report.waiting.len(), calls.get()), (300, 1));
    }

    #[test]
    fn batches_are_bounded_by_number_and_by_bytes_and_lose_nothing() {
        for (count, bytes) in [(350, 10), (40, 60_000), (1, 127_000), (5, 126_999), (0, 0)] {
            let sent = RefCell::new(vec![]);
            let report = deliver(pieces(count, bytes), MOST_TOGETHER, async |batch| {
                let total: usize = batch.iter().map(|piece| piece.bytes).sum();
                assert!(batch.len() <= MOST_TOGETHER && total <= MOST_BYTES_TOGETHER);
                sent.borrow_mut()
                    .extend(batch.iter().map(|piece| piece.job));
                Ok(())
            });
            let report = report.now_or_never().unwrap();
            assert_eq!(sent.into_inner(), (0..count).collect::<Vec<_>>());
            assert_eq!(report.taken.len(), usize::try_from(count).unwrap());
        }
    }

    #[test]
    fn what_no_queue_takes_is_refused_by_itself() {
        let mut all = pieces(3, 10);
        all[1].bytes = 128_001;
        let (report, _) = delivered(all, |_| false);
        assert_eq!(report.taken, BTreeSet::from([0, 2]));
        assert_eq!(report.refused[0].0, 1);
    }

    #[test]
    fn a_job_counts_as_taken_once_all_its_pieces_are() {
        let mut all = pieces(2, 10);
        all[1].job = 0;
        let (report, _) = delivered(all, |content| content == 1);
        assert!(report.taken.is_empty());
        assert_eq!(report.refused[0].0, 0);
    }
}
