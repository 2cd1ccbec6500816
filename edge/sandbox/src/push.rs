//! A browser maker's push service (RFC 8030) that lets in only the sender whose key a
//! phone has subscribed with (VAPID, RFC 8292). What reaches a phone is empty.

use crate::clock;
use crate::store::Store;
use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use serde::Deserialize;
use serde_json::json;
use worker::{Env, Method, Request, Response, Result};

/// Longest life of a token.
const DAY: TimeDelta = TimeDelta::days(1);

/// What a token says.
#[derive(Deserialize)]
struct Claims {
    aud: String,
    exp: i64,
    sub: String,
}

#[derive(Deserialize)]
struct Wish {
    application_server_key: String,
}

/// Everything under `/push/`: `POST /push/phones` subscribes, as a browser does;
/// `POST /push/phones/{id}` sends, `DELETE` unsubscribes, `GET` shows what came.
pub async fn answer(
    env: &Env,
    store: &Store,
    mut request: Request,
    (method, path): (&Method, &str),
) -> Result<Response> {
    // As the edge knows this machine.
    let origin = request.url()?.origin().ascii_serialization();
    let origin = origin.replace("localhost", "127.0.0.1");
    if (method, path) == (&Method::Post, "/push/phones") {
        let Ok(wish) = request.json::<Wish>().await else {
            return Response::error("application_server_key is needed", 400);
        };
        let id = store.add_phone(&wish.application_server_key)?;
        let endpoint = format!("{origin}/push/phones/{}", id.unwrap_or_default());
        return Ok(Response::from_json(&json!({ "endpoint": endpoint }))?.with_status(201));
    }
    let id = path.strip_prefix("/push/phones/");
    let id = id.and_then(|id| id.parse().ok()).unwrap_or_default();
    let Some(phone) = store.phone(id)? else {
        return Response::error("no such phone", 404);
    };
    match method {
        Method::Get => Response::from_json(&phone),
        Method::Delete => {
            store.lose_phone(id)?;
            Ok(Response::empty()?.with_status(204))
        }
        Method::Post => {
            if let Some(instead) = store.faults()?.push.suffer().await? {
                return Ok(instead);
            }
            if phone.gone != 0 {
                return Response::error("unsubscribed", 410);
            }
            let header = |name: &str| request.headers().get(name);
            if header("TTL")?
                .and_then(|ttl| ttl.parse::<u32>().ok())
                .is_none()
            {
                return Response::error("TTL is needed", 400);
            }
            let shown = header("Authorization")?.unwrap_or_default();
            let now = clock::now(env).await?;
            if !is_from(&phone.key, &shown, &origin, now) {
                return Response::error("another sender's phone", 403);
            }
            if !request.bytes().await?.is_empty() {
                return Response::error("only what is encrypted for the phone", 400);
            }
            store.tell_phone(id)?;
            Ok(Response::empty()?.with_status(201))
        }
        _ => Response::error("POST, GET or DELETE", 405),
    }
}

/// Whether a token is from whom the phone has subscribed to, for this service, now.
fn is_from(key: &str, authorization: &str, origin: &str, now: DateTime<Utc>) -> bool {
    claims(key, authorization).is_some_and(|claims| {
        let left = claims.exp - now.timestamp();
        let known = claims.sub.starts_with("mailto:") || claims.sub.starts_with("http");
        claims.aud == origin && known && (1..=DAY.num_seconds()).contains(&left)
    })
}

fn claims(key: &str, authorization: &str) -> Option<Claims> {
    let (token, shown) = authorization.strip_prefix("vapid t=")?.split_once(", k=")?;
    let (signed, signature) = token.rsplit_once('.')?;
    let decoded = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).ok();
    let verifying = VerifyingKey::from_sec1_bytes(&decoded(key)?).ok()?;
    let signature = Signature::from_slice(&decoded(signature)?).ok()?;
    verifying.verify(signed.as_bytes(), &signature).ok()?;
    let (_, claims) = signed.split_once('.')?;
    (shown == key).then_some(())?;
    serde_json::from_slice(&decoded(claims)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::{SigningKey, signature::Signer};

    const HERE: &str = "https://push.invalid";

    fn header(secret: u8, aud: &str, exp: i64) -> (String, String) {
        let key = SigningKey::from_slice(&[secret; 32]).unwrap();
        let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        let claims = json!({ "aud": aud, "exp": exp, "sub": "mailto:a@contoh.id" });
        let signed = format!(
            "{}.{}",
            encode(b"{}"),
            encode(claims.to_string().as_bytes())
        );
        let signature: Signature = key.sign(signed.as_bytes());
        let public = encode(key.verifying_key().to_encoded_point(false).as_bytes());
        let token = format!("{signed}.{}", encode(&signature.to_bytes()));
        (format!("vapid t={token}, k={public}"), public)
    }

    #[test]
    fn only_the_sender_that_a_phone_subscribed_to_is_let_in_and_only_for_a_day() {
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let at = now.timestamp();
        let (good, key) = header(7, HERE, at + 3_600);
        assert!(is_from(&key, &good, HERE, now));
        let (stranger, _) = header(8, HERE, at + 3_600);
        let (elsewhere, _) = header(7, "https://other.invalid", at + 3_600);
        let (late, _) = header(7, HERE, at);
        let (long, _) = header(7, HERE, at + 86_401);
        for bad in [stranger, elsewhere, late, long, String::new()] {
            assert!(!is_from(&key, &bad, HERE, now), "{bad}");
        }
    }
}
