//! What operations of a registrant shard take along and bring back.

use crate::sql::Moment;
use domain::appeal::RevocationView;
use domain::award::Award;
use domain::certificate::{CertificateView, UploadId, UploadRequest, UploadView};
use domain::draw::Hex;
use domain::incentive::{self, PayoutView};
use domain::partner::RedeemAnswer;
use domain::payout_account::{Enquiry, Link};
use domain::purchase::{Event, InvoiceCode, PlatformCode, PurchaseId, PurchaseView};
use domain::region::Domicile;
use domain::registration::{RegistrationNumber, RegistrationReceipt};
use domain::review::OwnReview;
use domain::scheme::Rupiah;
use domain::status::Facts;
use serde::{Deserialize, Serialize};

/// A stored registration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registered {
    pub receipt: RegistrationReceipt,
    /// Whether this submission stored it, or an earlier one with the same key.
    pub fresh: bool,
}

/// What an account is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountView {
    pub number: RegistrationNumber,
    pub name: String,
    /// Where the person lives.
    pub home: Domicile,
    pub facts: Facts,
    pub award: Option<Award>,
    pub revocation: Option<RevocationView>,
    pub purchases: Vec<PurchaseView>,
    /// Digital certificates, each with its purchase.
    pub credentials: Vec<(PurchaseId, String)>,
    pub reviews: Vec<OwnReview>,
    pub certificates: Vec<CertificateView>,
    pub payout: Option<PayoutView>,
    /// Phones that are told of news.
    pub phones: u32,
}

/// Every way to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    pub phone: String,
    pub email: Option<String>,
    /// Addresses of their phones at push services.
    pub push: Vec<String>,
}

/// Who buys, and what shows that they want to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Buyer {
    /// Whoever is signed in with this session.
    Session(String),
    /// The holder of this card, who reads a code out at an institution's desk. The
    /// digest is of the code together with all that it agrees to.
    Desk {
        card_hash: String,
        code_digest: String,
    },
}

/// What a partner is asked about an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HolderCheck {
    pub enquiry: Enquiry,
    pub nik: String,
    pub phone: String,
}

/// What is to be done about a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    Send,
    Ask,
}

/// A payment, for the partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub to: Link,
    pub amount: Rupiah,
    pub deed: Deed,
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Report {
    Answer(incentive::Answer),
    /// Nothing was heard: perhaps paid, perhaps not.
    NoAnswer,
    /// The partner was not even reached.
    NotSent,
}

/// A sending that is to be closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClosingUpload {
    /// It is closed already.
    Closed(UploadView),
    /// Its file is to be judged.
    Judge(Closing),
}

/// Linking an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum LinkBegun {
    /// The partner is to be asked.
    Ask(HolderCheck),
    /// Linked already: the form came twice.
    Linked(PayoutView),
}

/// A file that is to be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub id: UploadId,
    pub request: UploadRequest,
    /// Keyed hash of its sender.
    pub owner: String,
}

/// A purchase as its platform sees it, and the card that pays for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeemed {
    pub answer: RedeemAnswer,
    /// Keyed hash of the card's number.
    pub card: Hex<32>,
}

/// What happened at the platform.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum PlatformEvent {
    /// Nothing; it asks.
    Status,
    /// It has the certificate.
    Certificate {
        received_at: Moment,
    },
    Commit {
        invoice: InvoiceCode,
        /// Whose account, by the platform's own naming.
        account: String,
    },
    Other(Event),
}

/// Which purchase a certificate is for, once the platform's signature holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompletedPurchase {
    pub code_hash: String,
    /// Whose call it is: codes for others are unknown to it.
    pub platform: PlatformCode,
    /// The order that the code is said to be redeemed for.
    pub invoice: InvoiceCode,
    /// The programme's address, which certificates name.
    pub origin: String,
}
