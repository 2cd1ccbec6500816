//! How an account is kept: ways to its owner, where it is open, and what happened to it.

pub mod page;
pub mod registrant;

use crate::challenge::ShownCode;
use crate::contact::{fresh_code, new_code, sent};
use crate::crypto::{Purpose, uuid};
use crate::http::{Answer, Context};
use crate::messages::{Message, enqueue};
use crate::sign_in::session;
use domain::api::OtpSent;
use domain::contact::{Email, OtpCode, OtpLimits};
use domain::messages::Outgoing;
use domain::registration::{Field, FieldError};
use domain::security::{EmailConfirmation, SecurityView};
use registrant::{
    ConfirmEmail, EndOtherSessions, EndSession, RemoveEmail, SendEmailCode, ShowSecurity,
};

/// How the signed-in person's account is kept.
pub async fn own(context: &Context) -> Answer<SecurityView> {
    let (_, session_hash) = session::current(context)?;
    session::ask(context, ShowSecurity { session_hash }).await
}

fn parse(email: &str) -> Answer<Email> {
    let email = Email::parse(email);
    Ok(email.map_err(|code| vec![FieldError::new(Field::Email, code)])?)
}

/// What a code for an address is compared by. It is good for that address alone.
fn digest(context: &Context, challenge: &str, code: &OtpCode, email: &Email) -> String {
    let parts = [challenge, code.as_str(), email.as_str()];
    context.config.keys.digest(Purpose::Otp, &parts).text()
}

/// Sends a code to an address that is to be the signed-in person's.
pub async fn send_email_code(context: &Context, email: &str) -> Answer<OtpSent> {
    let email = parse(email)?;
    let (shard, session_hash) = session::current(context)?;
    let (challenge, code, _) = fresh_code(shard)?;
    let mut new = new_code(context, &session_hash, &challenge, &code)?;
    new.digest = digest(context, &challenge, &code, &email);
    let send = SendEmailCode {
        email: email.clone(),
        code: new,
    };
    session::ask(context, send).await?;
    let outgoing = Outgoing::EmailCode {
        code: code.as_str().to_owned(),
        minutes: u32::try_from(OtpLimits::VALID.num_minutes()).unwrap_or_default(),
    };
    let message = Message::code_by_email(uuid()?, (&outgoing, context.now), &email);
    enqueue(&context.env, &context.config.keys, &message).await?;
    Ok(sent(context, challenge))
}

/// Takes the code that arrived there.
pub async fn confirm_email(
    context: &Context,
    confirmation: &EmailConfirmation,
) -> Answer<SecurityView> {
    let EmailConfirmation {
        email,
        challenge,
        code,
    } = confirmation;
    let email = parse(email)?;
    let code = OtpCode::parse(code).map_err(|code| vec![FieldError::new(Field::Otp, code)])?;
    let (_, session_hash) = session::current(context)?;
    let code = ShownCode {
        digest: digest(context, challenge, &code, &email),
        ..crate::contact::shown_code(context, challenge, &code)
    };
    let confirm = ConfirmEmail {
        email,
        code,
        session_hash,
    };
    session::ask(context, confirm).await
}

/// Takes the address off.
pub async fn remove_email(context: &Context) -> Answer<SecurityView> {
    let (_, session_hash) = session::current(context)?;
    session::ask(context, RemoveEmail { session_hash }).await
}

/// Ends one of the signed-in person's sessions.
pub async fn end_session(context: &Context, id: &str) -> Answer<SecurityView> {
    let (_, session_hash) = session::current(context)?;
    let end = EndSession {
        id: id.to_owned(),
        session_hash,
    };
    session::ask(context, end).await
}

/// Ends all but the one that asks.
pub async fn end_other_sessions(context: &Context) -> Answer<SecurityView> {
    let (shard, session_hash) = session::current(context)?;
    let end = EndOtherSessions {
        session_hash,
        device_hash: session::device_hash(context, shard, context.device().as_deref()),
    };
    session::ask(context, end).await
}
