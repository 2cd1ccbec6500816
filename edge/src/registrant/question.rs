//! What is asked of a registrant shard, and what it answers. What they carry is in
//! `carried.rs`.

use super::carried::{
    AccountView, Buyer, CertificateAsk, HolderCheck, Order, PlatformAsk, Redeemed, Registered,
    Report, StatusView, UploadAsk, UploadTold,
};
use crate::household::BallotEntry;
use crate::sql::Moment;
use crate::staff::Signing;
use domain::appeal::{Decision, Explanation, Reason, RevocationView, WaitingAppeal};
use domain::certificate::{Scanned, UploadId, Verdict};
use domain::credential::{Certificate, CertificateDraft, CertificateReceipt};
use domain::draw::{self};
use domain::identity::IdentityState;
use domain::incentive::{ListLine, PartnerReference, PayoutView};
use domain::ledger::AccountStatement;
use domain::lists::{Change, ListName};
use domain::payout_account::{self, Enquiry, LinkRequest};
use domain::purchase::{Offer, PurchaseId, PurchaseView};
use domain::registration::{Registration, RegistrationNumber};
use domain::review::{Moderation, OwnReview, ReviewText, Stars};
use domain::scheme::Rupiah;
use domain::staff::CommandState;
use domain::survey::SurveyAnswers;
use domain::wave::{Application, Wave};
use serde::{Deserialize, Serialize};

/// A registration on its way in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewRegistration {
    pub registration: Registration,
    pub key_hash: String,
    pub body: String,
    pub session_hash: String,
    pub now: Moment,
}

/// Questions to a registrant shard. Times come from the caller.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    Register(Box<NewRegistration>),
    /// Public status: by number and the hash of number and birth date.
    Status {
        number_hash: String,
        birth_check: String,
        now: Moment,
    },
    /// Sign-in code about to go out; answered alike for unknown NIKs.
    SendSignIn {
        nik_hash: String,
        id_hash: String,
        code_digest: String,
        now: Moment,
    },
    SignIn {
        id_hash: String,
        code_digest: String,
        session_hash: String,
        now: Moment,
    },
    SignOut {
        session_hash: String,
    },
    Account {
        session_hash: String,
        now: Moment,
    },
    Join {
        session_hash: String,
        wave: Wave,
        key_hash: String,
        body: String,
        now: Moment,
    },
    Leave {
        session_hash: String,
        wave: Wave,
        now: Moment,
    },
    /// The wave has closed: which applications take part. Asked piece by piece.
    Screen {
        wave: u32,
        /// Lists that count in it.
        lists: Vec<ListName>,
        after: i64,
        now: Moment,
    },
    /// People, registered or not, come on a list or leave it.
    ChangeList {
        list: ListName,
        change: Change,
        nik_hashes: Vec<String>,
    },
    /// What became of applications that were in the ballot.
    Outcomes {
        wave: u32,
        /// By which winners are awarded.
        scheme: String,
        outcomes: Vec<(i64, draw::Outcome)>,
        now: Moment,
    },
    /// Whether this person may buy this, and under which id a seat is held.
    BeginPurchase {
        buyer: Buyer,
        key: String,
        offer: Offer,
        quote: Rupiah,
        now: Moment,
    },
    /// Put the price aside.
    Reserve {
        buyer: Buyer,
        key: String,
        offer: Offer,
        quote: Rupiah,
        now: Moment,
    },
    /// A code for taking part at an institution's desk is about to go out; answered
    /// alike for unknown cards.
    SendEnrolment {
        card_hash: String,
        code_digest: String,
        now: Moment,
    },
    CancelPurchase {
        session_hash: String,
        id: PurchaseId,
        now: Moment,
    },
    /// A platform asks about a code, or reports on it.
    Platform {
        ask: Box<PlatformAsk>,
        now: Moment,
    },
    /// What the certificate of a completed course has to say.
    DraftCertificate {
        ask: CertificateAsk,
        now: Moment,
    },
    /// A certificate whose signature held.
    TakeCertificate {
        ask: CertificateAsk,
        certificate: Box<Certificate>,
        jwt: String,
        now: Moment,
    },
    /// The signed-in person's certificate of one purchase.
    Credential {
        session_hash: String,
        purchase: PurchaseId,
        now: Moment,
    },
    /// Appeal against having the award taken back.
    FileAppeal {
        session_hash: String,
        text: Explanation,
        now: Moment,
    },
    /// The appeal of somebody, for staff.
    WaitingAppeal {
        person: i64,
        now: Moment,
    },
    /// A member of staff signs a command about the person of that number.
    Command {
        signing: Signing,
        number_hash: String,
        command: StaffCommand,
    },
    /// Rate a completed course, or change what was said of it.
    Rate {
        session_hash: String,
        id: PurchaseId,
        stars: Stars,
        text: Option<ReviewText>,
        now: Moment,
    },
    /// What staff decided about one version of a review.
    ReviewModerated {
        person: i64,
        purchase: PurchaseId,
        version: u32,
        moderation: Moderation,
        now: Moment,
    },
    /// Everything that was written into the signed-in person's book.
    Statement {
        session_hash: String,
        now: Moment,
    },
    /// About the signed-in person's certificates.
    Certificate {
        session_hash: String,
        ask: Box<UploadAsk>,
        now: Moment,
    },
    /// Somebody's files that no scanner has answered for.
    Unscanned {
        person: i64,
    },
    /// What a scanner said; files that are not named were not answered for.
    Scanned {
        person: i64,
        verdicts: Vec<(UploadId, Scanned)>,
        now: Moment,
    },
    /// A member of staff signs a decision about a certificate.
    DecideCertificate {
        signing: Signing,
        number_hash: String,
        purchase: PurchaseId,
        decision: Verdict,
    },
    /// What the identity check needs; nothing if it is decided.
    IdentityData {
        person: i64,
    },
    /// What the registry said, or nothing if it could not be asked.
    IdentityResult {
        person: i64,
        result: Option<IdentityState>,
        now: Moment,
    },
    /// Whether this account is worth asking the partner about, and what to ask.
    BeginLink {
        session_hash: String,
        request: LinkRequest,
        now: Moment,
    },
    /// What the partner said of it.
    Link {
        session_hash: String,
        enquiry: Enquiry,
        answer: payout_account::Answer,
        now: Moment,
    },
    Unlink {
        session_hash: String,
        now: Moment,
    },
    AnswerSurvey {
        session_hash: String,
        number: u32,
        answers: SurveyAnswers,
        now: Moment,
    },
    /// A phone of the signed-in person wants to be told of news.
    Subscribe {
        session_hash: String,
        endpoint_hash: String,
        endpoint: String,
        now: Moment,
    },
    /// It does not any more; without an address, none of their phones does.
    Unsubscribe {
        session_hash: String,
        endpoint_hash: Option<String>,
        now: Moment,
    },
    /// A push service says that there is no such phone.
    PhoneGone {
        person: i64,
        endpoint_hash: String,
        now: Moment,
    },
    /// What is to be done about a payment.
    PaymentOrder {
        person: i64,
        reference: PartnerReference,
        now: Moment,
    },
    /// What the partner said of it.
    PaymentReport {
        person: i64,
        reference: PartnerReference,
        report: Report,
        now: Moment,
    },
    /// A partner's list of what it paid from one moment until just before
    /// another, as far as it is this shard's.
    Reconcile {
        partner: String,
        from: Moment,
        until: Moment,
        lines: Vec<ListLine>,
        now: Moment,
    },
    /// The clock was moved (only the sandbox does that).
    Tick {
        now: Moment,
    },
}

