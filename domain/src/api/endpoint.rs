//! Every endpoint of `/api/v1` and `/api/partner/v1`, in one table: the edge routes by it, and the
//! OpenAPI document is made of it, so neither can know one that the other
//! does not.
//!
//! Long: one table, read from top to bottom.

use crate::messages::Code;

/// HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Do.
    Post,
    /// Set.
    Put,
    /// Remove.
    Delete,
}

impl Method {
    /// In upper case, as on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// What an endpoint does; also its `operationId`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the table beside says each in words")]
pub enum Operation {
    Health,
    OpenApi,
    ListWaves,
    Command,
    ChangeList,
    TakeCatalogueFile,
    ShowCatalogue,
    TakeVacancyFile,
    ListVacancies,
    ShowVacancy,
    CheckEligibility,
    SendOtp,
    VerifyOtp,
    Register,
    ShowRegistrationRules,
    CheckStatus,
    SendSignInOtp,
    SignIn,
    SignOut,
    ShowAccount,
    JoinWave,
    LeaveWave,
    ReserveCourse,
    CancelPurchase,
    ShowStatement,
    BeginCertificate,
    ShowCertificateUpload,
    SendCertificatePart,
    FinishCertificate,
    FileAppeal,
    RateCourse,
    ShowReviews,
    ReadAsStaff,
    RedeemStatus,
    RedeemCommit,
    RedeemCancel,
    ReportAttendance,
    ReportProgress,
    ReportCompletion,
    DraftCertificate,
    TakeCertificate,
    ReportCertificate,
    AskEnrolment,
    ConfirmEnrolment,
    LinkPayoutAccount,
    UnlinkPayoutAccount,
    AnswerSurvey,
    SubscribePush,
    UnsubscribePush,
}

/// One endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// What it does.
    pub operation: Operation,
    /// Method.
    pub method: Method,
    /// Path; `{number}` or `{id}` stands for one segment.
    pub path: &'static str,
    /// For readers of the document.
    pub summary: &'static str,
    /// Status of a good answer.
    pub success: u16,
    /// Whether an `Idempotency-Key` header is needed.
    pub idempotent_by_key: bool,
    /// Every refusal as a whole that it may answer with, besides those that any may.
    pub refusals: &'static [Code],
}

/// Refusals that any endpoint may answer with.
pub const COMMON_REFUSALS: &[Code] = &[
    Code::MethodNotAllowed,
    Code::TooManyRequests,
    Code::Internal,
    Code::Unavailable,
];

/// Refusals of a request with a JSON body.
macro_rules! body_refusals {
    ($($code:ident),*) => {
        &[Code::RequestMalformed, Code::RequestUnknownField, Code::RequestTooLarge, Code::RequestContentType,
          Code::RequestForeignOrigin, Code::RequestInvalid, $(Code::$code),*]
    };
}

