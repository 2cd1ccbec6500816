//! Every endpoint of `/api/v1` and `/api/partner/v1`, in one table. The edge routes, guards and
//! answers by it, and the OpenAPI document is made of it, so neither can know what the other does
//! not. A new one is a line here and a variant of [`Operation`].
//!
//! Long: one table, read from top to bottom.

use super::Limit;
use super::endpoint::{Endpoint, Parameter, delete, get, post, put};
use super::{
    Account, Health, OtpRequest, OtpSent, OtpVerified, OtpVerifyRequest, SessionRequest,
    SignInRequest,
};
use crate::appeal::{AppealRequest, RevocationView};
use crate::catalogue::CurrentCatalogue;
use crate::certificate::{UploadRequest, UploadView};
use crate::credential::{
    CredentialDraft, CredentialDraftRequest, CredentialReceipt, CredentialRequest,
};
use crate::data_copy::{DataCopy, DataCopyRequest};
use crate::eligibility::{Answers, Report};
use crate::incentive::PayoutView;
use crate::ledger::AccountStatement;
use crate::lists::{ChangeProgress, PieceRequest};
use crate::messages::Code;
use crate::partner::{
    self, AttendanceRequest, CancelRequest, CertificateReport, CommitRequest, CompletionRequest,
    EnrolmentAsked, EnrolmentConfirmation, EnrolmentRequest, ProgressRequest, RedeemAnswer,
};
use crate::payout_account::LinkRequest;
use crate::profile::{ProfileRequest, ProfileView};
use crate::publication::PublicationProgress;
use crate::purchase::{PurchaseRequest, PurchaseView};
use crate::push::{PushOffRequest, PushRequest, PushView};
use crate::registration::{
    CorrectionRequest, IdentityView, RegistrationReceipt, RegistrationRequest, RegistrationRules,
};
use crate::review::{CourseReviews, OwnReview, ReviewRequest};
use crate::security::{
    BackupCodeRequest, BackupCodes, EmailConfirmation, EmailRequest, PhoneChange, PhoneRequest,
    RecoveryCodeRequest, RecoveryRequest, RecoveryView, SecurityView,
};
use crate::staff::{CommandReceipt, Read, SignedCommand};
use crate::status::{PublicStatus, StatusRequest};
use crate::survey::SurveyRequest;
use crate::vacancy::{VacancyList, VacancyView};
use crate::wave::{Application, JoinRequest, ListedWave};
use serde_json::{Map, Value};

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
    ShowIdentity,
    CorrectIdentity,
    ShowProfile,
    ChangeProfile,
    ShowSecurity,
    SendEmailCode,
    ConfirmEmail,
    RemoveEmail,
    EndSession,
    EndOtherSessions,
    SendPhoneCode,
    ChangePhone,
    MakeBackupCodes,
    SendDataCopyCode,
    CopyData,
    SignInOnPaper,
    SendRecoveryCode,
    BeginRecovery,
    RefuseRecovery,
    JoinWave,
    LeaveWave,
    ReserveCourse,
    CancelPurchase,
    ShowStatement,
    BeginCertificateUpload,
    ShowCertificateUpload,
    SendCertificateUploadPart,
    FinishCertificateUpload,
    WithdrawCertificateUpload,
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
    DraftCredential,
    TakeCredential,
    ReportCertificate,
    AskEnrolment,
    ConfirmEnrolment,
    LinkPayoutAccount,
    UnlinkPayoutAccount,
    AnswerSurvey,
    SubscribePush,
    UnsubscribePush,
}

/// Refusals by their names.
macro_rules! codes {
    ($($code:ident),* $(,)?) => { &[$(Code::$code),*] };
}

const SINCE: Parameter = Parameter::whole("since", 1, "The version that the caller has");
const PART_NUMBER: Parameter = Parameter::whole("number", 0, "Which part, from 0").needed();
const VACANCY_SEARCH: &[Parameter] = &[
    Parameter::text("q", "Words of title, employer, field or place"),
    Parameter::text("field", "Code of a field of work"),
    Parameter::text(
        "place",
        "Two digits of a province or four of a regency or city",
    ),
    Parameter::text("page", "From 1"),
    Parameter::text("seed", "From an answer, for the same order"),
];

