//! What platforms call, under `/api/partner/v1`: each request signed by its
//! client, each nonce taken once, and a code known to its own platform only.

mod accounts;
mod calls;
mod certificate;
mod client;
mod enrolment;

pub use accounts::PlatformAccounts;
pub use calls::PartnerCalls;
pub use certificate::{draft as draft_certificate, take as take_certificate};
pub use enrolment::{ask as ask_enrolment, confirm as confirm_enrolment};

use crate::crypto::{Purpose, fingerprint};
use crate::http::{Answer, Context, Refusal, bytes_up_to, done, object};
use crate::object::failed;
use crate::registrant::{PlatformEvent, ReportFromPlatform};
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

/// Answers a call.
pub async fn answer(
    context: &Context,
    operation: Operation,
    request: &mut Request,
) -> Answer<RedeemAnswer> {
    let body = bytes_up_to(request, "application/json", MAX_BODY_BYTES).await?;
    let platform = client::platform(context, request, &body).await?;
    let call = read(operation, &body)?;
    let key =
        EventKey::parse(&fingerprint(&body)).map_err(|_| failed("a fingerprint is no key"))?;
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
        accounts::claim(context, &platform, account, card).await?;
    }
    Ok(tell(call.event).await?.answer)
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Answer<T> {
    object(body).map_err(Refusal::code)
}

fn read(operation: Operation, body: &[u8]) -> Answer<Call> {
    let report = |code, invoice, event| Call {
        code,
        course: None,
        invoice: Some(invoice),
        event: PlatformEvent::Other(event),
    };
    Ok(match operation {
        Operation::RedeemStatus => {
            let asked: StatusRequest = parsed(body)?;
            Call {
                code: asked.redeem_code,
                course: Some(asked.course_code),
                invoice: None,
                event: PlatformEvent::Status,
            }
        }
        Operation::RedeemCommit => {
            let asked: CommitRequest = parsed(body)?;
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
            let asked: CancelRequest = parsed(body)?;
            Call {
                code: asked.redeem_code,
                course: Some(asked.course_code),
                invoice: None,
                event: PlatformEvent::Other(Event::CancelByPlatform),
            }
        }
        Operation::ReportAttendance => {
            let asked: AttendanceRequest = parsed(body)?;
            let event = asked.event();
            report(asked.redeem_code, asked.invoice_code, event)
        }
        Operation::ReportProgress => {
            let asked: ProgressRequest = parsed(body)?;
            let event = asked.event();
            report(asked.redeem_code, asked.invoice_code, event)
        }
        Operation::ReportCompletion => {
            let asked: CompletionRequest = parsed(body)?;
            let event = asked.event();
            report(asked.redeem_code, asked.invoice_code, event)
        }
        Operation::ReportCertificate => {
            let asked: CertificateReport = parsed(body)?;
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

/// Whether an operation is a platform's.
pub const fn is_for(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::AskEnrolment
            | Operation::ConfirmEnrolment
            | Operation::RedeemStatus
            | Operation::RedeemCommit
            | Operation::RedeemCancel
            | Operation::ReportAttendance
            | Operation::ReportProgress
            | Operation::ReportCompletion
            | Operation::DraftCertificate
            | Operation::TakeCertificate
            | Operation::ReportCertificate
    )
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
