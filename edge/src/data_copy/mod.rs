//! A copy of all that is kept of somebody, for themselves, behind a fresh code: a session may
//! have been left open on a phone that others hold.

pub mod page;
pub mod registrant;

use crate::contact::{fresh_code, new_code, sent, shown_code};
use crate::http::{Answer, Context};
use crate::messages::enqueue_code;
use crate::security::registrant::Proof;
use crate::sign_in::session;
use domain::api::OtpSent;
use domain::contact::{OtpCode, OtpLimits};
use domain::data_copy::{DataCopy, DataCopyRequest};
use domain::messages::Outgoing;
use domain::registration::{Field, FieldError};
use domain::security::BackupCode;
use registrant::{CopyData, SendCopyCode};

/// Sends a code to the signed-in person's number.
pub async fn send_code(context: &Context) -> Answer<OtpSent> {
    let (shard, session_hash) = session::vouched(context).await?;
    let (challenge, code, _) = fresh_code(context, shard)?;
    let new = new_code(context, &session_hash, &challenge, code.as_str())?;
    let registered = session::ask(context, SendCopyCode { code: new }).await?;
    let outgoing = Outgoing::DataCopyCode {
        code: code.as_str().to_owned(),
        minutes: u32::try_from(OtpLimits::VALID.num_minutes()).unwrap_or_default(),
    };
    enqueue_code(context, &outgoing, Some(registered)).await?;
    Ok(sent(context, challenge))
}

/// The copy, for the code that came back or one on paper.
pub async fn make(context: &Context, request: &DataCopyRequest) -> Answer<DataCopy> {
    let wrong = |code| vec![FieldError::new(Field::Otp, code)];
    let proof = match request.challenge.as_deref() {
        Some(challenge) => {
            let code = OtpCode::parse(&request.code).map_err(wrong)?;
            Proof::Sent(shown_code(context, challenge, code.as_str()))
        }
        None => Proof::Paper(BackupCode::parse(&request.code).map_err(wrong)?),
    };
    let from = context.origin();
    session::ask(context, CopyData { proof, from }).await
}
