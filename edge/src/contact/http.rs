//! Sending a code to a number, proving the number with it, and the claim that a
//! registration lays on it.

use super::room;
use super::shard::ContactShard;
use super::store::{
    ClaimNumber, FindClaim, HoldNumber, LeaveNumber, RESERVED, ReleaseNumber, ReserveNumber,
    UseProof, VerifyCode, sending::SendCode,
};
use crate::challenge::{NewCode, ShownCode};
use crate::config::Config;
use crate::crypto::{self, Digest, Kind, Purpose};
use crate::http::{Answer, Context, Refusal, done};
use crate::identity::registrant::{FindUse, NumberUse};
use crate::limits;
use crate::messages::enqueue_code;
use crate::object::{self, Operation, OperationOf};
use crate::registrant::LeftNumber;
use crate::sql::Outcome;
use chrono::TimeDelta;
use domain::api::{OtpSent, OtpVerified};
use domain::contact::{OtpCode, OtpLimits, Phone};
use domain::messages::{Code, Outgoing};
use domain::money::Rupiah;
use domain::registration::{Field, FieldError};
use worker::Env;

/// 10 minutes – longer than any request takes that has claimed a number and not yet stored
/// whose it is.
const HALFWAY: TimeDelta = TimeDelta::minutes(10);

async fn ask<O, A>(context: &Context, shard: u16, operation: &O) -> Answer<A>
where
    O: Operation<ContactShard, Answer = Outcome<A>> + OperationOf<ContactShard>,
{
    done(object::ask(&context.env, &format!("contacts-{shard:03}"), operation).await?)
}

/// A code on its way out to `subject`, whom whoever this request is from asks it for.
pub fn new_code(context: &Context, subject: &str, challenge: &str, code: &str) -> Answer<NewCode> {
    let ShownCode {
        id_hash,
        digest,
        now,
    } = shown_code(context, challenge, code);
    Ok(NewCode {
        id_hash,
        digest,
        stranger: limits::asker(&context.config, &context.headers, subject)?,
        now,
    })
}

/// A code that came back, which answers this challenge only.
pub fn shown_code(context: &Context, challenge: &str, code: &str) -> ShownCode {
    let keys = &context.config.keys;
    ShownCode {
        id_hash: keys.digest(Purpose::Token, &[challenge]).text(),
        digest: keys.digest(Purpose::Otp, &[challenge, code]).text(),
        now: context.now,
    }
}

/// What a code that goes out is named by.
pub fn fresh_challenge(context: &Context, shard: u16) -> Answer<String> {
    let keys = &context.config.keys;
    Ok(keys.token(Kind::Challenge, shard, context.now)?)
}

/// The shard that has made a challenge. One that is not ours, or is over, reaches none.
pub fn shard_of(context: &Context, challenge: &str) -> Answer<u16> {
    let Config { keys, shards } = &context.config;
    let named = keys.named(Kind::Challenge, challenge, *shards);
    let is_over = |at| context.now - at > OtpLimits::VALID + TimeDelta::minutes(1);
    let named = named.filter(|named| !named.made_at.is_some_and(is_over));
    Ok(named.ok_or(Refusal::code(Code::OtpExpired))?.shard)
}

/// A fresh code and challenge, with the message that carries the code.
pub fn fresh_code(context: &Context, shard: u16) -> Answer<(String, OtpCode, Outgoing)> {
    let challenge = fresh_challenge(context, shard)?;
    let code = OtpCode::from_random(crypto::random_u64()?);
    let minutes = u32::try_from(OtpLimits::VALID.num_minutes()).unwrap_or_default();
    let outgoing = Outgoing::Otp {
        code: code.as_str().to_owned(),
        minutes,
    };
    Ok((challenge, code, outgoing))
}

