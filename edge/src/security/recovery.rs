//! Asking for another number in the place of a lost one, and what the office has to decide.

use super::parse_phone;
use super::registrant::{BeginRecovery, FindOwner, ReadDispute, RefuseRecovery, SendRecoveryCode};
use crate::contact::{self, fresh_challenge, new_code, sent, shown_code};
use crate::crypto::{self, Digest, Purpose};
use crate::http::{Answer, Context, Refusal, done};
use crate::messages::enqueue_code_by_email;
use crate::registration::registrant::birth_check;
use crate::sign_in::session;
use crate::waiting::{Waiting, Whose};
use domain::api::OtpSent;
use domain::contact::OtpLimits;
use domain::contact::Phone;
use domain::identity::BirthDate;
use domain::messages::{Code, Outgoing};
use domain::registration::{Field, FieldError, RegistrationNumber, parse_holder};
use domain::security::{
    DisputedRecovery, RecoveryCode, RecoveryCodeRequest, RecoveryRequest, RecoveryView,
};
use worker::{Env, Result};

/// Disputes, the oldest in front.
const DISPUTED: Waiting = Waiting {
    table: "recovery_disputed",
    by: "objected_at",
};

fn parse_number(text: &str) -> std::result::Result<RegistrationNumber, FieldError> {
    RegistrationNumber::parse(text).map_err(|code| FieldError::new(Field::RegistrationNumber, code))
}

/// What can be somebody's, before a code goes anywhere; or all that is wrong with it.
pub fn parse(
    context: &Context,
    request: &RecoveryCodeRequest,
) -> Answer<(RegistrationNumber, BirthDate, Phone)> {
    let RecoveryCodeRequest {
        registration_number,
        birth_date,
        phone,
        ..
    } = request;
    let today = domain::time::programme_date(context.now);
    let holder = parse_holder(registration_number, birth_date, today);
    let phone = Phone::parse(phone).map_err(|code| FieldError::new(Field::Phone, code));
    match (holder, phone) {
        (Ok((number, born)), Ok(phone)) => Ok((number, born, phone)),
        (holder, phone) => {
            let mut errors = holder.err().unwrap_or_default();
            errors.extend(phone.err());
            Err(errors.into())
        }
    }
}

fn hashed(context: &Context, number: &RegistrationNumber) -> Digest {
    let keys = &context.config.keys;
    keys.digest(Purpose::RegistrationNumber, &[number.as_str()])
}

/// Sends a code to the address of whoever that is, if they have confirmed one; the answer and
/// the work are the same if not. Whoever asks has proven a number, and has a few codes for that.
pub async fn send_code(context: &Context, request: &RecoveryCodeRequest) -> Answer<OtpSent> {
    let (number, born, phone) = parse(context, request)?;
    contact::use_proof(context, &phone, &request.phone_proof).await?;
    let digest = hashed(context, &number);
    let challenge = fresh_challenge(context, digest.shard(context.config.shards))?;
    let code = RecoveryCode::from_random(crypto::random_u64()?);
    let number_hash = digest.text();
    let send = SendRecoveryCode {
        code: new_code(context, &number_hash, &challenge, code.as_str())?,
        birth_check: birth_check(&context.config.keys, &number, born),
        contact: contact::hashed(context, &phone).text(),
        number_hash,
    };
    let email = done(context.registrants().ask(&digest, send).await?)?;
    let outgoing = Outgoing::RecoveryCode {
        code: code.spaced(),
        minutes: u32::try_from(OtpLimits::VALID.num_minutes()).unwrap_or_default(),
    };
    enqueue_code_by_email(context, &outgoing, email).await?;
    Ok(sent(context, challenge))
}

/// Takes that code, and the proof of the new number.
pub async fn begin(context: &Context, request: &RecoveryRequest) -> Answer<RecoveryView> {
    let number = parse_number(&request.registration_number).map_err(|error| vec![error])?;
    let phone = parse_phone(&request.phone)?;
    let code = RecoveryCode::parse(&request.code)
        .map_err(|code| vec![FieldError::new(Field::Otp, code)])?;
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
        contact: contact::hashed(context, &phone).text(),
        code: shown_code(context, &request.challenge, code.as_str()),
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
pub async fn list(env: &Env, whose: Whose, waiting: Option<DisputedRecovery>) -> Result<()> {
    let since = waiting.and_then(|one| one.recovery.objected_at);
    DISPUTED.put(env, whose, since).await
}

/// What waits for the office, the oldest in front.
pub async fn disputed(context: &Context) -> Answer<Vec<DisputedRecovery>> {
    DISPUTED
        .read(context, |person| ReadDispute { person })
        .await
}
