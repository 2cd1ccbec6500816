//! How platforms sign requests: HMAC-SHA256, in lower-case hexadecimal, over
//!
//! ```text
//! METHOD \n path \n hex(sha256(body)) \n unix seconds \n nonce
//! ```
//!
//! `METHOD` in capitals, `path` as in the request line with its query if there
//! is one, the body's bytes as sent (of nothing, if there is none), no line feed
//! at the end. Four headers carry it: `X-Client-Id`, `X-Timestamp`, `X-Nonce`,
//! `X-Signature`. The tests below hold two examples that any implementation has
//! to reproduce.
//!
//! Whoever verifies has to refuse a nonce that the same client has used before,
//! and to remember it until [`Verified::expires`].

use crate::messages::Code;
use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Who signs.
pub const CLIENT_ID: &str = "X-Client-Id";
/// When, in unix seconds.
pub const TIMESTAMP: &str = "X-Timestamp";
/// Never the same twice.
pub const NONCE: &str = "X-Nonce";
/// The signature.
pub const SIGNATURE: &str = "X-Signature";

/// 5 minutes either way – clocks of servers with NTP differ by less than a
/// second, those without by minutes; and so long a nonce has to be remembered.
pub const WINDOW: TimeDelta = TimeDelta::minutes(5);

/// 16 to 64 – 16 letters are enough that two random ones never meet, and 64
/// keep the memory of nonces small.
const NONCE_LENGTH: std::ops::RangeInclusive<usize> = 16..=64;

/// 32 – a secret as long as the hash is as strong as it can be (RFC 2104, 3).
const SECRET_LENGTH: usize = 32;

/// What a client and we both know. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientSecret(Vec<u8>);

impl ClientSecret {
    /// Takes 32 bytes or more; nothing where there are fewer.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        (bytes.len() >= SECRET_LENGTH).then(|| Self(bytes.to_vec()))
    }
}

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientSecret(…)")
    }
}

/// Letters that are never the same twice for one client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nonce(String);

impl Nonce {
    /// Takes 16 to 64 letters, digits, hyphens or underscores.
    ///
    /// # Errors
    /// [`SignatureRefused::NonceMalformed`].
    pub fn parse(text: &str) -> Result<Self, SignatureRefused> {
        let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if NONCE_LENGTH.contains(&text.len()) && text.bytes().all(good) {
            Ok(Self(text.to_owned()))
        } else {
            Err(SignatureRefused::NonceMalformed)
        }
    }

    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A request as it arrived, headers as text.
#[derive(Clone, Copy, Debug)]
pub struct SignedRequest<'a> {
    /// `POST`
    pub method: &'a str,
    /// With its query, if there is one.
    pub path: &'a str,
    /// As sent.
    pub body: &'a [u8],
    /// [`TIMESTAMP`]
    pub timestamp: &'a str,
    /// [`NONCE`]
    pub nonce: &'a str,
    /// [`SIGNATURE`]
    pub signature: &'a str,
}

/// A request that its client has signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// To be refused if this client has used it before.
    pub nonce: Nonce,
    /// Until then, this instant included, it has to be remembered.
    pub expires: DateTime<Utc>,
}

/// Why a signature was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureRefused {
    /// The time stamp is no number of seconds.
    TimestampMalformed,
    /// The nonce has other signs, or is too short or too long.
    NonceMalformed,
    /// The signature is not 64 hexadecimal digits in small letters.
    SignatureMalformed,
    /// Signed more than five minutes ago.
    TooOld,
    /// Signed more than five minutes ahead of our clock.
    TooEarly,
    /// Signed with another secret, or something else was signed.
    Wrong,
    /// The nonce was used before (found by whoever keeps them).
    Replayed,
}