/// The table.
pub const ENDPOINTS: &[(Operation, Endpoint)] = &[
    (Operation::Health, get("/api/v1/health")
        .does("Whether the service works")
        .gives::<Health>(200)),
    (Operation::OpenApi, get("/api/v1/openapi.json")
        .does("This document")
        .gives::<Map<String, Value>>(200)),
    (Operation::ListWaves, get("/api/v1/waves")
        .does("Waves: past, open and planned")
        .gives::<Vec<ListedWave>>(200)
        .kept_for(5)),
    (Operation::Command, post("/api/v1/staff/commands")
        .does("Sign a command of the programme office; it is done when two different keys have signed it")
        .takes::<SignedCommand>()
        .gives::<CommandReceipt>(200)
        .refuses(codes![
            Unauthorized, CommandMalformed, CommandExpired, CommandSameKey, WaveScheduleInvalid,
            WaveQuotasInvalid, WaveRecoveryInvalid, WaveSeatsNotFree, SchemeUnknown, WaveFrozen,
            ListPiecesInvalid, CatalogueFilesInvalid, CatalogueVersionUsed, VacancyVersionInvalid,
            VacancyVersionUsed, CredentialKeysInvalid, CredentialStatusInvalid, StatusNotFound,
            PurchaseUnknown, CertificateAlreadyAccepted, CertificateNothingToReject, ReviewUnknown,
            PhoneTaken, PhoneSame,
            StaffPersonUnknown, StaffReasonInvalid, AwardNotHeld, AppealUnknown, AppealDecided,
        ])),
    (Operation::ChangeList, post("/api/v1/staff/list-pieces")
        .does("Bring one piece of a change of a list that two members of staff have signed; brought again, it is not done again")
        .takes::<PieceRequest>()
        .gives::<ChangeProgress>(200)
        .refuses(codes![ListPieceUnknown, ListSalt, ListTooLong, ListLine])),
    (Operation::TakeCatalogueFile, post("/api/v1/staff/catalogue-files")
        .does("Bring one of the two files of a catalogue that two members of staff have signed, as its bytes; when both are there, it is published")
        .takes_bytes()
        .gives::<PublicationProgress>(200)
        .refuses(codes![
            RequestDigest, CatalogueFileUnknown, CatalogueFileMalformed, CatalogueInconsistent,
            CatalogueVersionDiffers, CatalogueSummariesDiffer,
        ])),
    (Operation::ShowCatalogue, get("/api/v1/catalogue")
        .does("Where the course catalogue's current version is, and how to get there from the one in `since`")
        .asks(&[SINCE])
        .gives::<CurrentCatalogue>(200)
        .kept_for(5)
        .refuses(codes![CatalogueNotPublished])),
    (Operation::TakeVacancyFile, post("/api/v1/staff/vacancy-files")
        .does("Bring the file of vacancies that two members of staff have signed, as its bytes; then it is published")
        .takes_bytes()
        .gives::<PublicationProgress>(200)
        .refuses(codes![
            RequestDigest, VacancyFileUnknown, VacancyFileMalformed, VacancyFileInconsistent,
            VacancyVersionDiffers,
        ])),
    (Operation::ListVacancies, get("/api/v1/vacancies")
        .does("Open vacancies that fit a question, twenty to a page, in an order drawn by lot")
        .asks(VACANCY_SEARCH)
        .gives::<VacancyList>(200)
        .refuses(codes![VacancyNotPublished])),
    (Operation::ShowVacancy, get("/api/v1/vacancies/{id}")
        .does("One vacancy while one may apply")
        .gives::<VacancyView>(200)
        .kept_for(5)
        .refuses(codes![VacancyNotPublished, VacancyUnknown, VacancyClosed])),
    (Operation::CheckEligibility, post("/api/v1/eligibility")
        .does("Hold answers against the rules of the scheme in force; nothing is stored")
        .takes::<Answers>()
        .gives::<Report>(200)),
    (Operation::SendOtp, post("/api/v1/otp")
        .does("Send a one-time code to a mobile number that is to be registered")
        .counted_as(Limit::SendCode)
        .takes::<OtpRequest>()
        .gives::<OtpSent>(202)
        .refuses(codes![OtpTooSoon, OtpTooMany, OtpLocked, TurnLater, OtpOverrun, NetworkOverrun])),
    (Operation::VerifyOtp, post("/api/v1/otp/verify")
        .does("Prove the number with the code that arrived")
        .counted_as(Limit::TryCode)
        .takes::<OtpVerifyRequest>()
        .gives::<OtpVerified>(200)
        .refuses(codes![OtpWrong, OtpUsedUp, OtpExpired, OtpLocked])),
    (Operation::Register, post("/api/v1/registrations")
        .does("Register; the answer signs in by cookie, for ten minutes also when it is sent again")
        .once_for_each_key()
        .takes::<RegistrationRequest>()
        .gives::<RegistrationReceipt>(201)
        .refuses(codes![
            IdempotencyKeyReused, NikTaken, NikContested, PhoneTaken, PhoneNotProven,
        ])),
    (Operation::ShowRegistrationRules, get("/api/v1/registrations/rules")
        .does("By which scheme registrations are judged at the moment")
        .gives::<RegistrationRules>(200)
        .kept_for(5)),
    (Operation::CheckStatus, post("/api/v1/status")
        .does("Where a registration stands, by number and birth date")
        .counted_as(Limit::Status)
        .takes::<StatusRequest>()
        .gives::<PublicStatus>(200)
        .refuses(codes![StatusNotFound])),
    (Operation::SendSignInOtp, post("/api/v1/session/otp")
        .does("Send a sign-in code to the number registered with a NIK")
        .counted_as(Limit::SendCode)
        .takes::<SignInRequest>()
        .gives::<OtpSent>(202)
        .refuses(codes![OtpTooSoon, OtpTooMany, OtpLocked])),
    (Operation::SignIn, post("/api/v1/session")
        .does("Sign in with the code that arrived")
        .counted_as(Limit::TryCode)
        .takes::<SessionRequest>()
        .gives::<Account>(200)
        .refuses(codes![OtpWrong, OtpUsedUp, OtpExpired, OtpLocked, SecondAnswerNeeded])),
    (Operation::SignInOnPaper, post("/api/v1/session/backup")
        .does("Sign in with a backup code, which is good once; known and unknown NIKs are answered alike")
        .counted_as(Limit::TryCode)
        .takes::<BackupCodeRequest>()
        .gives::<Account>(200)
        .refuses(codes![BackupCodeWrong])),
    (Operation::SendRecoveryCode, post("/api/v1/recoveries/otp")
        .does("Send a code to the e-mail address that an account has confirmed for seven days, so that another number may take the lost one's place; answered alike if there is none")
        .counted_as(Limit::SendCode)
        .takes::<RecoveryCodeRequest>()
        .gives::<OtpSent>(202)
        .refuses(codes![PhoneNotProven, OtpTooSoon, OtpTooMany, OtpLocked])),
    (Operation::BeginRecovery, post("/api/v1/recoveries")
        .does("Ask with that code for a proven number in the lost one's place: in 72 hours, unless whoever has the account objects")
        .counted_as(Limit::TryCode)
        .takes::<RecoveryRequest>()
        .gives::<RecoveryView>(202)
        .refuses(codes![
            PhoneTaken, PhoneNotProven, PhoneSame, IdempotencyKeyReused, OtpWrong, OtpUsedUp,
            OtpExpired, OtpLocked, RecoveryWaits,
        ])),
    (Operation::RefuseRecovery, delete("/api/v1/account/recovery")
        .does("Object to another number in the registered one's place: the office decides")
        .signed_in()),
    (Operation::SignOut, delete("/api/v1/session")
        .does("Sign out")),
    (Operation::ShowAccount, get("/api/v1/account")
        .does("The signed-in person's account")
        .signed_in()
        .gives::<Account>(200)),
    (Operation::ShowIdentity, get("/api/v1/account/identity")
        .does("What the signed-in person has registered of themselves, as far as the registry checks it")
        .signed_in()
        .gives::<IdentityView>(200)),
    (Operation::CorrectIdentity, put("/api/v1/account/identity")
        .does("Put right what the registry does not find so, five times at most; it is checked anew")
        .signed_in()
        .takes::<CorrectionRequest>()
        .gives::<IdentityView>(200)
        .refuses(codes![IdentityNotWrong, NikDenied, CorrectionsUsedUp])),
    (Operation::ShowProfile, get("/api/v1/account/profile")
        .does("Where the signed-in person lives, what they learned and how they work")
        .signed_in()
        .gives::<ProfileView>(200)),
    (Operation::ChangeProfile, put("/api/v1/account/profile")
        .does("Change it: education and work status while no joined wave waits for its result; another domicile counts in waves that are joined from then on")
        .signed_in()
        .takes::<ProfileRequest>()
        .gives::<ProfileView>(200)
        .refuses(codes![ProfileFixed, ProfileChangesUsedUp])),
    (Operation::ShowSecurity, get("/api/v1/account/security")
        .does("How the signed-in person's account is kept: ways to them, where it is open, what happened to it")
        .signed_in()
        .gives::<SecurityView>(200)),
    (Operation::SendEmailCode, post("/api/v1/account/email/otp")
        .does("Send a one-time code to an e-mail address that is to be the account's; nothing else goes there before it is confirmed")
        .signed_in()
        .counted_as(Limit::SendCode)
        .takes::<EmailRequest>()
        .gives::<OtpSent>(202)
        .refuses(codes![EmailConfirmedAlready, OtpTooSoon, OtpTooMany, OtpLocked, RecoveryWaits])),
    (Operation::ConfirmEmail, put("/api/v1/account/email")
        .does("Confirm the address with the code that arrived; it takes the place of another")
        .signed_in()
        .counted_as(Limit::TryCode)
        .takes::<EmailConfirmation>()
        .gives::<SecurityView>(200)
        .refuses(codes![OtpWrong, OtpUsedUp, OtpExpired, OtpLocked, RecoveryWaits])),
    (Operation::RemoveEmail, delete("/api/v1/account/email")
        .does("Take the e-mail address off")
        .signed_in()
        .gives::<SecurityView>(200)
        .refuses(codes![RecoveryWaits])),
    (Operation::SendPhoneCode, post("/api/v1/account/phone/otp")
        .does("Send a code to the registered number, so that another may take its place; the new one is proven as when registering")
        .signed_in()
        .counted_as(Limit::SendCode)
        .takes::<PhoneRequest>()
        .gives::<OtpSent>(202)
        .refuses(codes![PhoneSame, OtpTooSoon, OtpTooMany, OtpLocked, RecoveryWaits])),
    (Operation::ChangePhone, put("/api/v1/account/phone")
        .does("Put a proven number in the place of the registered one, with the code that came to that or one on paper; all other sessions end, and payments wait for 24 hours")
        .signed_in()
        .counted_as(Limit::TryCode)
        .takes::<PhoneChange>()
        .gives::<SecurityView>(200)
        .refuses(codes![
            PhoneTaken, PhoneNotProven, IdempotencyKeyReused, OtpWrong, OtpUsedUp, OtpExpired,
            OtpLocked, BackupCodeWrong, RecoveryWaits,
        ])),
    (Operation::MakeBackupCodes, post("/api/v1/account/backup-codes")
        .does("Make eight backup codes, which are shown this once; those that there were are void")
        .signed_in()
        .gives::<BackupCodes>(201)
        .refuses(codes![RecoveryWaits])),
    (Operation::SendDataCopyCode, post("/api/v1/account/copy/otp")
        .does("Send a code to the registered number, for a copy of all that is kept of the signed-in person")
        .signed_in()
        .counted_as(Limit::SendCode)
        .gives::<OtpSent>(202)
        .refuses(codes![OtpTooSoon, OtpTooMany, OtpLocked, RecoveryWaits, DataCopyWaits])),
    (Operation::CopyData, post("/api/v1/account/copy")
        .does("A copy of all that is kept of the signed-in person, for the code that came or one on paper")
        .signed_in()
        .counted_as(Limit::TryCode)
        .takes::<DataCopyRequest>()
        .gives::<DataCopy>(200)
        .refuses(codes![
            OtpWrong, OtpUsedUp, OtpExpired, OtpLocked, BackupCodeWrong, RecoveryWaits, DataCopyWaits,
        ])),
    (Operation::EndSession, delete("/api/v1/account/sessions/{id}")
        .does("End one of the signed-in person's sessions")
        .signed_in()
        .gives::<SecurityView>(200)
        .refuses(codes![SessionUnknown])),
    (Operation::EndOtherSessions, delete("/api/v1/account/sessions")
        .does("End all sessions but this one; devices that have signed in before are strangers again")
        .signed_in()
        .gives::<SecurityView>(200)),
    (Operation::JoinWave, post("/api/v1/account/applications")
        .does("Join a wave")
        .signed_in()
        .once_for_each_key()
        .takes::<JoinRequest>()
        .gives::<Application>(201)
        .refuses(codes![
            IdempotencyKeyReused, WaveUnknown, WaveNotOpen, WaveClosed, WaveAlreadyJoined, WaveJoinedTooOften,
            WaveOtherActive, WaveAlreadyAwarded, WaveIdentityMismatch, TooYoung, TooOld,
        ])),
    (Operation::LeaveWave, delete("/api/v1/account/applications/{number}")
        .does("Leave a wave while it is open; it can be joined again")
        .signed_in()
        .refuses(codes![WaveUnknown, WaveNotJoined, WaveClosed])),
    (Operation::ReserveCourse, post("/api/v1/account/purchases")
        .does("Reserve a course: its price is put aside, and a code made for the platform")
        .signed_in()
        .once_for_each_key()
        .takes::<PurchaseRequest>()
        .gives::<PurchaseView>(201)
        .refuses(codes![
            IdempotencyKeyReused, NotFound, PurchaseNoAward, PurchaseAwardRevoked,
            PurchaseDeadlinePassed, PurchaseBalanceClosed, PurchaseBalanceTooLow,
            PurchasePriceChanged, PurchaseNothingToPay, PurchaseAboveOutsidePrice,
            PurchaseFreeEquivalent, PurchaseNoSeatLeft, PurchaseCourseWithdrawn, PurchaseTooShort,
            PurchaseAlreadyHeld,
        ])),
    (Operation::CancelPurchase, delete("/api/v1/account/purchases/{id}")
        .does("Give a reserved course back; the price returns to the balance")
        .signed_in()
        .gives::<PurchaseView>(200)
        .refuses(codes![
            PurchaseUnknown, PurchaseAlreadyRedeemed, PurchaseLearningBegun, PurchaseAlreadyFinished,
        ])),
    (Operation::ShowStatement, get("/api/v1/account/statement")
        .does("Every posting to the signed-in person's accounts")
        .signed_in()
        .gives::<Vec<AccountStatement>>(200)),
    (Operation::BeginCertificateUpload, post("/api/v1/account/certificates")
        .does("Begin to send the certificate of a redeemed course; the file follows in parts of `part_bytes`")
        .signed_in()
        .once_for_each_key()
        .takes::<UploadRequest>()
        .gives::<UploadView>(201)
        .refuses(codes![
            IdempotencyKeyReused, CertificateFileEmpty, CertificateFileTooLarge,
            CertificateCourseNotRedeemed, CertificateAlreadyAccepted, CertificateTooManyFiles,
            CertificateTooManyBytes,
        ])),
    (Operation::ShowCertificateUpload, get("/api/v1/account/certificates/{id}")
        .does("How far a sending is, and which parts are still to come")
        .signed_in()
        .gives::<UploadView>(200)
        .refuses(codes![CertificateUnknown])),
    (Operation::SendCertificateUploadPart, put("/api/v1/account/certificates/{id}/part")
        .does("Send one part, as its bytes; sent again, it changes nothing")
        .signed_in()
        .asks(&[PART_NUMBER])
        .takes_bytes()
        .gives::<UploadView>(200)
        .refuses(codes![
            CertificateUnknown, CertificateUploadEnded, CertificatePartInvalid,
            CertificatePartDamaged,
        ])),
    (Operation::FinishCertificateUpload, post("/api/v1/account/certificates/{id}/finish")
        .does("Close a sending whose parts are all there: the file is judged by its bytes, stripped of its notes and kept")
        .signed_in()
        .gives::<UploadView>(200)
        .refuses(codes![
            CertificateUnknown, CertificateUploadEnded, CertificateUploadIncomplete,
            CertificateUploadDiffers, CertificateSeenBefore, CertificateUsedForOtherCourse,
            CertificateInfected, CertificateUnreadable, CertificateOtherPerson,
            CertificateOtherCourse, CertificateNoCertificate, CertificateNotGenuine,
            CertificateFileUnknownType, CertificateFileArchive, CertificateFileMarkup,
            CertificateFileTooManyPixels, CertificateFileTruncated, CertificateFileActivePdf,
            CertificateFileEncryptedPdf, CertificateFileOpaquePdf, CertificateFileTrailingData,
        ])),
    (Operation::WithdrawCertificateUpload, delete("/api/v1/account/certificates/{id}")
        .does("Take a file back that was sent for the wrong course, or is the wrong one, until the certificate is accepted; again, it changes nothing")
        .signed_in()
        .gives::<UploadView>(200)
        .refuses(codes![CertificateUnknown, CertificateAlreadyAccepted])),
    (Operation::FileAppeal, post("/api/v1/account/appeals")
        .does("Appeal against having one's award taken back; the same appeal again gets the same answer")
        .signed_in()
        .takes::<AppealRequest>()
        .gives::<RevocationView>(200)
        .refuses(codes![
            AppealNothing, AppealTextMissing, AppealTextTooLong, AppealTooLate, AppealAlreadyFiled,
        ])),
    (Operation::RateCourse, put("/api/v1/account/purchases/{id}/review")
        .does("Rate a completed course, or change what was said while that is possible")
        .signed_in()
        .takes::<ReviewRequest>()
        .gives::<OwnReview>(200)
        .refuses(codes![PurchaseUnknown, ReviewStars, ReviewTooLong, ReviewNotCompleted, ReviewTooLate])),
    (Operation::ShowReviews, get("/api/v1/courses/{id}/reviews")
        .does("What people who completed a course say of it; its past figures from before are in the catalogue")
        .gives::<CourseReviews>(200)
        .kept_for(5)
        .refuses(codes![NotFound])),
    (Operation::ReadAsStaff, post("/api/v1/staff/readings")
        .does("Look at what waits for the programme office; signed like a command, by one key, and good for five minutes")
        .takes::<SignedCommand>()
        .gives::<Read>(200)
        .refuses(codes![Unauthorized, CommandMalformed, CommandExpired])),
    (Operation::LinkPayoutAccount, post("/api/v1/account/payout-account")
        .does("Link the account that incentives are paid to, once its partner says whose it is; the same again changes nothing")
        .signed_in()
        .takes::<LinkRequest>()
        .gives::<PayoutView>(200)
        .refuses(codes![
            PayoutNoAward, PayoutPartnerUnknown, PayoutNumberMissing, PayoutNumberInvalid,
            PhoneMissing, PhoneNotDigits, PhoneForeign, PhoneNotMobile, PhoneLength,
            PayoutAlreadyLinked, PayoutNotRegistered, PayoutClosed, PayoutNotVerified,
            PayoutNikDiffers, PayoutNameDiffers, PayoutPhoneDiffers, PayoutPartnerAway, RecoveryWaits,
            PayoutTooManyTries,
        ])),
    (Operation::UnlinkPayoutAccount, delete("/api/v1/account/payout-account")
        .does("Take the linked account off; what was sent to it stays under way")
        .signed_in()
        .gives::<PayoutView>(200)
        .refuses(codes![PayoutNoAward, PayoutNotLinked, RecoveryWaits])),
    (Operation::SubscribePush, put("/api/v1/account/push")
        .does("Have this phone told when there is news, by web push; the same again changes nothing, and a sixth phone takes the place of the oldest")
        .signed_in()
        .takes::<PushRequest>()
        .gives::<PushView>(200)
        .refuses(codes![PushServiceUnknown])),
    (Operation::UnsubscribePush, post("/api/v1/account/push/off")
        .does("Tell this phone no more, or none of them")
        .signed_in()
        .takes::<PushOffRequest>()
        .gives::<PushView>(200)),
    (Operation::AnswerSurvey, post("/api/v1/account/surveys/{number}")
        .does("Answer a survey; sent again, the first answers stay")
        .signed_in()
        .takes::<SurveyRequest>()
        .gives::<PayoutView>(200)
        .refuses(codes![PayoutNoAward, SurveyUnknown, SurveyNotOpen, SurveyIncomplete, ChoiceUnknown])),
    (Operation::AskEnrolment, post("/api/partner/v1/enrolment/ask")
        .does("Ask a card's holder, by a one-time code to their number, to take part in a course held in person; every card gets the same answer")
        .by_platforms()
        .takes::<EnrolmentRequest>()
        .gives::<EnrolmentAsked>(202)
        .refuses(codes![
            NotFound, EnrolmentNotInPerson, PurchasePriceChanged, OtpTooSoon, OtpTooMany, OtpLocked,
        ])),
    (Operation::ConfirmEnrolment, post("/api/partner/v1/enrolment/confirm")
        .does("Reserve the course with the code that the holder read out; the same again gets the same answer, and the redeem code in it is committed as any other")
        .by_platforms()
        .takes::<EnrolmentConfirmation>()
        .gives::<RedeemAnswer>(201)
        .refuses(codes![
            NotFound, EnrolmentNotInPerson, OtpWrong, OtpUsedUp, OtpExpired, OtpLocked, IdempotencyKeyReused,
            PurchaseAwardRevoked, PurchaseDeadlinePassed, PurchaseBalanceClosed,
            PurchaseBalanceTooLow, PurchasePriceChanged, PurchaseNothingToPay,
            PurchaseAboveOutsidePrice, PurchaseFreeEquivalent, PurchaseNoSeatLeft,
            PurchaseCourseWithdrawn, PurchaseTooShort, PurchaseAlreadyHeld,
        ])),
    (Operation::RedeemStatus, post("/api/partner/v1/redeem-code/status")
        .does("Where a redeem code stands")
        .by_platforms()
        .takes::<partner::StatusRequest>()
        .gives::<RedeemAnswer>(200)
        .refuses(codes![PurchaseUnknown])),
    (Operation::RedeemCommit, post("/api/partner/v1/redeem-code/commit")
        .does("Redeem a code for an order; the same order again gets the same answer")
        .by_platforms()
        .takes::<CommitRequest>()
        .gives::<RedeemAnswer>(200)
        .refuses(codes![
            PurchaseUnknown, PurchaseExpired, PurchaseCancelled, PurchaseCourseWithdrawn,
            PurchaseAlreadyRedeemed, PurchaseAccountOfOtherCard, PurchaseCardOfOtherAccount,
            IdempotencyKeyReused,
        ])),
    (Operation::RedeemCancel, post("/api/partner/v1/redeem-code/cancel")
        .does("Give an order back, redeemed or not; the price returns to the balance")
        .by_platforms()
        .takes::<CancelRequest>()
        .gives::<RedeemAnswer>(200)
        .refuses(codes![PurchaseUnknown, PurchaseLearningBegun, PurchaseAlreadyFinished])),
    (Operation::ReportAttendance, post("/api/partner/v1/attendance")
        .does("Report who was there in one session")
        .by_platforms()
        .takes::<AttendanceRequest>()
        .gives::<RedeemAnswer>(200)
        .refuses(codes![
            PurchaseUnknown, PurchaseNotRedeemed, PurchaseUnknownSession, PurchaseCancelled,
            PurchaseExpired, PurchaseCourseWithdrawn,
        ])),
    (Operation::ReportProgress, post("/api/partner/v1/progress")
        .does("Report how far somebody is through an online course")
        .by_platforms()
        .takes::<ProgressRequest>()
        .gives::<RedeemAnswer>(200)
        .refuses(codes![
            PurchaseUnknown, PurchaseNotRedeemed, PurchaseCancelled, PurchaseExpired,
            PurchaseCourseWithdrawn,
        ])),
    (Operation::ReportCompletion, post("/api/partner/v1/completion")
        .does("Report how a course ended; reports have to bear a completion out")
        .by_platforms()
        .takes::<CompletionRequest>()
        .gives::<RedeemAnswer>(200)
        .refuses(codes![
            PurchaseUnknown, PurchaseNotRedeemed, PurchaseAlreadyFinished, PurchaseAttendanceTooLow,
            PurchaseProgressTooLow, PurchaseCancelled, PurchaseExpired, PurchaseCourseWithdrawn,
        ])),
    (Operation::DraftCredential, post("/api/partner/v1/credential/draft")
        .does("Ask what the digital certificate of a completed course has to say; the same purchase always gets the same draft")
        .by_platforms()
        .takes::<CredentialDraftRequest>()
        .gives::<CredentialDraft>(200)
        .refuses(codes![PurchaseUnknown, CredentialNotCompleted])),
    (Operation::TakeCredential, post("/api/partner/v1/credential")
        .does("Hand in the certificate that the institution has signed after its draft; once for each purchase, the same again gets the same answer")
        .by_platforms()
        .takes::<CredentialRequest>()
        .gives::<CredentialReceipt>(200)
        .refuses(codes![
            PurchaseUnknown, CredentialNotCompleted, CredentialNotDrafted, CredentialMalformed,
            CredentialIssuerUnknown, CredentialKeyUnknown, CredentialKeyNotValid,
            CredentialSignatureWrong, CredentialNotYetValid, CredentialDiffersFromDraft,
            CredentialOtherHolder, CredentialAlreadyIssued,
        ])),
    (Operation::ReportCertificate, post("/api/partner/v1/certificate/received")
        .does("Report that the institution has handed the certificate over, on paper or as a file")
        .by_platforms()
        .takes::<CertificateReport>()
        .gives::<RedeemAnswer>(200)
        .refuses(codes![PurchaseUnknown, PurchaseNotRedeemed])),
];

/// The endpoint for a call, with the value of its open segment.
///
/// # Errors
/// [`Code::NotFound`] or [`Code::MethodNotAllowed`].
pub fn find<'a>(
    method: &str,
    path: &'a str,
) -> Result<(Operation, &'static Endpoint, &'a str), Code> {
    let mut known = false;
    for (operation, endpoint) in ENDPOINTS {
        if let Some(value) = endpoint.matches(path) {
            if endpoint.method.as_str() == method {
                return Ok((*operation, endpoint, value));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_find_their_endpoint_or_the_right_refusal() {
        let operation =
            |method, path| find(method, path).map(|(operation, _, value)| (operation, value));
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