/// The table.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        operation: Operation::Health,
        method: Method::Get,
        path: "/api/v1/health",
        summary: "Whether the service works",
        success: 200,
        idempotent_by_key: false,
        refusals: &[],
    },
    Endpoint {
        operation: Operation::OpenApi,
        method: Method::Get,
        path: "/api/v1/openapi.json",
        summary: "This document",
        success: 200,
        idempotent_by_key: false,
        refusals: &[],
    },
    Endpoint {
        operation: Operation::ListWaves,
        method: Method::Get,
        path: "/api/v1/waves",
        summary: "Waves: past, open and planned",
        success: 200,
        idempotent_by_key: false,
        refusals: &[],
    },
    Endpoint {
        operation: Operation::Command,
        method: Method::Post,
        path: "/api/v1/staff/commands",
        summary: "Sign a command of the programme office; it is done when two different keys have signed it",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            Unauthorized,
            CommandMalformed,
            CommandExpired,
            CommandSameKey,
            WaveScheduleInvalid,
            WaveQuotasInvalid,
            WaveRecoveryInvalid,
            WaveSeatsNotFree,
            SchemeUnknown,
            WaveFrozen,
            ListPiecesInvalid,
            CatalogueFilesInvalid,
            CatalogueVersionUsed,
            VacancyVersionInvalid,
            VacancyVersionUsed,
            CredentialKeysInvalid,
            CredentialStatusInvalid,
            StatusNotFound,
            PurchaseUnknown,
            CertificateAlreadyAccepted,
            CertificateNothingToReject,
            ReviewUnknown,
            StaffPersonUnknown,
            StaffReasonInvalid,
            AwardNotHeld,
            AppealUnknown,
            AppealDecided
        ),
    },
    Endpoint {
        operation: Operation::ChangeList,
        method: Method::Post,
        path: "/api/v1/staff/list-pieces",
        summary: "Bring one piece of a change of a list that two members of staff have signed; brought again, it is not done again",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(ListPieceUnknown, ListSalt, ListTooLong, ListLine),
    },
    Endpoint {
        operation: Operation::TakeCatalogueFile,
        method: Method::Post,
        path: "/api/v1/staff/catalogue-files",
        summary: "Bring one of the two files of a catalogue that two members of staff have signed, as its bytes; when both are there, it is published",
        success: 200,
        idempotent_by_key: false,
        refusals: &[
            Code::RequestTooLarge,
            Code::RequestContentType,
            Code::RequestForeignOrigin,
            Code::RequestDigest,
            Code::CatalogueFileUnknown,
            Code::CatalogueFileMalformed,
            Code::CatalogueInconsistent,
            Code::CatalogueVersionDiffers,
            Code::CatalogueSummariesDiffer,
        ],
    },
    Endpoint {
        operation: Operation::ShowCatalogue,
        method: Method::Get,
        path: "/api/v1/catalogue",
        summary: "Where the course catalogue's current version is, and how to get there from the one in `since`",
        success: 200,
        idempotent_by_key: false,
        refusals: &[Code::CatalogueNotPublished],
    },
    Endpoint {
        operation: Operation::TakeVacancyFile,
        method: Method::Post,
        path: "/api/v1/staff/vacancy-files",
        summary: "Bring the file of vacancies that two members of staff have signed, as its bytes; then it is published",
        success: 200,
        idempotent_by_key: false,
        refusals: &[
            Code::RequestTooLarge,
            Code::RequestContentType,
            Code::RequestForeignOrigin,
            Code::RequestDigest,
            Code::VacancyFileUnknown,
            Code::VacancyFileMalformed,
            Code::VacancyFileInconsistent,
            Code::VacancyVersionDiffers,
        ],
    },
    Endpoint {
        operation: Operation::ListVacancies,
        method: Method::Get,
        path: "/api/v1/vacancies",
        summary: "Open vacancies that fit a question, twenty to a page, in an order drawn by lot",
        success: 200,
        idempotent_by_key: false,
        refusals: &[Code::VacancyNotPublished],
    },
    Endpoint {
        operation: Operation::ShowVacancy,
        method: Method::Get,
        path: "/api/v1/vacancies/{id}",
        summary: "One vacancy while one may apply",
        success: 200,
        idempotent_by_key: false,
        refusals: &[
            Code::VacancyNotPublished,
            Code::VacancyUnknown,
            Code::VacancyClosed,
        ],
    },
    Endpoint {
        operation: Operation::CheckEligibility,
        method: Method::Post,
        path: "/api/v1/eligibility",
        summary: "Hold answers against the rules of the scheme in force; nothing is stored",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(),
    },
    Endpoint {
        operation: Operation::SendOtp,
        method: Method::Post,
        path: "/api/v1/otp",
        summary: "Send a one-time code to a mobile number that is to be registered",
        success: 202,
        idempotent_by_key: false,
        refusals: body_refusals!(OtpTooSoon, OtpTooMany, OtpLocked),
    },
    Endpoint {
        operation: Operation::VerifyOtp,
        method: Method::Post,
        path: "/api/v1/otp/verify",
        summary: "Prove the number with the code that arrived",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(OtpWrong, OtpExpired, OtpLocked),
    },
    Endpoint {
        operation: Operation::Register,
        method: Method::Post,
        path: "/api/v1/registrations",
        summary: "Register; the answer signs in by cookie",
        success: 201,
        idempotent_by_key: true,
        refusals: body_refusals!(
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            IdempotencyKeyReused,
            NikTaken,
            PhoneTaken,
            PhoneNotProven
        ),
    },
    Endpoint {
        operation: Operation::ShowRegistrationRules,
        method: Method::Get,
        path: "/api/v1/registrations/rules",
        summary: "By which scheme registrations are judged at the moment",
        success: 200,
        idempotent_by_key: false,
        refusals: &[],
    },
    Endpoint {
        operation: Operation::CheckStatus,
        method: Method::Post,
        path: "/api/v1/status",
        summary: "Where a registration stands, by number and birth date",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(StatusNotFound),
    },
    Endpoint {
        operation: Operation::SendSignInOtp,
        method: Method::Post,
        path: "/api/v1/session/otp",
        summary: "Send a sign-in code to the number registered with a NIK",
        success: 202,
        idempotent_by_key: false,
        refusals: body_refusals!(OtpTooSoon, OtpTooMany, OtpLocked),
    },
    Endpoint {
        operation: Operation::SignIn,
        method: Method::Post,
        path: "/api/v1/session",
        summary: "Sign in with the code that arrived",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(OtpWrong, OtpExpired, OtpLocked),
    },
    Endpoint {
        operation: Operation::SignOut,
        method: Method::Delete,
        path: "/api/v1/session",
        summary: "Sign out",
        success: 204,
        idempotent_by_key: false,
        refusals: &[Code::RequestForeignOrigin],
    },
    Endpoint {
        operation: Operation::ShowAccount,
        method: Method::Get,
        path: "/api/v1/account",
        summary: "The signed-in person's account",
        success: 200,
        idempotent_by_key: false,
        refusals: &[Code::SignInNeeded],
    },
    Endpoint {
        operation: Operation::JoinWave,
        method: Method::Post,
        path: "/api/v1/account/applications",
        summary: "Join a wave",
        success: 201,
        idempotent_by_key: true,
        refusals: body_refusals!(
            SignInNeeded,
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            IdempotencyKeyReused,
            WaveUnknown,
            WaveNotOpen,
            WaveClosed,
            WaveAlreadyJoined,
            WaveOtherActive,
            WaveAlreadyAwarded,
            WaveIdentityMismatch,
            TooYoung,
            TooOld
        ),
    },
    Endpoint {
        operation: Operation::LeaveWave,
        method: Method::Delete,
        path: "/api/v1/account/applications/{number}",
        summary: "Leave a wave while it is open; it can be joined again",
        success: 204,
        idempotent_by_key: false,
        refusals: &[
            Code::RequestForeignOrigin,
            Code::SignInNeeded,
            Code::WaveUnknown,
            Code::WaveNotJoined,
            Code::WaveClosed,
        ],
    },
    Endpoint {
        operation: Operation::ReserveCourse,
        method: Method::Post,
        path: "/api/v1/account/purchases",
        summary: "Reserve a course: its price is put aside, and a code made for the platform",
        success: 201,
        idempotent_by_key: true,
        refusals: body_refusals!(
            SignInNeeded,
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            IdempotencyKeyReused,
            NotFound,
            PurchaseNoAward,
            PurchaseAwardRevoked,
            PurchaseDeadlinePassed,
            PurchaseBalanceClosed,
            PurchaseBalanceTooLow,
            PurchasePriceChanged,
            PurchaseNothingToPay,
            PurchaseAboveOutsidePrice,
            PurchaseFreeEquivalent,
            PurchaseNoSeatLeft,
            PurchaseCourseWithdrawn,
            PurchaseTooShort,
            PurchaseAlreadyHeld
        ),
    },
    Endpoint {
        operation: Operation::CancelPurchase,
        method: Method::Delete,
        path: "/api/v1/account/purchases/{id}",
        summary: "Give a reserved course back; the price returns to the balance",
        success: 200,
        idempotent_by_key: false,
        refusals: &[
            Code::RequestForeignOrigin,
            Code::SignInNeeded,
            Code::PurchaseUnknown,
            Code::PurchaseAlreadyRedeemed,
            Code::PurchaseLearningBegun,
            Code::PurchaseAlreadyFinished,
        ],
    },
    Endpoint {
        operation: Operation::ShowStatement,
        method: Method::Get,
        path: "/api/v1/account/statement",
        summary: "Every posting to the signed-in person's accounts",
        success: 200,
        idempotent_by_key: false,
        refusals: &[Code::SignInNeeded],
    },
    Endpoint {
        operation: Operation::BeginCertificate,
        method: Method::Post,
        path: "/api/v1/account/certificates",
        summary: "Begin to send the certificate of a redeemed course; the file follows in parts of `part_bytes`",
        success: 201,
        idempotent_by_key: true,
        refusals: body_refusals!(
            SignInNeeded,
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            IdempotencyKeyReused,
            CertificateFileEmpty,
            CertificateFileTooLarge,
            CertificateCourseNotRedeemed,
            CertificateAlreadyAccepted,
            CertificateTooManyFiles,
            CertificateTooManyBytes
        ),
    },
    Endpoint {
        operation: Operation::ShowCertificateUpload,
        method: Method::Get,
        path: "/api/v1/account/certificates/{id}",
        summary: "How far a sending is, and which parts are still to come",
        success: 200,
        idempotent_by_key: false,
        refusals: &[Code::SignInNeeded, Code::CertificateUnknown],
    },
    Endpoint {
        operation: Operation::SendCertificatePart,
        method: Method::Put,
        path: "/api/v1/account/certificates/{id}/part",
        summary: "Send one part, as its bytes; sent again, it changes nothing",
        success: 200,
        idempotent_by_key: false,
        refusals: &[
            Code::RequestTooLarge,
            Code::RequestContentType,
            Code::RequestForeignOrigin,
            Code::SignInNeeded,
            Code::CertificateUnknown,
            Code::CertificateUploadEnded,
            Code::CertificatePartInvalid,
            Code::CertificatePartDamaged,
        ],
    },
    Endpoint {
        operation: Operation::FinishCertificate,
        method: Method::Post,
        path: "/api/v1/account/certificates/{id}/finish",
        summary: "Close a sending whose parts are all there: the file is judged by its bytes, stripped of its notes and kept",
        success: 200,
        idempotent_by_key: false,
        refusals: &[
            Code::RequestForeignOrigin,
            Code::SignInNeeded,
            Code::CertificateUnknown,
            Code::CertificateUploadEnded,
            Code::CertificateUploadIncomplete,
            Code::CertificateUploadDiffers,
            Code::CertificateSeenBefore,
            Code::CertificateUsedForOtherCourse,
            Code::CertificateInfected,
            Code::CertificateUnreadable,
            Code::CertificateOtherPerson,
            Code::CertificateOtherCourse,
            Code::CertificateNoCertificate,
            Code::CertificateNotGenuine,
            Code::CertificateFileUnknownType,
            Code::CertificateFileArchive,
            Code::CertificateFileMarkup,
            Code::CertificateFileTooManyPixels,
            Code::CertificateFileTruncated,
            Code::CertificateFileActivePdf,
            Code::CertificateFileEncryptedPdf,
            Code::CertificateFileOpaquePdf,
            Code::CertificateFileTrailingData,
        ],
    },
    Endpoint {
        operation: Operation::FileAppeal,
        method: Method::Post,
        path: "/api/v1/account/appeals",
        summary: "Appeal against having one's award taken back; the same appeal again gets the same answer",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignInNeeded,
            AppealNothing,
            AppealTextMissing,
            AppealTextTooLong,
            AppealTooLate,
            AppealAlreadyFiled
        ),
    },
    Endpoint {
        operation: Operation::RateCourse,
        method: Method::Put,
        path: "/api/v1/account/purchases/{id}/review",
        summary: "Rate a completed course, or change what was said while that is possible",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignInNeeded,
            PurchaseUnknown,
            ReviewStars,
            ReviewTooLong,
            ReviewNotCompleted,
            ReviewTooLate
        ),
    },
    Endpoint {
        operation: Operation::ShowReviews,
        method: Method::Get,
        path: "/api/v1/courses/{id}/reviews",
        summary: "What people who completed a course say of it; its past figures from before are in the catalogue",
        success: 200,
        idempotent_by_key: false,
        refusals: &[Code::NotFound],
    },
    Endpoint {
        operation: Operation::ReadAsStaff,
        method: Method::Post,
        path: "/api/v1/staff/readings",
        summary: "Look at what waits for the programme office; signed like a command, by one key, and good for five minutes",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(Unauthorized, CommandMalformed, CommandExpired),
    },
    Endpoint {
        operation: Operation::LinkPayoutAccount,
        method: Method::Post,
        path: "/api/v1/account/payout-account",
        summary: "Link the account that incentives are paid to, once its partner says whose it is; the same again changes nothing",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignInNeeded,
            PayoutNoAward,
            PayoutPartnerUnknown,
            PayoutNumberMissing,
            PayoutNumberInvalid,
            PhoneMissing,
            PhoneNotDigits,
            PhoneForeign,
            PhoneNotMobile,
            PhoneLength,
            PayoutAlreadyLinked,
            PayoutNotRegistered,
            PayoutClosed,
            PayoutNotVerified,
            PayoutNikDiffers,
            PayoutNameDiffers,
            PayoutPhoneDiffers,
            PayoutPartnerAway,
            PayoutTooManyTries
        ),
    },
    Endpoint {
        operation: Operation::UnlinkPayoutAccount,
        method: Method::Delete,
        path: "/api/v1/account/payout-account",
        summary: "Take the linked account off; what was sent to it stays under way",
        success: 200,
        idempotent_by_key: false,
        refusals: &[
            Code::RequestForeignOrigin,
            Code::SignInNeeded,
            Code::PayoutNoAward,
            Code::PayoutNotLinked,
        ],
    },
    Endpoint {
        operation: Operation::SubscribePush,
        method: Method::Put,
        path: "/api/v1/account/push",
        summary: "Have this phone told when there is news, by web push; the same again changes nothing, and a sixth phone takes the place of the oldest",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(SignInNeeded, PushServiceUnknown),
    },
    Endpoint {
        operation: Operation::UnsubscribePush,
        method: Method::Post,
        path: "/api/v1/account/push/off",
        summary: "Tell this phone no more, or none of them",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(SignInNeeded),
    },
    Endpoint {
        operation: Operation::AnswerSurvey,
        method: Method::Post,
        path: "/api/v1/account/surveys/{number}",
        summary: "Answer a survey; sent again, the first answers stay",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignInNeeded,
            PayoutNoAward,
            SurveyUnknown,
            SurveyNotOpen,
            SurveyIncomplete,
            ChoiceUnknown
        ),
    },
    Endpoint {
        operation: Operation::AskEnrolment,
        method: Method::Post,
        path: "/api/partner/v1/enrolment/ask",
        summary: "Ask a card's holder, by a one-time code to their number, to take part in a course held in person; every card gets the same answer",
        success: 202,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            NotFound,
            EnrolmentNotInPerson,
            PurchasePriceChanged,
            OtpTooSoon,
            OtpTooMany,
            OtpLocked
        ),
    },
    Endpoint {
        operation: Operation::ConfirmEnrolment,
        method: Method::Post,
        path: "/api/partner/v1/enrolment/confirm",
        summary: "Reserve the course with the code that the holder read out; the same again gets the same answer, and the redeem code in it is committed as any other",
        success: 201,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            NotFound,
            EnrolmentNotInPerson,
            OtpWrong,
            OtpExpired,
            OtpLocked,
            IdempotencyKeyReused,
            PurchaseAwardRevoked,
            PurchaseDeadlinePassed,
            PurchaseBalanceClosed,
            PurchaseBalanceTooLow,
            PurchasePriceChanged,
            PurchaseNothingToPay,
            PurchaseAboveOutsidePrice,
            PurchaseFreeEquivalent,
            PurchaseNoSeatLeft,
            PurchaseCourseWithdrawn,
            PurchaseTooShort,
            PurchaseAlreadyHeld
        ),
    },
    Endpoint {
        operation: Operation::RedeemStatus,
        method: Method::Post,
        path: "/api/partner/v1/redeem-code/status",
        summary: "Where a redeem code stands",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown
        ),
    },
    Endpoint {
        operation: Operation::RedeemCommit,
        method: Method::Post,
        path: "/api/partner/v1/redeem-code/commit",
        summary: "Redeem a code for an order; the same order again gets the same answer",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown,
            PurchaseExpired,
            PurchaseCancelled,
            PurchaseCourseWithdrawn,
            PurchaseAlreadyRedeemed,
            PurchaseAccountOfOtherCard,
            PurchaseCardOfOtherAccount,
            IdempotencyKeyReused
        ),
    },
    Endpoint {
        operation: Operation::RedeemCancel,
        method: Method::Post,
        path: "/api/partner/v1/redeem-code/cancel",
        summary: "Give an order back, redeemed or not; the price returns to the balance",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown,
            PurchaseLearningBegun,
            PurchaseAlreadyFinished
        ),
    },
    Endpoint {
        operation: Operation::ReportAttendance,
        method: Method::Post,
        path: "/api/partner/v1/attendance",
        summary: "Report who was there in one session",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown,
            PurchaseNotRedeemed,
            PurchaseUnknownSession,
            PurchaseCancelled,
            PurchaseExpired,
            PurchaseCourseWithdrawn
        ),
    },
    Endpoint {
        operation: Operation::ReportProgress,
        method: Method::Post,
        path: "/api/partner/v1/progress",
        summary: "Report how far somebody is through an online course",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown,
            PurchaseNotRedeemed,
            PurchaseCancelled,
            PurchaseExpired,
            PurchaseCourseWithdrawn
        ),
    },
    Endpoint {
        operation: Operation::ReportCompletion,
        method: Method::Post,
        path: "/api/partner/v1/completion",
        summary: "Report how a course ended; reports have to bear a completion out",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown,
            PurchaseNotRedeemed,
            PurchaseAlreadyFinished,
            PurchaseAttendanceTooLow,
            PurchaseProgressTooLow,
            PurchaseCancelled,
            PurchaseExpired,
            PurchaseCourseWithdrawn
        ),
    },
    Endpoint {
        operation: Operation::DraftCertificate,
        method: Method::Post,
        path: "/api/partner/v1/certificate/draft",
        summary: "Ask what the digital certificate of a completed course has to say; the same purchase always gets the same draft",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown,
            CredentialNotCompleted
        ),
    },
    Endpoint {
        operation: Operation::TakeCertificate,
        method: Method::Post,
        path: "/api/partner/v1/certificate",
        summary: "Hand in the certificate that the institution has signed after its draft; once for each purchase, the same again gets the same answer",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown,
            CredentialNotCompleted,
            CredentialNotDrafted,
            CredentialMalformed,
            CredentialIssuerUnknown,
            CredentialKeyUnknown,
            CredentialKeyNotValid,
            CredentialSignatureWrong,
            CredentialNotYetValid,
            CredentialDiffersFromDraft,
            CredentialOtherHolder,
            CredentialAlreadyIssued
        ),
    },
    Endpoint {
        operation: Operation::ReportCertificate,
        method: Method::Post,
        path: "/api/partner/v1/certificate/received",
        summary: "Report that the institution has handed the certificate over, on paper or as a file",
        success: 200,
        idempotent_by_key: false,
        refusals: body_refusals!(
            SignatureMalformed,
            SignatureExpired,
            SignatureWrong,
            SignatureReplayed,
            PurchaseUnknown,
            PurchaseNotRedeemed
        ),
    },
];