impl SignatureRefused {
    /// The code of its words.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::TimestampMalformed | Self::NonceMalformed | Self::SignatureMalformed => {
                Code::SignatureMalformed
            }
            Self::TooOld | Self::TooEarly => Code::SignatureExpired,
            Self::Wrong => Code::SignatureWrong,
            Self::Replayed => Code::SignatureReplayed,
        }
    }
}

/// The text under the signature.
#[must_use]
pub fn canonical(method: &str, path: &str, body: &[u8], timestamp: i64, nonce: &Nonce) -> String {
    let body = HEXLOWER.encode(&Sha256::digest(body));
    format!("{method}\n{path}\n{body}\n{timestamp}\n{}", nonce.as_str())
}

/// Signs a request, as a client does.
#[must_use]
pub fn sign(
    secret: &ClientSecret,
    method: &str,
    path: &str,
    body: &[u8],
    at: DateTime<Utc>,
    nonce: &Nonce,
) -> String {
    let text = canonical(method, path, body, at.timestamp(), nonce);
    mac(secret, &text)
        .map(|mac| HEXLOWER.encode(&mac.finalize().into_bytes()))
        .unwrap_or_default()
}

/// HMAC takes keys of every length, so this is never nothing.
fn mac(secret: &ClientSecret, text: &str) -> Option<Hmac<Sha256>> {
    let mac = Hmac::<Sha256>::new_from_slice(&secret.0).ok()?;
    Some(mac.chain_update(text))
}

/// Checks a signature, in a time that does not depend on how much of it is right.
///
/// # Errors
/// [`SignatureRefused`], never [`SignatureRefused::Replayed`].
pub fn verify(
    secret: &ClientSecret,
    request: SignedRequest<'_>,
    now: DateTime<Utc>,
) -> Result<Verified, SignatureRefused> {
    let signed_at = seconds(request.timestamp).ok_or(SignatureRefused::TimestampMalformed)?;
    let nonce = Nonce::parse(request.nonce)?;
    let signature = HEXLOWER
        .decode(request.signature.as_bytes())
        .ok()
        .filter(|bytes| bytes.len() == <Sha256 as Digest>::output_size())
        .ok_or(SignatureRefused::SignatureMalformed)?;
    let age = now - signed_at;
    if age > WINDOW {
        return Err(SignatureRefused::TooOld);
    }
    if age < -WINDOW {
        return Err(SignatureRefused::TooEarly);
    }
    let text = canonical(
        request.method,
        request.path,
        request.body,
        signed_at.timestamp(),
        &nonce,
    );
    mac(secret, &text)
        .and_then(|mac| mac.verify_slice(&signature).ok())
        .ok_or(SignatureRefused::Wrong)?;
    Ok(Verified {
        nonce,
        expires: signed_at + WINDOW,
    })
}

