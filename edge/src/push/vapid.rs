//! Who sends (VAPID, RFC 8292): a token that a push service checks against the key that
//! the phone has subscribed with.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::json;
use std::cell::RefCell;
use std::rc::Rc;
use worker::{Env, Error, Result};

/// Services refuse what is good for longer than a day.
const GOOD_FOR: TimeDelta = TimeDelta::hours(12);

/// The deployment's key for signing such tokens.
pub struct Vapid {
    key: SigningKey,
    public: String,
    subject: String,
}

thread_local! {
    /// A point of the curve is a millisecond of work; an isolate does it once.
    static VAPID: RefCell<Option<Rc<Vapid>>> = const { RefCell::new(None) };
}

impl Vapid {
    /// From the secret `VAPID_KEY`; whom a service may turn to is `PUBLIC_URL`.
    pub fn of(env: &Env) -> Result<Rc<Self>> {
        if let Some(known) = VAPID.with_borrow(Option::clone) {
            return Ok(known);
        }
        let secret = env.secret("VAPID_KEY")?.to_string();
        let vapid = Self::parse(&secret, env.var("PUBLIC_URL")?.to_string())
            .ok_or_else(|| Error::RustError("VAPID_KEY is no key of P-256".to_owned()))?;
        let vapid = Rc::new(vapid);
        VAPID.set(Some(Rc::clone(&vapid)));
        Ok(vapid)
    }

    fn parse(secret: &str, subject: String) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(secret.as_bytes()).ok()?;
        let key = SigningKey::from_slice(&bytes).ok()?;
        let point = key.verifying_key().to_encoded_point(false);
        Some(Self {
            public: BASE64URL_NOPAD.encode(point.as_bytes()),
            key,
            subject,
        })
    }

    /// The public half, as browsers want it.
    pub fn public_key(&self) -> &str {
        &self.public
    }

    /// The header `Authorization` for the service at an origin.
    pub fn authorization(&self, audience: &str, now: DateTime<Utc>) -> String {
        let head = json!({ "typ": "JWT", "alg": "ES256" });
        let claims = json!({
            "aud": audience,
            "exp": (now + GOOD_FOR).timestamp(),
            "sub": self.subject,
        });
        let part = |json: serde_json::Value| BASE64URL_NOPAD.encode(json.to_string().as_bytes());
        let signed = format!("{}.{}", part(head), part(claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        let signature = BASE64URL_NOPAD.encode(&signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::{VerifyingKey, signature::Verifier};

    fn vapid() -> Vapid {
        let secret = BASE64URL_NOPAD.encode(&[7; 32]);
        Vapid::parse(&secret, "https://prakerja.invalid".to_owned()).unwrap()
    }

    fn decoded(text: &str) -> Vec<u8> {
        BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_token_is_for_one_service_ends_within_a_day_and_holds_against_the_key_beside_it() {
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let header = vapid().authorization("https://fcm.googleapis.com", now);
        let (token, key) = header
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let claims: serde_json::Value =
            serde_json::from_slice(&decoded(signed.split_once('.').unwrap().1)).unwrap();
        assert_eq!(
            claims,
            json!({
                "aud": "https://fcm.googleapis.com",
                "exp": 1_790_043_200,
                "sub": "https://prakerja.invalid",
            })
        );
        let key = VerifyingKey::from_sec1_bytes(&decoded(key)).unwrap();
        let signature = Signature::from_slice(&decoded(signature)).unwrap();
        assert!(key.verify(signed.as_bytes(), &signature).is_ok());
        assert!(key.verify(b"something else", &signature).is_err());
    }

    /// The signature is deterministic (RFC 6979): services have seen exactly this.
    #[test]
    fn a_token_and_the_key_that_phones_subscribed_with_stay_as_they_are() {
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let header = vapid().authorization("https://fcm.googleapis.com", now);
        assert_eq!(
            header,
            "vapid t=eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.\
             eyJhdWQiOiJodHRwczovL2ZjbS5nb29nbGVhcGlzLmNvbSIsImV4cCI6MTc5MDA0MzIwMCwic3ViIjoiaHR0cHM6Ly9wcmFrZXJqYS5pbnZhbGlkIn0.\
             4MQPVR0kTF-ABSS2pqw1NXcSUkaHiF5PIVFUjDOIqa28_iAl6-BTcvCs0k-bBQyPmHr-SWIk7EbuZxrBQcqoUw, \
             k=BB4YUy_UdUwC8wQdnHXOszuD_9gax85P6ILMscmLxYlupGwxHE4v9A3ZajZT5uRURdMt_khuztdcepDGoYiBwKM"
        );
    }

    #[test]
    fn browsers_get_an_uncompressed_point() {
        let key = decoded(vapid().public_key());
        assert_eq!((key.len(), key.first()), (65, Some(&4)));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for secret in ["", "not base64!", &BASE64URL_NOPAD.encode(&[0; 32])] {
            assert!(Vapid::parse(secret, String::new()).is_none(), "{secret}");
        }
    }
}
