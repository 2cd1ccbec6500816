//! Signing in with NIK and one-time code, and who is signed in.

use crate::account::registrant::AccountView;
use crate::account::registrant::ShowAccount;
use crate::config::Config;
use crate::contact::{fresh_code, new_code, sent, shard_of, shown_code};
use crate::crypto::{self, Kind, Named, Purpose};
use crate::http::{Answer, Context, Refusal, Session, done};
use crate::identity::registrant::SENT_TO;
use crate::messages::enqueue_code;
use crate::object::{ObjectSql, Operation, OperationOf};
use crate::registrant::{Personal, RegistrantShard, SignedIn};
use crate::security::registrant::SignInOnPaper;
use crate::sign_in::registrant::{SESSION_TOTAL, SecondAnswer, SendSignInCode, SignIn, SignOut};
use crate::sql::Outcome;
use chrono::TimeDelta;
use data_encoding::BASE64URL_NOPAD;
use domain::api::{Limit, OtpSent};
use domain::contact::OtpCode;
use domain::identity::Nik;
use domain::messages::Code;
use domain::registration::{Field, FieldError, RegistrationNumber};
use domain::security::BackupCode;

/// Sends a sign-in code, if the NIK is registered; the answer is the same if not.
pub async fn send_otp(context: &Context, nik: &str) -> Answer<OtpSent> {
    let nik = Nik::parse(nik).map_err(|code| vec![FieldError::new(Field::Nik, code)])?;
    let keys = &context.config.keys;
    let digest = keys.digest(Purpose::Nik, &[nik.as_str()]);
    let shard = digest.shard(context.config.shards);
    let (challenge, code, outgoing) = fresh_code(context, shard)?;
    let nik_hash = digest.text();
    // Where the NIK is not yet anybody's, to each who has registered with it their own.
    let (mut more, mut messages) = (vec![], vec![outgoing]);
    for _ in 1..SENT_TO {
        let (_, code, outgoing) = fresh_code(context, shard)?;
        more.push(shown_code(context, &challenge, code.as_str()).digest);
        messages.push(outgoing);
    }
    let send = SendSignInCode {
        code: new_code(context, &nik_hash, &challenge, code.as_str())?,
        more,
        nik_hash,
        device_hash: device_hash(context, shard, context.device().as_deref()),
    };
    let mut phones = done(context.registrants().ask(&digest, send).await?)?.into_iter();
    let mut messages = messages.iter();
    if let Some(first) = messages.next() {
        enqueue_code(context, first, phones.next()).await?;
    }
    for (message, phone) in messages.zip(phones) {
        enqueue_code(context, message, Some(phone)).await?;
    }
    Ok(sent(context, challenge))
}

/// Signs in.
pub async fn sign_in(
    context: &Context,
    challenge: &str,
    code: &str,
    second: Option<&str>,
) -> Answer<(AccountView, Session)> {
    let code = OtpCode::parse(code).map_err(|code| vec![FieldError::new(Field::Otp, code)])?;
    let shard = shard_of(context, challenge)?;
    let keys = &context.config.keys;
    let token = keys.token(Kind::Session, shard, context.now)?;
    let device = device(context)?;
    let sign_in = SignIn {
        code: shown_code(context, challenge, code.as_str()),
        session_hash: keys.digest(Purpose::Token, &[&token]).text(),
        device_hash: device_hash(context, shard, device.as_deref()),
        second: second_answer(context, second.unwrap_or_default()),
        from: context.origin(),
    };
    let view = done(context.registrants().ask_shard(shard, sign_in).await?)?;
    let tag = tag(context, &view.number.grouped());
    Ok((view, Session { token, tag, device }))
}

/// A registration number or a backup code, whichever it can be.
fn second_answer(context: &Context, text: &str) -> SecondAnswer {
    let number = RegistrationNumber::parse(text).ok();
    let purpose = Purpose::RegistrationNumber;
    let keys = &context.config.keys;
    SecondAnswer {
        number_hash: number.map(|number| keys.digest(purpose, &[number.as_str()]).text()),
        paper: BackupCode::parse(text).ok(),
    }
}

