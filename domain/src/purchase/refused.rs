//! Why something was not done to a purchase. A refused event changes nothing.

use super::{CourseCode, InvoiceCode, Percent, SeatRefused};
use crate::messages::{Code, Params};
use crate::money::Rupiah;
use crate::time::When;
use crate::time::Zone;
use chrono::{DateTime, Utc};

/// A refusal, to the person or to the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The price is not the one that the person saw.
    PriceChanged {
        /// As seen.
        old: Rupiah,
        /// As it is.
        new: Rupiah,
    },
    /// The course costs nothing: nothing is bought.
    NothingToPay,
    /// The price is above what the balance has left.
    BalanceTooLow {
        /// What the course costs.
        price: Rupiah,
        /// What is left.
        available: Rupiah,
    },
    /// The institution sells it for less outside the programme.
    AboveOutsidePrice {
        /// Here.
        price: Rupiah,
        /// Outside.
        outside: Rupiah,
    },
    /// The same course is free.
    FreeEquivalent(CourseCode),
    /// The last seat is gone.
    NoSeatLeft,
    /// The programme has taken the course out.
    CourseWithdrawn,
    /// Shorter than the scheme's minimum.
    TooShort {
        /// The course's hours.
        hours: u32,
        /// The scheme's.
        minimum: u32,
    },
    /// The person has this course already, reserved or redeemed.
    AlreadyHeld,
    /// The award was taken back.
    AwardRevoked,
    /// The first course had to be bought before that moment.
    DeadlinePassed(DateTime<Utc>),
    /// The balance closed at that moment.
    BalanceClosed(DateTime<Utc>),
    /// The platform's account was used with another card.
    AccountOfOtherCard,
    /// The card was used with another account of the platform.
    CardOfOtherAccount,
    /// There is no such purchase.
    Unknown,
    /// The key was used for something else.
    KeyReused,
    /// The reservation's time was up at that moment; the price is back, or on its way.
    Expired(DateTime<Utc>),
    /// Cancelled at that moment; the price is back.
    Cancelled(DateTime<Utc>),
    /// The reservation's time is not up before that moment.
    NotYetExpired(DateTime<Utc>),
    /// Redeemed before, under this order of the platform's.
    AlreadyCommitted(InvoiceCode),
    /// Not redeemed yet; the platform may report again once it has redeemed.
    NotCommitted,
    /// The person has begun to learn, so the course cannot be given back.
    LearningBegun,
    /// Reported as ended before, in another way.
    AlreadyFinished,
    /// The course has no session of that number.
    UnknownSession,
    /// Too few sessions attended to count as completed.
    AttendanceTooLow {
        /// Attended.
        attended: u32,
        /// Of so many.
        sessions: u32,
    },
    /// Not far enough through to count as completed.
    ProgressTooLow {
        /// How far.
        progress: Percent,
    },
}

impl Refused {
    /// The code of its words.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::PriceChanged { .. } => Code::PurchasePriceChanged,
            Self::NothingToPay => Code::PurchaseNothingToPay,
            Self::BalanceTooLow { .. } => Code::PurchaseBalanceTooLow,
            Self::AboveOutsidePrice { .. } => Code::PurchaseAboveOutsidePrice,
            Self::FreeEquivalent(_) => Code::PurchaseFreeEquivalent,
            Self::NoSeatLeft => Code::PurchaseNoSeatLeft,
            Self::CourseWithdrawn => Code::PurchaseCourseWithdrawn,
            Self::TooShort { .. } => Code::PurchaseTooShort,
            Self::AlreadyHeld => Code::PurchaseAlreadyHeld,
            Self::AwardRevoked => Code::PurchaseAwardRevoked,
            Self::DeadlinePassed(_) => Code::PurchaseDeadlinePassed,
            Self::BalanceClosed(_) => Code::PurchaseBalanceClosed,
            Self::AccountOfOtherCard => Code::PurchaseAccountOfOtherCard,
            Self::CardOfOtherAccount => Code::PurchaseCardOfOtherAccount,
            Self::Unknown => Code::PurchaseUnknown,
            Self::KeyReused => Code::IdempotencyKeyReused,
            Self::Expired(_) => Code::PurchaseExpired,
            Self::Cancelled(_) => Code::PurchaseCancelled,
            Self::NotYetExpired(_) => Code::PurchaseNotYetExpired,
            Self::AlreadyCommitted(_) => Code::PurchaseAlreadyRedeemed,
            Self::NotCommitted => Code::PurchaseNotRedeemed,
            Self::LearningBegun => Code::PurchaseLearningBegun,
            Self::AlreadyFinished => Code::PurchaseAlreadyFinished,
            Self::UnknownSession => Code::PurchaseUnknownSession,
            Self::AttendanceTooLow { .. } => Code::PurchaseAttendanceTooLow,
            Self::ProgressTooLow { .. } => Code::PurchaseProgressTooLow,
        }
    }

    /// The values that its words leave open, with moments as somebody in that
    /// zone reads them.
    #[must_use]
    pub fn params(&self, zone: Zone) -> Params {
        let amounts = |amount: Rupiah, other: Rupiah| Params {
            amount: Some(amount),
            other_amount: Some(other),
            ..Params::default()
        };
        match self {
            Self::PriceChanged { old, new } => amounts(*old, *new),
            Self::BalanceTooLow { price, available } => amounts(*price, *available),
            Self::AboveOutsidePrice { price, outside } => amounts(*price, *outside),
            Self::DeadlinePassed(at)
            | Self::BalanceClosed(at)
            | Self::Expired(at)
            | Self::Cancelled(at)
            | Self::NotYetExpired(at) => Params {
                date: Some(When::Moment(*at, zone)),
                ..Params::default()
            },
            _ => Params::default(),
        }
    }

    /// Whether the very same request can succeed later. All others are answers
    /// for good: the sender should stop.
    #[must_use]
    pub const fn retryable(&self) -> bool {
        matches!(
            self,
            Self::NotCommitted
                | Self::NotYetExpired(_)
                | Self::AttendanceTooLow { .. }
                | Self::ProgressTooLow { .. }
        )
    }
}

impl From<SeatRefused> for Refused {
    fn from(refused: SeatRefused) -> Self {
        match refused {
            SeatRefused::NoneLeft => Self::NoSeatLeft,
            // A purchase that has ended does not begin again under its id.
            SeatRefused::GivenBack => Self::KeyReused,
        }
    }
}