/// A fresh code for a course that is taken at an institution's desk, with its message.
pub fn enrolment_code(course: &str, price: Rupiah) -> Answer<(OtpCode, Outgoing)> {
    let code = OtpCode::from_random(crypto::random_u64()?);
    let outgoing = Outgoing::EnrolmentCode {
        code: code.as_str().to_owned(),
        minutes: u32::try_from(OtpLimits::VALID.num_minutes()).unwrap_or_default(),
        course: course.to_owned(),
        price,
    };
    Ok((code, outgoing))
}

/// What the caller learns about a code that was sent.
pub fn sent(context: &Context, challenge: String) -> OtpSent {
    OtpSent {
        challenge,
        expires_at: context.now + OtpLimits::VALID,
        resend_at: context.now + OtpLimits::RESEND_AFTER,
    }
}

/// Sends a code to a number that is to be registered; `turn` is the one that it was given in
/// the waiting room, or nothing.
pub async fn send_otp(context: &Context, phone: &str, turn: &str) -> Answer<OtpSent> {
    let phone = Phone::parse(phone).map_err(|code| vec![FieldError::new(Field::Phone, code)])?;
    let contact = hashed(context, &phone);
    let shard = contact.shard(context.config.shards);
    let (challenge, code, outgoing) = fresh_code(context, shard)?;
    let contact = contact.text();
    let shown = room::shown(context, &contact, turn);
    let send = SendCode {
        code: new_code(context, &contact, &challenge, code.as_str())?,
        counted: Some(room::counted(context, &phone)?),
        has_turn: matches!(shown, room::Shown::Open),
        contact,
    };
    if let Some(waits) = ask(context, shard, &send).await? {
        return Err(room::wait(context, &send.contact, shown, &waits));
    }
    enqueue_code(context, &outgoing, Some(phone.into())).await?;
    Ok(sent(context, challenge))
}

/// Takes the code that arrived; the answer proves the number.
pub async fn verify_otp(context: &Context, challenge: &str, code: &str) -> Answer<OtpVerified> {
    let code = OtpCode::parse(code).map_err(|code| vec![FieldError::new(Field::Otp, code)])?;
    let shard = shard_of(context, challenge)?;
    let keys = &context.config.keys;
    let phone_proof = keys.token(Kind::Proof, shard, context.now)?;
    let verify = VerifyCode {
        code: shown_code(context, challenge, code.as_str()),
        proof_hash: keys.digest(Purpose::Token, &[&phone_proof]).text(),
    };
    ask(context, shard, &verify).await?;
    Ok(OtpVerified {
        phone_proof,
        expires_at: context.now + OtpLimits::PROOF_VALID,
    })
}

/// A number as its shard, and whoever else keeps no number, knows it.
pub fn hashed(context: &Context, phone: &Phone) -> Digest {
    let keys = &context.config.keys;
    keys.digest(Purpose::Contact, &[phone.as_str()])
}

/// Asks for a code elsewhere in the name of a proven number.
pub async fn use_proof(context: &Context, phone: &Phone, proof: &str) -> Answer<()> {
    let contact = hashed(context, phone);
    let shard = contact.shard(context.config.shards);
    let keys = &context.config.keys;
    let proof = UseProof {
        contact: contact.text(),
        proof_hash: keys.digest(Purpose::Token, &[proof]).text(),
        now: context.now,
    };
    ask(context, shard, &proof).await
}

/// Lays a claim on a proven number.
pub async fn claim(
    context: &Context,
    phone: &Phone,
    proof: &str,
    owner: &str,
    key_hash: &str,
    body: &str,
) -> Answer<()> {
    let keys = &context.config.keys;
    let contact = hashed(context, phone);
    let claim = ClaimNumber {
        contact: contact.text(),
        proof_hash: keys.digest(Purpose::Token, &[proof]).text(),
        owner: owner.to_owned(),
        key_hash: key_hash.to_owned(),
        body: body.to_owned(),
        now: context.now,
    };
    let shard = contact.shard(context.config.shards);
    match ask(context, shard, &claim).await {
        // The number is proven by now: only somebody else's claim is in the way.
        Err(Refusal::Whole(Code::PhoneTaken, _))
            if give_up(context, shard, &claim.contact, phone).await? =>
        {
            ask(context, shard, &claim).await
        }
        claimed => claimed,
    }
}