/// Signs in with a code on paper. A NIK that nobody has registered with is answered like a
/// code that is not its.
pub async fn sign_in_on_paper(
    context: &Context,
    nik: &str,
    code: &str,
) -> Answer<(AccountView, Session)> {
    let nik = Nik::parse(nik).map_err(|code| vec![FieldError::new(Field::Nik, code)])?;
    let code = BackupCode::parse(code).map_err(|code| vec![FieldError::new(Field::Otp, code)])?;
    let keys = &context.config.keys;
    let digest = keys.digest(Purpose::Nik, &[nik.as_str()]);
    let shard = digest.shard(context.config.shards);
    let token = keys.token(Kind::Session, shard, context.now)?;
    let device = device(context)?;
    let sign_in = SignInOnPaper {
        nik_hash: digest.text(),
        code,
        session_hash: keys.digest(Purpose::Token, &[&token]).text(),
        device_hash: device_hash(context, shard, device.as_deref()),
        from: context.origin(),
        now: context.now,
    };
    let view = done(context.registrants().ask(&digest, sign_in).await?)?;
    let tag = tag(context, &view.number.grouped());
    Ok((view, Session { token, tag, device }))
}

/// What a device is known by from now on, unless it is not the person's own.
pub fn device(context: &Context) -> Answer<Option<String>> {
    if context.is_borrowed() {
        return Ok(None);
    }
    match context.device() {
        Some(device) => Ok(Some(device)),
        None => Ok(Some(crypto::secret()?)),
    }
}

/// How a shard knows a device; no two of them know it by the same.
pub fn device_hash(context: &Context, shard: u16, device: Option<&str>) -> Option<String> {
    let shard = shard.to_string();
    let digest = |device| {
        let parts = ["device", &shard, device];
        context.config.keys.digest(Purpose::Token, &parts).text()
    };
    device.map(digest)
}

/// The session that the request carries, and when it was made, if it bears our mark.
fn carried(context: &Context) -> Answer<(Named, String)> {
    let needed = || Refusal::code(Code::SignInNeeded);
    let token = context.session().ok_or_else(needed)?;
    let Config { keys, shards } = &context.config;
    let named = keys.named(Kind::Session, &token, *shards);
    // The shard would not know it any more.
    let is_over = |at| context.now - at > SESSION_TOTAL + TimeDelta::minutes(1);
    let named = named.filter(|named| !named.made_at.is_some_and(is_over));
    let hash = keys.digest(Purpose::Token, &[&token]).text();
    Ok((named.ok_or_else(needed)?, hash))
}

/// The session that the request carries: its shard and the hash of its token.
pub fn current(context: &Context) -> Answer<(u16, String)> {
    let (named, hash) = carried(context)?;
    Ok((named.shard, hash))
}

/// The same, before its shard is asked. One without a mark, as releases before made them and as
/// anybody can make them up, is counted: more than a neighbourhood's worth of them from one
/// network reaches no shard.
pub async fn vouched(context: &Context) -> Answer<(u16, String)> {
    let (named, hash) = carried(context)?;
    if named.made_at.is_none() {
        context.limit(Limit::OldToken).await?;
    }
    Ok((named.shard, hash))
}

/// Has something done for whoever is signed in.
pub async fn ask<O>(context: &Context, operation: O) -> Answer<O::Answer>
where
    O: Personal<ObjectSql>,
    SignedIn<O>:
        Operation<RegistrantShard, Answer = Outcome<O::Answer>> + OperationOf<RegistrantShard>,
{
    let (shard, session_hash) = vouched(context).await?;
    let operation = SignedIn {
        session_hash,
        now: context.now,
        operation,
    };
    done(context.registrants().ask_shard(shard, operation).await?)
}

/// Ends the session, if there is one.
pub async fn sign_out(context: &Context) -> Answer<()> {
    if current(context).is_ok() {
        let (shard, session_hash) = vouched(context).await?;
        let sign_out = SignOut { session_hash };
        done(context.registrants().ask_shard(shard, sign_out).await?)?;
    }
    Ok(())
}

/// What a phone calls an account: it tells accounts apart and says nothing else.
pub fn tag(context: &Context, registration_number: &str) -> String {
    let parts = ["account", registration_number];
    let digest = context.config.keys.digest(Purpose::Token, &parts);
    BASE64URL_NOPAD.encode(&digest.half())
}

/// Refuses a form that a phone has kept for somebody else than who is signed in now.
pub async fn is_of(context: &Context, wanted: &str) -> Answer<()> {
    let view = view(context).await?;
    if tag(context, &view.number.grouped()) == wanted {
        Ok(())
    } else {
        Err(Refusal::code(Code::AccountOther))
    }
}

/// What the signed-in person's shard has of them.
pub async fn view(context: &Context) -> Answer<AccountView> {
    ask(context, ShowAccount).await
}
