//! The one error shape: problem details (RFC 9457) with a stable `code` and,
//! where fields are to blame, one entry for each.

use crate::messages::{Code, Locale, Params};
use crate::registration::FieldError;
use serde::{Deserialize, Serialize};

/// Media type of [`Problem`].
pub const PROBLEM_CONTENT_TYPE: &str = "application/problem+json";

/// A refused field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ProblemField {
    /// Name of the field in the request.
    pub field: String,
    /// Stable code, such as `nik.length`.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub code: Code,
    /// What to do, in the language asked for.
    pub message: String,
}

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Problem {
    /// `urn:prakerja:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What to do, in the language asked for.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Stable code, such as `request.invalid`.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub code: Code,
    /// One entry for each refused field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// Seconds to wait before trying again; also sent as `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// With `turn.later` alone: the turn in the waiting room, to be sent with the same request
    /// once `retry_after` has passed, within 10 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
}

impl Problem {
    /// A refusal as a whole.
    #[must_use]
    pub fn new(code: Code, params: &Params, locale: Locale) -> Self {
        Self {
            kind: format!("urn:prakerja:problem:{code}"),
            title: code.sentence(locale, params),
            status: status_of(code),
            code,
            errors: Vec::new(),
            retry_after: params.wait_seconds,
            turn: params.turn.clone(),
        }
    }

    /// A refusal because of fields.
    #[must_use]
    pub fn of_fields(errors: &[FieldError], locale: Locale) -> Self {
        let mut problem = Self::new(Code::RequestInvalid, &Params::default(), locale);
        problem.errors = errors
            .iter()
            .map(|error| ProblemField {
                field: error.field.as_str().to_owned(),
                code: error.code,
                message: error.sentence(locale),
            })
            .collect();
        problem
    }
}

/// The HTTP status of a refusal as a whole.
#[must_use]
pub const fn status_of(code: Code) -> u16 {
    match code {
        Code::RequestMalformed
        | Code::RequestDigest
        | Code::RequestUnknownField
        | Code::IdempotencyKeyMissing
        | Code::IdempotencyKeyInvalid => 400,
        Code::Unauthorized
        | Code::SignInNeeded
        | Code::SignatureMalformed
        | Code::SignatureExpired
        | Code::SignatureWrong
        | Code::SignatureReplayed => 401,
        Code::RequestForeignOrigin => 403,
        Code::NotFound
        | Code::StatusNotFound
        | Code::SlipNotFound
        | Code::WaveUnknown
        | Code::ListPieceUnknown
        | Code::CatalogueFileUnknown
        | Code::CatalogueNotPublished
        | Code::VacancyFileUnknown
        | Code::VacancyNotPublished
        | Code::VacancyUnknown
        | Code::SurveyUnknown
        | Code::PurchaseUnknown
        | Code::SessionUnknown
        | Code::CredentialUnknown
        | Code::CertificateUnknown
        | Code::ReviewUnknown
        | Code::AppealNothing
        | Code::AppealUnknown
        | Code::StaffPersonUnknown => 404,
        Code::MethodNotAllowed => 405,
        Code::NikTaken
        | Code::NikContested
        | Code::NikDenied
        | Code::IdentityNotWrong
        | Code::CorrectionsUsedUp
        | Code::ProfileFixed
        | Code::ProfileChangesUsedUp
        | Code::PhoneTaken
        | Code::EmailConfirmedAlready
        | Code::PhoneSame
        | Code::RecoveryWaits
        | Code::DataCopyWaits
        | Code::WaveNotOpen
        | Code::WaveClosed
        | Code::AccountOther
        | Code::WaveAlreadyJoined
        | Code::WaveJoinedTooOften
        | Code::WaveOtherActive
        | Code::WaveAlreadyAwarded
        | Code::WaveNotJoined
        | Code::WaveIdentityMismatch
        | Code::CommandSameKey
        | Code::CatalogueVersionUsed
        | Code::VacancyVersionUsed
        | Code::DrawTooEarly
        | Code::WaveSeatsNotFree
        | Code::WaveFrozen
        | Code::PurchasePriceChanged
        | Code::PurchaseNothingToPay
        | Code::PurchaseBalanceTooLow
        | Code::PurchaseAboveOutsidePrice
        | Code::PurchaseFreeEquivalent
        | Code::PurchaseNoSeatLeft
        | Code::PurchaseCourseWithdrawn
        | Code::PurchaseTooShort
        | Code::PurchaseAlreadyHeld
        | Code::PurchaseNoAward
        | Code::PurchaseAwardRevoked
        | Code::PurchaseDeadlinePassed
        | Code::PurchaseBalanceClosed
        | Code::PurchaseAccountOfOtherCard
        | Code::PurchaseCardOfOtherAccount
        | Code::PurchaseExpired
        | Code::PurchaseCancelled
        | Code::PurchaseNotYetExpired
        | Code::PurchaseAlreadyRedeemed
        | Code::PurchaseNotRedeemed
        | Code::PurchaseLearningBegun
        | Code::PurchaseAlreadyFinished
        | Code::PurchaseAttendanceTooLow
        | Code::PurchaseProgressTooLow
        | Code::CredentialNotCompleted
        | Code::CredentialNotDrafted
        | Code::CredentialAlreadyIssued
        | Code::CertificateUploadEnded
        | Code::CertificateUploadIncomplete
        | Code::CertificateCourseNotRedeemed
        | Code::CertificateAlreadyAccepted
        | Code::CertificateTooManyFiles
        | Code::CertificateSeenBefore
        | Code::CertificateUsedForOtherCourse
        | Code::CertificateNothingToReject
        | Code::ReviewNotCompleted
        | Code::ReviewTooLate
        | Code::AppealTooLate
        | Code::AppealAlreadyFiled
        | Code::AppealDecided
        | Code::AwardNotHeld
        | Code::PayoutAlreadyLinked
        | Code::PayoutNoAward
        | Code::SurveyNotOpen
        | Code::PayoutNotLinked => 409,
        Code::VacancyClosed => 410,
        Code::RequestTooLarge | Code::CertificateFileTooLarge => 413,
        Code::RequestContentType => 415,
        Code::OtpLocked
        | Code::OtpTooSoon
        | Code::OtpTooMany
        | Code::TooManyRequests
        | Code::TurnLater
        | Code::OtpOverrun
        | Code::NetworkOverrun
        | Code::PayoutTooManyTries
        | Code::CertificateTooManyBytes => 429,
        Code::Internal => 500,
        Code::Unavailable | Code::PayoutPartnerAway => 503,
        _ => 422,
    }
}