/// Has the claim on a number given up, if the registry has denied the NIK that its owner
/// registered with it: whoever has mistyped it registers again from the same phone. Or if
/// nobody ever had it: what laid it failed halfway.
async fn give_up(context: &Context, shard: u16, contact: &str, phone: &Phone) -> Answer<bool> {
    let contact = contact.to_owned();
    let find = FindClaim {
        contact: contact.clone(),
    };
    let claim = ask(context, shard, &find).await?;
    let Some((claim, digest)) = claim.and_then(|claim| {
        let digest = Digest::parse(&claim.owner)?;
        Some((claim, digest))
    }) else {
        return Ok(false);
    };
    let find = FindUse {
        nik_hash: claim.owner.clone(),
        phone: phone.clone(),
    };
    match done(context.registrants().ask(&digest, find).await?)? {
        NumberUse::Theirs => return Ok(false),
        // For good: what was denied cannot be put right.
        NumberUse::Denied => {}
        NumberUse::Nobodys if context.now - claim.claimed_at < HALFWAY => return Ok(false),
        NumberUse::Nobodys => {}
    }
    // That claim alone: meanwhile the number may have become another's.
    let release = ReleaseNumber {
        contact,
        owner: claim.owner,
        key_hash: claim.key_hash,
    };
    ask(context, shard, &release).await?;
    Ok(true)
}

/// The shard of a number, by its name, and the number as that knows it.
fn place(config: &Config, phone: &Phone) -> (String, String) {
    let contact = config.keys.digest(Purpose::Contact, &[phone.as_str()]);
    let shard = contact.shard(config.shards);
    (format!("contacts-{shard:03}"), contact.text())
}

/// Their owner has another number since a moment.
pub async fn leave(env: &Env, config: &Config, left: LeftNumber) -> worker::Result<()> {
    let LeftNumber {
        phone,
        owner,
        since,
    } = left;
    let (shard, contact) = place(config, &phone);
    let leave = LeaveNumber {
        contact,
        owner,
        since,
    };
    object::ask(env, &shard, &leave).await.map(drop)
}

/// The office gave their owner a number.
pub async fn hold(env: &Env, config: &Config, held: LeftNumber) -> worker::Result<()> {
    let LeftNumber {
        phone,
        owner,
        since,
    } = held;
    let (shard, contact) = place(config, &phone);
    let hold = HoldNumber {
        contact,
        owner,
        since,
    };
    object::ask(env, &shard, &hold).await.map(drop)
}

/// Lays a claim on a number that the office is about to give to whoever registered with a
/// NIK. Refused where it is another's. Answers what gives it up again.
pub async fn reserve(
    context: &Context,
    phone: &Phone,
    owner: &str,
    signature: &str,
) -> Answer<String> {
    let (shard, contact) = place(&context.config, phone);
    let key_hash = format!("{RESERVED}{signature}");
    let reserve = ReserveNumber {
        contact,
        owner: owner.to_owned(),
        key_hash: key_hash.clone(),
        now: context.now,
    };
    done(object::ask(&context.env, &shard, &reserve).await?)?;
    Ok(key_hash)
}

/// Gives up a claim that this submission laid.
pub async fn release(context: &Context, phone: &Phone, owner: &str, key_hash: &str) -> Answer<()> {
    let contact = hashed(context, phone);
    let release = ReleaseNumber {
        contact: contact.text(),
        owner: owner.to_owned(),
        key_hash: key_hash.to_owned(),
    };
    ask(context, contact.shard(context.config.shards), &release).await
}