/// Digits only, so that one moment is written in one way.
fn seconds(text: &str) -> Option<DateTime<Utc>> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    plain
        .then(|| text.parse().ok())
        .flatten()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "/api/partner/v1/redeem-code/status";
    const BODY: &[u8] = br#"{"redeem_code":"60RK-4CSM-6MV3-EE1P","course_code":"K-1"}"#;
    const STAMP: &str = "1795755600";
    const LETTERS: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

    fn secret() -> ClientSecret {
        ClientSecret::new(b"prakerja-example-secret-32-bytes").unwrap()
    }

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_755_600, 0).unwrap()
    }

    fn request(signature: &str) -> SignedRequest<'_> {
        SignedRequest {
            method: "POST",
            path: PATH,
            body: BODY,
            timestamp: STAMP,
            nonce: LETTERS,
            signature,
        }
    }

    fn signature() -> String {
        let nonce = Nonce::parse(LETTERS).unwrap();
        sign(&secret(), "POST", PATH, BODY, now(), &nonce)
    }

    #[test]
    fn the_examples_that_partners_have_to_reproduce() {
        let nonce = Nonce::parse(LETTERS).unwrap();
        assert_eq!(
            canonical("POST", PATH, BODY, 1_795_755_600, &nonce),
            "POST\n/api/partner/v1/redeem-code/status\n\
             b4176396a5612ce652f4fd1902462a8bfa91384f1ef562277ccedcd2c8ca1e87\n\
             1795755600\n0f8fad5b-d9cb-469f-a165-70867728950e"
        );
        assert_eq!(
            signature(),
            "1ff1a1c01f8c3727d4403cf740bd7be99b5fd568050403de0adf57af769f0653"
        );
        assert_eq!(
            sign(
                &secret(),
                "GET",
                "/api/partner/v1/health?deep=1",
                b"",
                now(),
                &nonce
            ),
            "630da3a316b9af0019e13080639329ffe5caef8c34abfac76e11291a8f451a25"
        );
    }

    #[test]
    fn a_signed_request_is_good_for_five_minutes_either_way() {
        let good = signature();
        let verified = verify(&secret(), request(&good), now()).unwrap();
        assert_eq!(verified.nonce.as_str(), LETTERS);
        assert_eq!(verified.expires, now() + WINDOW);
        for (seconds, expected) in [
            (-301, Some(SignatureRefused::TooEarly)),
            (-300, None),
            (300, None),
            (301, Some(SignatureRefused::TooOld)),
        ] {
            let at = now() + TimeDelta::seconds(seconds);
            assert_eq!(verify(&secret(), request(&good), at).err(), expected);
        }
    }

    #[test]
    fn a_change_of_any_part_is_found() {
        let good = signature();
        let wrong = |change: fn(&mut SignedRequest<'_>)| {
            let mut request = request(&good);
            change(&mut request);
            verify(&secret(), request, now())
        };
        let refused = Err(SignatureRefused::Wrong);
        assert_eq!(wrong(|one| one.method = "PUT"), refused);
        assert_eq!(
            wrong(|one| one.path = "/api/partner/v1/redeem-code/commit"),
            refused
        );
        assert_eq!(wrong(|one| one.body = b"{}"), refused);
        assert_eq!(wrong(|one| one.timestamp = "1795755601"), refused);
        assert_eq!(wrong(|one| one.nonce = "1f8fad5b-d9cb-469f"), refused);
        let other = ClientSecret::new(&[7; 32]).unwrap();
        assert_eq!(verify(&other, request(&good), now()), refused);
        let mut flipped = good.clone().into_bytes();
        flipped[63] = if flipped[63] == b'0' { b'1' } else { b'0' };
        let flipped = String::from_utf8(flipped).unwrap();
        assert_eq!(verify(&secret(), request(&flipped), now()), refused);
    }

    #[test]
    fn headers_in_another_form_are_refused_before_anything_is_computed() {
        let good = signature();
        for stamp in [
            "",
            "abc",
            "-1",
            "+1795755600",
            " 1795755600",
            "01795755600",
            "1795755600.5",
            "99999999999999999999",
        ] {
            let mut request = request(&good);
            request.timestamp = stamp;
            assert_eq!(
                verify(&secret(), request, now()),
                Err(SignatureRefused::TimestampMalformed),
                "{stamp}"
            );
        }
        for nonce in [
            "",
            "short",
            "with space in it!",
            "line\nfeed-line-feed",
            &"n".repeat(65),
        ] {
            let mut request = request(&good);
            request.nonce = nonce;
            assert_eq!(
                verify(&secret(), request, now()),
                Err(SignatureRefused::NonceMalformed),
                "{nonce}"
            );
        }
        for bad in ["", "00", &good.to_uppercase(), &good[..62], "é"] {
            assert_eq!(
                verify(&secret(), request(bad), now()),
                Err(SignatureRefused::SignatureMalformed),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_short_secret_is_none_and_none_is_shown() {
        assert_eq!(ClientSecret::new(&[1; 31]), None);
        assert_eq!(format!("{:?}", secret()), "ClientSecret(…)");
    }
}
