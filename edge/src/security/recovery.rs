//! Asking for another number in the place of a lost one, and what the office has to decide.

use super::parse_phone;
use super::registrant::{BeginRecovery, FindOwner, ReadDispute, RefuseRecovery, SendRecoveryCode};
use crate::contact::{self, fresh_code, new_code, sent, shown_code};
use crate::crypto::{Digest, Purpose};
use crate::http::{Answer, Context, Refusal, done};
use crate::messages::enqueue_code_by_email;
use crate::registration::registrant::birth_check;
use crate::sign_in::session;
use crate::sql::Outcome;
use domain::api::OtpSent;
use domain::contact::{OtpCode, OtpLimits};
use domain::identity::BirthDate;
use domain::messages::{Code, Outgoing};
use domain::registration::{Field, FieldError, RegistrationNumber};
use domain::security::{DisputedRecovery, RecoveryCodeRequest, RecoveryRequest, RecoveryView};
use serde::Deserialize;
use worker::{Env, Result};

/// 50 disputes are read at once.
const AT_ONCE: u32 = 50;

fn parse_number(text: &str) -> std::result::Result<RegistrationNumber, FieldError> {
    RegistrationNumber::parse(text).map_err(|code| FieldError::new(Field::RegistrationNumber, code))
}

/// Number and birth date, as far as they can be such.
fn parse_both(
    context: &Context,
    request: &RecoveryCodeRequest,
) -> Answer<(RegistrationNumber, BirthDate)> {
    let number = parse_number(&request.registration_number);
    let born = BirthDate::parse(&request.birth_date)
        .and_then(|born| born.not_after(domain::time::programme_date(context.now)))
        .map_err(|code| FieldError::new(Field::BirthDate, code));
    match (number, born) {
        (Ok(number), Ok(born)) => Ok((number, born)),
        (number, born) => {
            let errors = number.err().into_iter().chain(born.err());
            Err(Refusal::Fields(errors.collect()))
        }
    }
}

/// Refuses what cannot be somebody's, before a code goes anywhere.
pub fn check(context: &Context, request: &RecoveryCodeRequest) -> Answer<()> {
    parse_both(context, request).map(drop)
}

fn hashed(context: &Context, number: &RegistrationNumber) -> Digest {
    let keys = &context.config.keys;
    keys.digest(Purpose::RegistrationNumber, &[number.as_str()])
}

/// Sends a code to the address of whoever that is, if they have confirmed one; the answer and
/// the work are the same if not.
pub async fn send_code(context: &Context, request: &RecoveryCodeRequest) -> Answer<OtpSent> {
    let (number, born) = parse_both(context, request)?;
    let digest = hashed(context, &number);
    let (challenge, code, _) = fresh_code(digest.shard(context.config.shards))?;
    let number_hash = digest.text();
    let send = SendRecoveryCode {
        code: new_code(context, &number_hash, &challenge, &code)?,
        birth_check: birth_check(&context.config.keys, &number, born),
        number_hash,
    };
    let email = done(context.registrants().ask(&digest, send).await?)?;
    let outgoing = Outgoing::RecoveryCode {
        code: code.as_str().to_owned(),
        minutes: u32::try_from(OtpLimits::VALID.num_minutes()).unwrap_or_default(),
    };
    enqueue_code_by_email(context, &outgoing, email).await?;
    Ok(sent(context, challenge))
}

/// Takes that code, and the proof of the new number.
pub async fn begin(context: &Context, request: &RecoveryRequest) -> Answer<RecoveryView> {
    let number = parse_number(&request.registration_number).map_err(|error| vec![error])?;
    let phone = parse_phone(&request.phone)?;
    let code =
        OtpCode::parse(&request.code).map_err(|code| vec![FieldError::new(Field::Otp, code)])?;
    let digest = hashed(context, &number);
    let find = FindOwner {
        number_hash: digest.text(),
    };
    let owner = match done(context.registrants().ask(&digest, find).await?) {
        Ok(owner) => owner,
        // Nobody's: in whose name the claim is laid and given up again makes no difference.
        Err(Refusal::Whole(Code::StaffPersonUnknown, _)) => digest.text(),
        Err(refusal) => return Err(refusal),
    };
    let parts = ["recovery", &request.phone_proof];
    let keys = &context.config.keys;
    let key_hash = keys.digest(Purpose::IdempotencyKey, &parts).text();
    let proof = &request.phone_proof;
    contact::claim(context, &phone, proof, &owner, &key_hash, &key_hash).await?;
    let begin = BeginRecovery {
        number_hash: digest.text(),
        phone: phone.clone(),
        code: shown_code(context, &request.challenge, &code),
    };
    let begun = done(context.registrants().ask(&digest, begin).await?);
    if let Err(Refusal::Whole(..)) = &begun {
        contact::release(context, &phone, &owner, &key_hash).await?;
    }
    begun
}

/// The signed-in person objects.
pub async fn refuse(context: &Context) -> Answer<()> {
    session::ask(context, RefuseRecovery).await
}

/// Lists somebody's dispute as waiting for the office, or takes it off the list.
pub async fn list(
    env: &Env,
    (shard, person): (u16, i64),
    waiting: Option<DisputedRecovery>,
) -> Result<()> {
    let db = env.d1("DB")?;
    // Numbers cross to JavaScript as doubles; a shard never has so many people.
    #[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
    let [shard, person] = [f64::from(shard).into(), (person as f64).into()];
    let objected_at = waiting.and_then(|one| one.recovery.objected_at);
    let statement = match objected_at {
        Some(at) => db
            .prepare("INSERT OR IGNORE INTO recovery_disputed VALUES (?1, ?2, ?3)")
            .bind(&[shard, person, format!("{at:?}").into()])?,
        None => db
            .prepare("DELETE FROM recovery_disputed WHERE shard = ?1 AND person = ?2")
            .bind(&[shard, person])?,
    };
    statement.run().await?;
    Ok(())
}

#[derive(Deserialize)]
struct Listed {
    shard: u16,
    person: i64,
}

/// What waits for the office, the oldest in front.
pub async fn disputed(context: &Context) -> Answer<Vec<DisputedRecovery>> {
    let listed: Vec<Listed> = context
        .env
        .d1("DB")?
        .prepare("SELECT shard, person FROM recovery_disputed ORDER BY objected_at LIMIT ?1")
        .bind(&[AT_ONCE.into()])?
        .all()
        .await?
        .results()?;
    let registrants = context.registrants();
    let mut waiting = vec![];
    for Listed { shard, person } in listed {
        let read = ReadDispute { person };
        if let Outcome::Done(Some(one)) = registrants.ask_shard(shard, read).await? {
            waiting.push(one);
        }
    }
    Ok(waiting)
}
