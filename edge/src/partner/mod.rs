//! What platforms call, under `/api/partner/v1`: each request signed by its
//! client, each nonce taken once, and a code known to its own platform only.

mod accounts;
mod calls;
mod client;
mod credential;
mod enrolment;
pub mod registrant;

pub use accounts::PlatformAccounts;
pub use calls::PartnerCalls;
pub use credential::{draft as draft_credential, take as take_credential};
pub use enrolment::{ask as ask_enrolment, confirm as confirm_enrolment};

use crate::crypto::{Purpose, fingerprint};
use crate::http::{Answer, Context, Refusal, bytes_up_to, done, object};
use crate::object::failed;
use crate::partner::registrant::PlatformEvent;
use crate::partner::registrant::ReportFromPlatform;
use domain::api::Operation;
use domain::messages::Code;
use domain::partner::{
    AttendanceRequest, CancelRequest, CertificateReport, CommitRequest, CompletionRequest,
    ProgressRequest, RedeemAnswer, StatusRequest,
};
use domain::purchase::{CourseCode, Event, EventKey, InvoiceCode, PlatformCode, RedeemCode};
use serde::de::DeserializeOwned;
use worker::Request;

/// 16 KB – the longest call is under 1 KB.
const MAX_BODY_BYTES: usize = 16 * 1024;

/// What a call is about, whatever it reports.
struct Call {
    code: RedeemCode,
    course: Option<CourseCode>,
    invoice: Option<InvoiceCode>,
    event: PlatformEvent,
}

/// A call whose signature holds.
pub struct SignedCall {
    /// Whose it is.
    platform: PlatformCode,
    body: Vec<u8>,
}

impl SignedCall {
    /// Reads it; its nonce is used up.
    pub async fn read(context: &Context, request: &mut Request) -> Answer<Self> {
        let body = bytes_up_to(request, "application/json", MAX_BODY_BYTES).await?;
        let platform = client::platform(context, request, &body).await?;
        Ok(Self { platform, body })
    }

    fn parsed<T: DeserializeOwned>(&self) -> Answer<T> {
        let text = str::from_utf8(&self.body).map_err(|_| Code::RequestMalformed);
        text.and_then(object).map_err(Refusal::code)
    }
}

/// Takes a report, or answers where a redeem code stands.
pub async fn report(
    context: &Context,
    operation: Operation,
    signed: &SignedCall,
) -> Answer<RedeemAnswer> {
    let platform = &signed.platform;
    let call = read(operation, signed)?;
    let key = EventKey::parse(&fingerprint(&signed.body))
        .map_err(|_| failed("a fingerprint is no key"))?;
    let code_hash = context
        .config
        .keys
        .digest(Purpose::RedeemCode, &[call.code.as_str()]);
    let report = |event| ReportFromPlatform {
        code_hash: code_hash.text(),
        platform: platform.clone(),
        course: call.course.clone(),
        invoice: call.invoice.clone(),
        key: key.clone(),
        event,
        now: context.now,
    };
    let registrants = context.registrants();
    let tell = async |event| done(registrants.ask(&code_hash, report(event)).await?);
    if let PlatformEvent::Commit { account, .. } = &call.event {
        // The platform account's side: it belongs to one card, whoever's.
        let card = tell(PlatformEvent::Status).await?.card;
        accounts::claim(context, platform, account, card).await?;
    }
    Ok(tell(call.event).await?.answer)
}

fn read(operation: Operation, signed: &SignedCall) -> Answer<Call> {
    let report = |code, invoice, event| Call {
        code,
        course: None,
        invoice: Some(invoice),
        event: PlatformEvent::Other(event),
    };
    Ok(match operation {
        Operation::RedeemStatus => {
            let asked: StatusRequest = signed.parsed()?;
            Call {
                code: asked.redeem_code,
                course: Some(asked.course_code),
                invoice: None,
                event: PlatformEvent::Status,
            }
        }
        Operation::RedeemCommit => {
            let asked: CommitRequest = signed.parsed()?;
            Call {
                code: asked.redeem_code,
                course: Some(asked.course_code),
                invoice: None,
                event: PlatformEvent::Commit {
                    invoice: asked.invoice_code,
                    account: asked.account.as_str().to_owned(),
                },
            }
        }
        Operation::RedeemCancel => {
            let asked: CancelRequest = signed.parsed()?;
            Call {
                code: asked.redeem_code,
                course: Some(asked.course_code),
                invoice: None,
                event: PlatformEvent::Other(Event::CancelByPlatform),
            }
        }
        Operation::ReportAttendance => {
            let asked: AttendanceRequest = signed.parsed()?;
            let event = asked.event();
            report(asked.redeem_code, asked.invoice_code, event)
        }
        Operation::ReportProgress => {
            let asked: ProgressRequest = signed.parsed()?;
            let event = asked.event();
            report(asked.redeem_code, asked.invoice_code, event)
        }
        Operation::ReportCompletion => {
            let asked: CompletionRequest = signed.parsed()?;
            let event = asked.event();
            report(asked.redeem_code, asked.invoice_code, event)
        }
        Operation::ReportCertificate => {
            let asked: CertificateReport = signed.parsed()?;
            Call {
                code: asked.redeem_code,
                course: None,
                invoice: Some(asked.invoice_code),
                event: PlatformEvent::Certificate {
                    received_at: asked.received_at,
                },
            }
        }
        _ => return Err(Refusal::code(Code::NotFound)),
    })
}

/// The accounts' side of a binding names a platform's account by keyed hash.
fn account_hash(
    context: &Context,
    platform: &PlatformCode,
    account: &str,
) -> crate::crypto::Digest {
    context
        .config
        .keys
        .digest(Purpose::PlatformAccount, &[platform.as_str(), account])
}
