//! How an account is kept: ways to its owner, where it is open, and what happened to it.

pub mod page;
pub mod phone_page;
pub mod recovery;
pub mod recovery_page;
pub mod registrant;

use crate::appeal;
use crate::appeal::registrant::StaffCommand;
use crate::challenge::ShownCode;
use crate::contact::{self, fresh_code, new_code, sent};
use crate::crypto::{Purpose, random_u64};
use crate::http::{Answer, Context, Refusal, done};
use crate::messages::{enqueue_code, enqueue_code_by_email};
use crate::sign_in::session;
use crate::signing::Signing;
use crate::sql::Outcome;
use domain::api::OtpSent;
use domain::appeal::Explanation;
use domain::contact::{Email, OtpCode, OtpLimits, Phone};
use domain::messages::{Code, Outgoing};
use domain::registration::{Field, FieldError, RegistrationNumber};
use domain::security::{
    BACKUP_CODES, BackupCode, BackupCodes, EmailConfirmation, PhoneChange, PhoneReason,
    SecurityView,
};
use domain::staff::CommandState;
use registrant::{
    ChangePhone, ConfirmEmail, EndOtherSessions, EndSession, FindOwner, KeepBackupCodes, Proof,
    RemoveEmail, SendEmailCode, SendPhoneCode, ShowOwner, ShowSecurity,
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

/// What a code is compared by that is for an address or a number: it is good for that alone.
fn digest(context: &Context, challenge: &str, code: &OtpCode, contact: &str) -> String {
    let parts = [challenge, code.as_str(), contact];
    context.config.keys.digest(Purpose::Otp, &parts).text()
}

/// A code that came back, for an address or a number.
fn shown(context: &Context, challenge: &str, code: &OtpCode, contact: &str) -> ShownCode {
    ShownCode {
        digest: digest(context, challenge, code, contact),
        ..crate::contact::shown_code(context, challenge, code.as_str())
    }
}

/// Sends a code to an address that is to be the signed-in person's.
pub async fn send_email_code(context: &Context, email: &str) -> Answer<OtpSent> {
    let email = parse(email)?;
    let (shard, session_hash) = session::vouched(context).await?;
    let (challenge, code, _) = fresh_code(context, shard)?;
    let mut new = new_code(context, &session_hash, &challenge, code.as_str())?;
    new.digest = digest(context, &challenge, &code, email.as_str());
    let send = SendEmailCode {
        email: email.clone(),
        code: new,
    };
    session::ask(context, send).await?;
    let outgoing = Outgoing::EmailCode {
        code: code.as_str().to_owned(),
        minutes: u32::try_from(OtpLimits::VALID.num_minutes()).unwrap_or_default(),
    };
    enqueue_code_by_email(context, &outgoing, Some(email)).await?;
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
    let code = shown(context, challenge, &code, email.as_str());
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
    let (shard, session_hash) = session::vouched(context).await?;
    let end = EndOtherSessions {
        session_hash,
        device_hash: session::device_hash(context, shard, context.device().as_deref()),
    };
    session::ask(context, end).await
}

fn parse_phone(phone: &str) -> Answer<Phone> {
    let phone = Phone::parse(phone);
    Ok(phone.map_err(|code| vec![FieldError::new(Field::Phone, code)])?)
}

/// Refuses the number that the signed-in person has.
pub async fn is_another(context: &Context, phone: &str) -> Answer<()> {
    let phone = parse_phone(phone)?;
    let (_, registered) = session::ask(context, ShowOwner).await?;
    if registered == phone {
        return Err(vec![FieldError::new(Field::Phone, Code::PhoneSame)].into());
    }
    Ok(())
}

/// Sends a code to the signed-in person's number, so that another may take its place.
pub async fn send_phone_code(context: &Context, phone: &str) -> Answer<OtpSent> {
    let phone = parse_phone(phone)?;
    let (shard, session_hash) = session::vouched(context).await?;
    let (challenge, code, _) = fresh_code(context, shard)?;
    let mut new = new_code(context, &session_hash, &challenge, code.as_str())?;
    new.digest = digest(context, &challenge, &code, phone.as_str());
    let outgoing = Outgoing::PhoneChangeCode {
        code: code.as_str().to_owned(),
        minutes: u32::try_from(OtpLimits::VALID.num_minutes()).unwrap_or_default(),
        ends_with: phone.ending().to_owned(),
    };
    let send = SendPhoneCode { phone, code: new };
    let registered = session::ask(context, send).await?;
    enqueue_code(context, &outgoing, Some(registered)).await?;
    Ok(sent(context, challenge))
}

/// Puts a proven number in the place of the registered one. The claim on it comes first, and
/// is given up if the change is refused.
pub async fn change_phone(context: &Context, change: &PhoneChange) -> Answer<SecurityView> {
    let phone = parse_phone(&change.phone)?;
    let proof = match change.challenge.as_deref() {
        Some(challenge) => {
            let code = OtpCode::parse(&change.code);
            let code = code.map_err(|code| vec![FieldError::new(Field::Otp, code)])?;
            Proof::Sent(shown(context, challenge, &code, phone.as_str()))
        }
        None => {
            let code = BackupCode::parse(&change.code);
            Proof::Paper(code.map_err(|code| vec![FieldError::new(Field::Otp, code)])?)
        }
    };
    let (shard, session_hash) = session::vouched(context).await?;
    let (owner, _) = session::ask(context, ShowOwner).await?;
    let parts = ["phone", &change.phone_proof];
    let keys = &context.config.keys;
    let key_hash = keys.digest(Purpose::IdempotencyKey, &parts).text();
    let claimed = contact::claim(
        context,
        &phone,
        &change.phone_proof,
        &owner,
        &key_hash,
        &key_hash,
    );
    claimed.await?;
    let ask = ChangePhone {
        phone: phone.clone(),
        proof,
        session_hash,
        device_hash: session::device_hash(context, shard, context.device().as_deref()),
    };
    let changed = session::ask(context, ask).await;
    if let Err(Refusal::Whole(..)) = &changed {
        contact::release(context, &phone, &owner, &key_hash).await?;
    }
    changed
}

/// Makes codes on paper.
pub async fn make_backup_codes(context: &Context) -> Answer<BackupCodes> {
    let mut codes = vec![];
    for _ in 0..BACKUP_CODES {
        codes.push(BackupCode::from_random(random_u64()?));
    }
    let shown = codes.iter().map(BackupCode::grouped).collect();
    session::ask(context, KeepBackupCodes { codes }).await?;
    Ok(BackupCodes { codes: shown })
}

/// The office signs that an account is given another number, which is kept free for it until
/// that is done or has come to nothing.
pub async fn replace_by_office(
    context: &Context,
    signing: Signing,
    number: &RegistrationNumber,
    (phone, reason, note): (Phone, PhoneReason, Explanation),
) -> Answer<Outcome<CommandState>> {
    let keys = &context.config.keys;
    let digest = keys.digest(Purpose::RegistrationNumber, &[number.as_str()]);
    let find = FindOwner {
        number_hash: digest.text(),
    };
    let owner = done(context.registrants().ask(&digest, find).await?)?;
    let signature = format!("{} {}", signing.text, signing.key);
    let reserved = contact::reserve(context, &phone, &owner, &signature).await?;
    let command = StaffCommand::ReplacePhone {
        phone: phone.clone(),
        reason,
        note,
    };
    let state = appeal::command(context, signing, number, command).await?;
    if !matches!(state, Outcome::Done(CommandState::Done)) {
        contact::release(context, &phone, &owner, &reserved).await?;
    }
    Ok(state)
}