impl Endpoint {
    /// The value of the open segment if `path` is one of this endpoint's, empty where it has none.
    #[must_use]
    pub fn matches<'a>(&self, path: &'a str) -> Option<&'a str> {
        let parts = self.path.split_once('{');
        match parts.and_then(|(before, rest)| Some((before, rest.split_once('}')?.1))) {
            None => (path == self.path).then_some(""),
            Some((before, after)) => path
                .strip_prefix(before)?
                .strip_suffix(after)
                .filter(|value| !value.is_empty() && !value.contains('/')),
        }
    }

    /// The endpoint for a call, with the value of its open segment.
    ///
    /// # Errors
    /// [`Code::NotFound`] or [`Code::MethodNotAllowed`].
    pub fn find<'a>(method: &str, path: &'a str) -> Result<(&'static Self, &'a str), Code> {
        let mut known = false;
        for endpoint in ENDPOINTS {
            if let Some(value) = endpoint.matches(path) {
                if endpoint.method.as_str() == method {
                    return Ok((endpoint, value));
                }
                known = true;
            }
        }
        Err(if known {
            Code::MethodNotAllowed
        } else {
            Code::NotFound
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_find_their_endpoint_or_the_right_refusal() {
        let operation = |method, path| {
            Endpoint::find(method, path).map(|(endpoint, value)| (endpoint.operation, value))
        };
        assert_eq!(
            operation("GET", "/api/v1/health"),
            Ok((Operation::Health, ""))
        );
        assert_eq!(
            operation("DELETE", "/api/v1/account/applications/72"),
            Ok((Operation::LeaveWave, "72"))
        );
        assert_eq!(
            operation("DELETE", "/api/v1/account/applications/72/x"),
            Err(Code::NotFound)
        );
        assert_eq!(
            operation("DELETE", "/api/v1/waves"),
            Err(Code::MethodNotAllowed)
        );
        assert_eq!(operation("GET", "/api/v1/other"), Err(Code::NotFound));
    }
}
