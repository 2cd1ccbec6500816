//! Keys and what is done with them: keyed hashes for look-ups (so that no NIK,
//! number or contact stands in the clear), sealing of personal data, tokens.
//! Randomness comes from the platform's CSPRNG and from nowhere else.

mod token;

pub use token::{Kind, Named};

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
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
    cipher: Aes256Gcm,
}

impl Keys {
    /// From the two secrets, each 32 bytes of base64url.
    ///
    /// # Errors
    /// [`CryptoError::Key`].
    pub fn parse(pepper: &str, data: &str) -> Result<Self, CryptoError> {
        let key = |text: &str| {
            BASE64URL_NOPAD
                .decode(text.trim().trim_end_matches('=').as_bytes())
                .ok()
                .filter(|bytes| bytes.len() == 32)
                .ok_or(CryptoError::Key)
        };
        Ok(Self {
            mac: <Hmac<Sha256> as Mac>::new_from_slice(&key(pepper)?)
                .map_err(|_| CryptoError::Key)?,
            cipher: Aes256Gcm::new_from_slice(&key(data)?).map_err(|_| CryptoError::Key)?,
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

    /// Encrypts `plain` for one place (`place` is authenticated, so that a
    /// sealed text moved elsewhere does not open). AES-256-GCM, random nonce.
    ///
    /// # Errors
    /// [`CryptoError::Random`], or [`CryptoError::Sealed`] for an impossible length.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<String, CryptoError> {
        Ok(BASE64URL_NOPAD.encode(&self.seal_bytes(place, plain)?))
    }

    /// Decrypts what [`Keys::seal`] made for the same place.
    ///
    /// # Errors
    /// [`CryptoError::Sealed`].
    pub fn open(&self, place: &str, sealed: &str) -> Result<Vec<u8>, CryptoError> {
        let bytes = BASE64URL_NOPAD
            .decode(sealed.as_bytes())
            .map_err(|_| CryptoError::Sealed)?;
        self.open_bytes(place, &bytes)
    }

    /// As [`Keys::seal`], for files: bytes that are no text.
    ///
    /// # Errors
    /// As [`Keys::seal`].
    pub fn seal_bytes(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let nonce: [u8; 12] = random()?;
        let sealed = self
            .cipher
            .encrypt(
                Nonce::from_slice(&nonce),
                Payload {
                    msg: plain,
                    aad: place.as_bytes(),
                },
            )
            .map_err(|_| CryptoError::Sealed)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Keys::seal_bytes`] made for the same place.
    ///
    /// # Errors
    /// [`CryptoError::Sealed`].
    pub fn open_bytes(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let (nonce, sealed) = sealed.split_at_checked(12).ok_or(CryptoError::Sealed)?;
        self.cipher
            .decrypt(
                Nonce::from_slice(nonce),
                Payload {
                    msg: sealed,
                    aad: place.as_bytes(),
                },
            )
            .map_err(|_| CryptoError::Sealed)
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
    use super::*;

    pub fn keys() -> Keys {
        let text = BASE64URL_NOPAD.encode(&[7; 32]);
        Keys::parse(&text, &text).unwrap()
    }

    #[test]
    fn sealed_data_opens_only_in_its_place_and_unchanged() {
        let sealed = keys().seal("person", b"Sari").unwrap();
        assert_eq!(keys().open("person", &sealed).unwrap(), b"Sari");
        assert!(keys().open("message", &sealed).is_err());
        let mut changed = sealed.clone().into_bytes();
        changed[20] = if changed[20] == b'A' { b'B' } else { b'A' };
        assert!(
            keys()
                .open("person", &String::from_utf8(changed).unwrap())
                .is_err()
        );
        assert!(keys().open("person", "AAAA").is_err());
        assert_ne!(sealed, keys().seal("person", b"Sari").unwrap());
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
        assert!(Keys::parse("short", "short").is_err());
    }
}
