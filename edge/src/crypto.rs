//! Keys and what is done with them: keyed hashes for look-ups (so that no NIK,
//! number or contact stands in the clear), sealing of personal data, tokens.
//! Randomness comes from the platform's CSPRNG and from nowhere else.

mod keyring;
mod token;

pub use keyring::{Keyring, Place};
pub use token::{Kind, Named};

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, Mac};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq;

/// What a keyed hash is of; two purposes never give the same hash.
///
/// The number goes into every hash that is stored: one that was given is never
/// changed and never given again.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub enum Purpose {
    /// A NIK: which shard a person lives in, and "one person once".
    Nik = 0,
    /// A mobile number.
    Contact = 1,
    /// A registration number.
    RegistrationNumber = 2,
    /// Registration number and birth date together.
    StatusCheck = 3,
    /// A one-time code with its challenge.
    Otp = 4,
    /// A token that was handed out: session, challenge, proof.
    Token = 5,
    /// A network address.
    Address = 6,
    /// An idempotency key.
    IdempotencyKey = 7,
    /// A family card number: the household, and the shard of its entries.
    Household = 8,
    /// A household in one wave, as everybody sees it.
    HouseholdTag = 9,
    /// A purchase of one person.
    Purchase = 10,
    /// A redeem code: the shard of its purchase.
    RedeemCode = 11,
    /// Somebody's account at a platform.
    PlatformAccount = 12,
    /// A card's number.
    Card = 13,
    /// What stands in front of somebody's payment references: their shard.
    PayoutPrefix = 14,
    /// One sending of a certificate by one person.
    Upload = 15,
    /// The name under which a file is kept.
    FileName = 16,
    /// A certificate's bytes: who sent the same before.
    CertificateFile = 17,
    /// A person, where only sameness matters.
    Owner = 18,
    /// A purchase, as the reviews of its course know it.
    Review = 19,
    /// Codes on paper.
    BackupCode = 20,
    /// The mark of a token.
    TokenMark = 21,
    /// Turns in the waiting room, and how numbers begin.
    WaitingRoom = 22,
}

impl Purpose {
    /// In front of what is hashed.
    const fn number(self) -> u8 {
        self as u8
    }
}

/// What failed.
#[derive(Debug, thiserror::Error)]
pub enum CryptoError {
    /// A secret of the deployment is not 32 bytes of base64url.
    #[error("a secret is not 32 bytes of base64url")]
    Key,
    /// The keys that came after the first are not told as they have to be.
    #[error("DATA_KEYS is not `1:KEY 2:KEY`, numbers rising, each key 32 bytes of base64url")]
    Ring,
    /// Sealed data was cut, changed, or sealed under another key or place.
    #[error("sealed data does not open")]
    Sealed,
    /// The platform gave no random bytes.
    #[error("no random bytes")]
    Random,
}

/// 32 bytes that stand for something without telling it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Digest([u8; 32]);

impl Digest {
    /// One that was stored as text.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// For storing and comparing.
    pub fn text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// All of it.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Its first 16 bytes, where the whole is not needed.
    pub fn half(&self) -> [u8; 16] {
        let [half, _] = self.0.as_chunks::<16>().0 else {
            return [0; 16];
        };
        *half
    }

    /// Which of `shards` shards this falls into.
    pub fn shard(&self, shards: u16) -> u16 {
        let [first, ..] = self.0;
        u16::from(first) % shards.max(1)
    }
}

/// The deployment's keys.
#[derive(Clone)]
pub struct Keys {
    /// Keyed once; each hash starts from a copy.
    mac: Hmac<Sha256>,
    /// What records are sealed with.
    pub ring: Keyring,
}

/// A secret's bytes, of its text.
fn secret_bytes(text: &str) -> Result<Vec<u8>, CryptoError> {
    BASE64URL_NOPAD
        .decode(text.trim().trim_end_matches('=').as_bytes())
        .ok()
        .filter(|bytes| bytes.len() == 32)
        .ok_or(CryptoError::Key)
}

impl Keys {
    /// From the two secrets, each 32 bytes of base64url, and the keys that came after the
    /// second, as [`Keyring::parse`] takes them.
    ///
    /// # Errors
    /// [`CryptoError::Key`].
    pub fn parse(pepper: &str, data: &str, later: &str) -> Result<Self, CryptoError> {
        Ok(Self {
            mac: <Hmac<Sha256> as Mac>::new_from_slice(&secret_bytes(pepper)?)
                .map_err(|_| CryptoError::Key)?,
            ring: Keyring::parse(&secret_bytes(data)?, later)?,
        })
    }

