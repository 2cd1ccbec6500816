//! Registering: parse, claim the number, store the person. Storing is one
//! transaction in one shard; the claim comes first and is given up if the
//! person turns out to be registered already.

pub mod page;
pub mod registrant;

use crate::contact;
use crate::crypto::{Kind, Purpose, fingerprint};
use crate::http::{Answer, Context, Refusal, Session, done};
use crate::object::failed;
use crate::registration::registrant::Register;
use crate::sign_in::session;
use crate::sql::Outcome;
use chrono::NaiveDate;
use domain::messages::{Code, Params};
use domain::registration::{
    Registration, RegistrationReceipt, RegistrationRequest, RegistrationRules,
};
use domain::scheme::Scheme;
use domain::time::programme_date;
use uuid::{Uuid, fmt::Hyphenated};

/// A client's key for a submission: a UUID with its hyphens, in letters of either case.
pub fn parse_key(key: &str) -> Answer<String> {
    let uuid = Some(key).filter(|key| key.len() == Hyphenated::LENGTH);
    let uuid = uuid.and_then(|key| Uuid::try_parse(key).ok());
    let uuid = uuid.ok_or(Refusal::code(Code::IdempotencyKeyInvalid))?;
    Ok(uuid.simple().to_string())
}

/// The scheme by which somebody registers today: the open wave's, else the one in force.
pub async fn scheme(context: &Context) -> Answer<Scheme> {
    let waves = crate::wave::all(&context.env).await?;
    let open = domain::wave::open_wave(&waves, context.now);
    match open.map(|wave| Scheme::find(wave.scheme.as_str())) {
        Some(Ok(scheme)) => Ok(scheme),
        _ => in_force(programme_date(context.now)),
    }
}

/// The scheme in force that day.
pub fn in_force(day: NaiveDate) -> Answer<Scheme> {
    Ok(Scheme::in_force(day).ok_or_else(|| failed("no scheme is in force"))?)
}

/// By what registrations are judged now.
pub async fn rules(context: &Context) -> Answer<RegistrationRules> {
    Ok(RegistrationRules {
        scheme: scheme(context).await?.id,
        now: context.now,
    })
}

/// Registers; the answer carries a session, unless it is an old one's.
pub async fn register(
    context: &Context,
    key: &str,
    request: &RegistrationRequest,
) -> Answer<(RegistrationReceipt, Option<Session>)> {
    let scheme = scheme(context).await?;
    let registration = Registration::parse(request, &scheme, programme_date(context.now))?;
    let keys = &context.config.keys;
    let nik = keys.digest(Purpose::Nik, &[registration.nik.as_str()]);
    let owner = nik.text();
    let key_hash = keys.digest(Purpose::IdempotencyKey, &[key]).text();
    // Keyed: a plain hash of so few possible values would give them away.
    let body = serde_json::to_vec(request).map_err(worker::Error::from)?;
    let body = keys
        .digest(Purpose::IdempotencyKey, &[&fingerprint(&body)])
        .text();
    let phone = registration.phone.clone();
    contact::claim(
        context,
        &phone,
        &request.phone_proof,
        &owner,
        &key_hash,
        &body,
    )
    .await?;

    let shard = nik.shard(context.config.shards);
    let (token, device) = (
        keys.token(Kind::Session, shard, context.now)?,
        session::device(context)?,
    );
    let register = Register {
        registration,
        key_hash: key_hash.clone(),
        body,
        session_hash: keys.digest(Purpose::Token, &[&token]).text(),
        device_hash: session::device_hash(context, shard, device.as_deref()),
        from: context.origin(),
        now: context.now,
    };
    let outcome = context.registrants().ask(&nik, register).await?;
    if let Outcome::Refused(
        code @ (Code::NikTaken | Code::NikContested | Code::IdempotencyKeyReused),
        _,
    ) = outcome
    {
        contact::release(context, &phone, &owner, &key_hash).await?;
        return Err(Refusal::Whole(code, Params::default()));
    }
    let registered = done(outcome)?;
    let receipt = registered.receipt;
    let tag = session::tag(context, &receipt.registration_number);
    let session = registered
        .signed_in
        .then_some(Session { token, tag, device });
    Ok((receipt, session))
}
