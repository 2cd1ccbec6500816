//! How our requests to payment partners are signed, in the shape of Bank
//! Indonesia's SNAP (Standar Nasional Open API Pembayaran), symmetric signature
//! of a transaction: HMAC-SHA512, in base 64, over
//!
//! ```text
//! METHOD:relative path:access token:lowercase hex(sha256(minified body)):time stamp
//! ```
//!
//! with the time stamp in ISO 8601 with its offset, as in the header
//! `X-TIMESTAMP`. The signature goes into `X-SIGNATURE`. How an access token is
//! had, and which paths a partner has, is the business of its client.

use crate::time::Zone;
use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use data_encoding::{BASE64, HEXLOWER};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256, Sha512};

/// The secret that a payment partner gave us. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct SnapSecret(Vec<u8>);

impl SnapSecret {
    /// Takes what the partner gave, of whatever length; nothing where it is empty.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        (!bytes.is_empty()).then(|| Self(bytes.to_vec()))
    }
}

impl std::fmt::Debug for SnapSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SnapSecret(…)")
    }
}

/// A request that is to be signed.
#[derive(Clone, Copy)]
pub struct SnapRequest<'a> {
    /// `POST`
    pub method: &'a str,
    /// Behind the host, with its query if there is one.
    pub path: &'a str,
    /// Without `Bearer`.
    pub access_token: &'a str,
    /// JSON, or nothing.
    pub body: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// `2026-12-20T12:00:00+07:00`: the time in Jakarta, as `X-TIMESTAMP` has it.
#[must_use]
pub fn timestamp(at: DateTime<Utc>) -> String {
    let east = Zone::Wib.hours_east();
    let local = at + TimeDelta::hours(i64::from(east));
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+{east:02}:00",
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second(),
    )
}

/// The text under the signature.
#[must_use]
pub fn string_to_sign(request: &SnapRequest<'_>) -> String {
    let body = HEXLOWER.encode(&Sha256::digest(minified(request.body)));
    format!(
        "{}:{}:{}:{body}:{}",
        request.method,
        request.path,
        request.access_token,
        timestamp(request.at)
    )
}

/// The signature, as `X-SIGNATURE` has it.
#[must_use]
pub fn sign(secret: &SnapSecret, request: &SnapRequest<'_>) -> String {
    sign_text(secret, &string_to_sign(request))
}

/// The same over any text: for an access token it is `client key|time stamp`.
#[must_use]
pub fn sign_text(secret: &SnapSecret, text: &str) -> String {
    Hmac::<Sha512>::new_from_slice(&secret.0)
        .map(|mac| mac.chain_update(text))
        .map(|mac| BASE64.encode(&mac.finalize().into_bytes()))
        // HMAC takes keys of every length.
        .unwrap_or_default()
}

/// JSON without white space outside its texts. Nothing is sorted or written
/// anew: the order of fields is part of what is signed.
#[must_use]
pub fn minified(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut place = Place::Outside;
    for letter in json.chars() {
        place = match (place, letter) {
            (Place::Outside, ' ' | '\t' | '\n' | '\r') => continue,
            (Place::Outside, '"') | (Place::Escaped, _) => Place::Inside,
            (Place::Inside, '"') => Place::Outside,
            (Place::Inside, '\\') => Place::Escaped,
            (place, _) => place,
        };
        out.push(letter);
    }
    out
}

#[derive(Clone, Copy)]
enum Place {
    Outside,
    Inside,
    Escaped,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BODY: &str = "{\n  \"partnerReferenceNo\": \"60RK4CSM6MV3EE1S-J1-1\",\n  \"amount\": { \"value\": \"600000.00\", \"currency\": \"IDR\" },\n  \"notes\": \"Insentif \\\"Prakerja\\\" 1\"\n}";

    fn request(at: &str) -> SnapRequest<'static> {
        SnapRequest {
            method: "POST",
            path: "/snap/v1.0/emoney/topup",
            access_token: "example-token",
            body: BODY,
            at: at.parse().unwrap(),
        }
    }

    #[test]
    fn white_space_goes_but_never_inside_texts() {
        assert_eq!(
            minified(BODY),
            r#"{"partnerReferenceNo":"60RK4CSM6MV3EE1S-J1-1","amount":{"value":"600000.00","currency":"IDR"},"notes":"Insentif \"Prakerja\" 1"}"#
        );
        assert_eq!(minified(r#" { "a \\" : 1 } "#), r#"{"a \\":1}"#);
        assert_eq!(minified(""), "");
    }

    #[test]
    fn the_time_is_jakartas() {
        let text = |at: &str| timestamp(at.parse().unwrap());
        assert_eq!(text("2026-12-20T05:00:00.9Z"), "2026-12-20T12:00:00+07:00");
        assert_eq!(text("2026-12-31T17:00:00Z"), "2027-01-01T00:00:00+07:00");
    }

    #[test]
    fn a_fixed_request_has_a_fixed_signature() {
        let request = request("2026-12-20T05:00:00Z");
        assert_eq!(
            string_to_sign(&request),
            "POST:/snap/v1.0/emoney/topup:example-token:\
             abb1daf48a77d7c7da21f870fb7873b89dda08e55215c3558f44f4c22626720e:\
             2026-12-20T12:00:00+07:00"
        );
        let secret = SnapSecret::new(b"example-client-secret").unwrap();
        assert_eq!(
            sign(&secret, &request),
            "D2AFpoXLZYqGhLn/aY9QX6AVkAiZXgca5C3K8IbOzBKSetGr703y1jFBnKccfLOW4VSvEvPOJj0EoIwdQ7VSyw=="
        );
        assert_eq!(SnapSecret::new(b""), None);
        assert_eq!(format!("{secret:?}"), "SnapSecret(…)");
    }

    #[test]
    fn white_space_makes_no_difference_and_everything_else_does() {
        let secret = SnapSecret::new(b"example-client-secret").unwrap();
        let one = request("2026-12-20T05:00:00Z");
        let bare = minified(BODY);
        let same = SnapRequest { body: &bare, ..one };
        assert_eq!(sign(&secret, &one), sign(&secret, &same));
        let body = bare.replace("600000.00", "600000.01");
        for other in [
            SnapRequest { body: &body, ..one },
            SnapRequest {
                method: "PUT",
                ..one
            },
            SnapRequest { path: "/", ..one },
            SnapRequest {
                access_token: "x",
                ..one
            },
            request("2026-12-20T05:00:01Z"),
        ] {
            assert_ne!(sign(&secret, &one), sign(&secret, &other));
        }
    }

    proptest! {
        #[test]
        fn minified_json_says_the_same(texts in proptest::collection::vec("\\PC{0,12}", 0..5)) {
            let value = serde_json::json!({ "texts": texts, "nested": [1, {"a b": null}] });
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            prop_assert_eq!(minified(&pretty), value.to_string());
        }
    }
}