/// Answers of a registrant shard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Registered(Registered),
    Status(Option<StatusView>),
    /// The number to send the code to, if the NIK is registered.
    SignInSent(Option<String>),
    Account(Box<AccountView>),
    Joined(Application),
    /// Entries for the ballot, and after whom to go on, if anybody is left.
    Screened {
        entries: Vec<BallotEntry>,
        next: Option<i64>,
    },
    IdentityData(Option<Box<Registration>>),
    PurchaseBegun(PurchaseId),
    Purchase(Box<PurchaseView>),
    Redeem(Box<Redeemed>),
    CertificateDraft(Box<CertificateDraft>),
    CertificateTaken(CertificateReceipt),
    /// The certificate as it was signed.
    Credential(String),
    Statement(Vec<AccountStatement>),
    Certificate(Box<UploadTold>),
    Unscanned(Vec<UploadId>),
    Review(Box<OwnReview>),
    Revocation(Box<RevocationView>),
    WaitingAppeal(Option<Box<WaitingAppeal>>),
    Command(CommandState),
    LinkBegun(Box<HolderCheck>),
    Payout(Box<PayoutView>),
    /// How many phones of whoever has that number are told of news.
    Phones(RegistrationNumber, u32),
    PaymentOrder(Option<Box<Order>>),
    /// Lines whose references are nobody's.
    Reconciled {
        unknown: Vec<ListLine>,
    },
    Nothing,
}

/// What two members of staff have to agree on about one person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum StaffCommand {
    /// Take the award back.
    Revoke { reason: Reason, note: Explanation },
    /// Decide about an appeal.
    Decide { case: u32, decision: Decision },
}