    /// Keyed hash of some parts; their borders count.
    pub fn digest(&self, purpose: Purpose, parts: &[&str]) -> Digest {
        let mut mac = self.mac.clone();
        mac.update(&[purpose.number()]);
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        Digest(mac.finalize().into_bytes().into())
    }

    /// Keyed hash of a file.
    pub fn digest_bytes(&self, purpose: Purpose, bytes: &[u8]) -> Digest {
        let mut mac = self.mac.clone();
        mac.update(&[purpose.number()]);
        mac.update(bytes);
        Digest(mac.finalize().into_bytes().into())
    }
}

/// Fresh random bytes.
///
/// # Errors
/// [`CryptoError::Random`].
pub fn random<const N: usize>() -> Result<[u8; N], CryptoError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| CryptoError::Random)?;
    Ok(bytes)
}

/// A fresh uniformly drawn number.
///
/// # Errors
/// [`CryptoError::Random`].
pub fn random_u64() -> Result<u64, CryptoError> {
    Ok(u64::from_be_bytes(random()?))
}

/// A fresh secret of 256 bits: `kF0…`.
///
/// # Errors
/// [`CryptoError::Random`].
pub fn secret() -> Result<String, CryptoError> {
    Ok(BASE64URL_NOPAD.encode(&random::<32>()?))
}

/// Whether a text looks like one of [`secret`]'s.
pub fn is_secret(text: &str) -> bool {
    BASE64URL_NOPAD
        .decode(text.as_bytes())
        .is_ok_and(|bytes| bytes.len() == 32)
}

/// A fresh UUID, version 4.
///
/// # Errors
/// [`CryptoError::Random`].
pub fn uuid() -> Result<String, CryptoError> {
    Ok(uuid::Builder::from_random_bytes(random()?)
        .into_uuid()
        .to_string())
}

/// Plain hash of a request body, for telling two bodies apart.
pub fn fingerprint(body: &[u8]) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(body))
}

/// Whether two texts are equal, in time that depends on their lengths only.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[cfg(test)]
mod golden;

#[cfg(test)]
pub mod tests {
    use super::keyring::KeyId;
    use super::*;

    pub fn keys() -> Keys {
        let text = BASE64URL_NOPAD.encode(&[7; 32]);
        Keys::parse(&text, &text, "").unwrap()
    }

    /// Those, and keys of these numbers that came after.
    pub fn keys_with(ids: &[KeyId]) -> Keys {
        let text = BASE64URL_NOPAD.encode(&[7; 32]);
        Keys::parse(&text, &text, &later(ids)).unwrap()
    }

    /// As a deployment is told of them.
    pub fn later(ids: &[KeyId]) -> String {
        let key = |id: &KeyId| {
            let [_, byte] = id.to_be_bytes();
            format!("{id}:{}", BASE64URL_NOPAD.encode(&[byte; 32]))
        };
        ids.iter().map(key).collect::<Vec<_>>().join(" ")
    }

    /// As texts were sealed before keys had numbers.
    pub fn sealed_with_the_first_key(place: &str, plain: &[u8]) -> String {
        use aes_gcm::aead::{Aead, Payload};
        use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
        let key = Aes256Gcm::new_from_slice(&[7; 32]).unwrap();
        let aad = place.as_bytes();
        let nonce = random::<12>().unwrap();
        let sealed = key.encrypt(Nonce::from_slice(&nonce), Payload { msg: plain, aad });
        BASE64URL_NOPAD.encode(&[&nonce[..], &sealed.unwrap()].concat())
    }

    #[test]
    fn hashes_differ_by_purpose_and_by_where_parts_end() {
        let keys = keys();
        assert_ne!(
            keys.digest(Purpose::Nik, &["1"]),
            keys.digest(Purpose::Contact, &["1"])
        );
        assert_ne!(
            keys.digest(Purpose::Otp, &["ab", "c"]),
            keys.digest(Purpose::Otp, &["a", "bc"])
        );
    }

    #[test]
    fn uuids_are_of_version_four() {
        let uuid = uuid().unwrap();
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "4");
        assert!("89ab".contains(&uuid[19..20]));
    }

    #[test]
    fn secrets_that_are_no_keys_are_refused() {
        assert!(Keys::parse("short", "short", "").is_err());
    }
}
