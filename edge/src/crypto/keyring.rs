//! The keys that records are sealed with, each under a number of its own, and how a record is
//! sealed: which key stands in front of it, so that a key can be changed while what the one
//! before it sealed still opens.
//!
//! No key seals anything itself. Each kind of record in each shard has one derived from it
//! (HKDF-SHA256, RFC 5869), so that such a key sees a shard's records of one kind and no
//! more (random nonces of 96 bits allow 2³² of them: NIST SP 800-38D, 8.3). What is in no
//! shard has one key for its kind: messages, files, reviews, the office's log. What is
//! authenticated besides is the record's whole place: whoever can write to the storage cannot
//! give somebody another's record.

use super::{CryptoError, random};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use data_encoding::BASE64URL_NOPAD;
use hkdf::Hkdf;
use sha2::Sha256;
use std::sync::Arc;

/// Where a sealed record stands. Moved elsewhere it does not open.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What kind of record it is.
    kind: &'a str,
    /// Which of many alike objects keeps it.
    shard: Option<u16>,
    row: Row<'a>,
    /// What was authenticated before places had parts.
    former: &'a str,
}

/// Which of its kind.
#[derive(Clone, Copy, Debug)]
enum Row<'a> {
    /// Its kind says enough, or it is on its way.
    Any,
    Number(i64),
    Name(&'a str),
}

impl<'a> Place<'a> {
    /// A record that is on its way: a queue's message.
    pub const fn moving(kind: &'a str) -> Self {
        Self {
            kind,
            shard: None,
            row: Row::Any,
            former: kind,
        }
    }

    /// A person's record in a shard. `person` is the row's number there.
    pub const fn of_person(kind: &'a str, shard: u16, person: i64) -> Self {
        Self {
            kind,
            shard: Some(shard),
            row: Row::Number(person),
            former: kind,
        }
    }

    /// A row that has a name, in a shard.
    pub const fn of_row(kind: &'a str, shard: u16, name: &'a str) -> Self {
        Self {
            kind,
            shard: Some(shard),
            row: Row::Name(name),
            former: kind,
        }
    }

    /// A row that has a name.
    pub const fn row(kind: &'a str, name: &'a str) -> Self {
        Self {
            kind,
            shard: None,
            row: Row::Name(name),
            former: kind,
        }
    }

    /// A file, by the name that it lies under.
    pub const fn file(name: &'a str) -> Self {
        Self {
            kind: "file",
            shard: None,
            row: Row::Name(name),
            former: name,
        }
    }

    /// An entry of a log; `former` is what such an entry was authenticated with before.
    pub const fn entry(kind: &'a str, number: i64, former: &'a str) -> Self {
        Self {
            kind,
            shard: None,
            row: Row::Number(number),
            former,
        }
    }

    /// What a key is derived for.
    fn purpose(&self) -> Vec<u8> {
        let mut bytes = b"prakerja seal".to_vec();
        part(&mut bytes, self.kind.as_bytes());
        match self.shard {
            None => part(&mut bytes, &[]),
            Some(shard) => part(&mut bytes, &shard.to_be_bytes()),
        }
        bytes
    }

    /// What is authenticated besides.
    fn whole(&self) -> Vec<u8> {
        let mut bytes = self.purpose();
        match self.row {
            Row::Any => part(&mut bytes, b""),
            Row::Number(number) => part(&mut bytes, &[b"#", &number.to_be_bytes()[..]].concat()),
            Row::Name(name) => part(&mut bytes, &[b"=", name.as_bytes()].concat()),
        }
        bytes
    }
}

/// Appends a part so that its borders count.
fn part(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend((part.len() as u64).to_be_bytes());
    bytes.extend(part);
}

/// A key's number. 0 is the deployment's first, which had none.
pub type KeyId = u16;

/// All keys that may still open something.
#[derive(Clone)]
pub struct Keyring {
    /// Sealed by itself what has no number in front.
    first: Aes256Gcm,
    /// By number, the one that seals last.
    keys: Arc<[(KeyId, Hkdf<Sha256>)]>,
}

/// What a key's mark is derived for. No place's purpose begins so.
const MARKED: &[u8] = b"prakerja mark of a key";

/// In front of sealed bytes that name their key. One that does not may begin so by chance, once
/// in four billion, and is then tried as both.
const HEAD: [u8; 4] = *b"prk\x02";

impl Keyring {
    /// Of the first key and those that came after it: `1:<32 bytes of base64url> 2:…`, numbers
    /// rising. The last one seals.
    ///
    /// # Errors
    /// [`CryptoError::Key`] or [`CryptoError::Ring`].
    pub fn parse(first: &[u8], later: &str) -> Result<Self, CryptoError> {
        let mut keys = vec![(0, Hkdf::new(None, first))];
        for one in later.split_whitespace() {
            let (id, key) = one.split_once(':').ok_or(CryptoError::Ring)?;
            let id: KeyId = id.parse().map_err(|_| CryptoError::Ring)?;
            if keys.last().is_none_or(|(before, _)| *before >= id) {
                return Err(CryptoError::Ring);
            }
            let key = super::secret_bytes(key).map_err(|_| CryptoError::Ring)?;
            keys.push((id, Hkdf::new(None, &key)));
        }
        Ok(Self {
            first: Aes256Gcm::new_from_slice(first).map_err(|_| CryptoError::Key)?,
            keys: keys.into(),
        })
    }

    /// Which key seals.
    pub fn current(&self) -> KeyId {
        self.keys.last().map_or(0, |(id, _)| *id)
    }

    /// What the key that seals is known by, besides its number: another key under the same one
    /// shows. 64 bits, which tell nothing of it.
    pub fn mark(&self) -> String {
        let mut mark = [0; 8];
        let known = self
            .keys
            .last()
            .map(|(_, key)| key.expand(MARKED, &mut mark));
        match known {
            Some(Ok(())) => BASE64URL_NOPAD.encode(&mark),
            _ => String::new(),
        }
    }

    /// Whether the ring has the key that a text is sealed under.
    pub fn knows(&self, sealed: &str) -> bool {
        let named = Self::id_of(sealed).unwrap_or_default();
        self.keys.iter().any(|(id, _)| *id == named)
    }

    /// Which key a text is sealed under; none if it names none.
    pub fn id_of(sealed: &str) -> Option<KeyId> {
        sealed.split_once('.')?.0.parse().ok()
    }

    /// As text: the key's number, a dot, base64url.
    ///
    /// # Errors
    /// [`CryptoError::Random`], or [`CryptoError::Sealed`] for an impossible length.
    pub fn seal(&self, place: Place, plain: &[u8]) -> Result<String, CryptoError> {
        let (id, sealed) = self.sealed(place, plain)?;
        Ok(format!("{id}.{}", BASE64URL_NOPAD.encode(&sealed)))
    }

    /// Opens what was sealed for the same place, also before keys had numbers.
    ///
    /// # Errors
    /// [`CryptoError::Sealed`].
    pub fn open(&self, place: Place, sealed: &str) -> Result<Vec<u8>, CryptoError> {
        let bytes = |text: &str| {
            let decoded = BASE64URL_NOPAD.decode(text.as_bytes());
            decoded.map_err(|_| CryptoError::Sealed)
        };
        match sealed.split_once('.') {
            None => decrypted(&self.first, place.former.as_bytes(), &bytes(sealed)?),
            Some((id, sealed)) => {
                let id = id.parse().map_err(|_| CryptoError::Sealed)?;
                decrypted(&self.derived(id, place)?, &place.whole(), &bytes(sealed)?)
            }
        }
    }

    /// As bytes, for files: a head, the key's number in two bytes, the rest.
    ///
    /// # Errors
    /// As [`Keyring::seal`]'s.
    pub fn seal_bytes(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let (id, sealed) = self.sealed(place, plain)?;
        Ok([&HEAD[..], &id.to_be_bytes(), &sealed].concat())
    }

    /// As [`Keyring::open`], of bytes.
    ///
    /// # Errors
    /// [`CryptoError::Sealed`].
    pub fn open_bytes(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let former = || decrypted(&self.first, place.former.as_bytes(), sealed);
        let named = sealed.strip_prefix(&HEAD);
        match named.and_then(|rest| rest.split_first_chunk()) {
            None => former(),
            Some((id, sealed)) => self
                .derived(KeyId::from_be_bytes(*id), place)
                .and_then(|key| decrypted(&key, &place.whole(), sealed))
                .or_else(|_| former()),
        }
    }

    /// Nonce and ciphertext under the key that seals, and its number.
    fn sealed(&self, place: Place, plain: &[u8]) -> Result<(KeyId, Vec<u8>), CryptoError> {
        let id = self.current();
        let nonce: [u8; 12] = random()?;
        let aad = &place.whole();
        let payload = Payload { msg: plain, aad };
        let sealed = self
            .derived(id, place)?
            .encrypt(Nonce::from_slice(&nonce), payload)
            .map_err(|_| CryptoError::Sealed)?;
        Ok((id, [nonce.as_slice(), &sealed].concat()))
    }

    fn derived(&self, id: KeyId, place: Place) -> Result<Aes256Gcm, CryptoError> {
        let found = self.keys.iter().find(|(known, _)| *known == id);
        let (_, key) = found.ok_or(CryptoError::Sealed)?;
        let mut derived = [0; 32];
        key.expand(&place.purpose(), &mut derived)
            .map_err(|_| CryptoError::Key)?;
        Aes256Gcm::new_from_slice(&derived).map_err(|_| CryptoError::Key)
    }
}

fn decrypted(key: &Aes256Gcm, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let (nonce, msg) = sealed.split_at_checked(12).ok_or(CryptoError::Sealed)?;
    key.decrypt(Nonce::from_slice(nonce), Payload { msg, aad })
        .map_err(|_| CryptoError::Sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(first: u8) -> Vec<u8> {
        (first..first + 32).collect()
    }

    fn ring(later: &[(KeyId, u8)]) -> Keyring {
        let later: Vec<String> = later
            .iter()
            .map(|(id, first)| format!("{id}:{}", BASE64URL_NOPAD.encode(&key(*first))))
            .collect();
        Keyring::parse(&key(100), &later.join(" ")).unwrap()
    }

    #[test]
    fn what_a_former_key_sealed_opens_while_the_ring_holds_it_and_no_longer() {
        let place = Place::of_person("person", 3, 7);
        let [before, between, after] = [ring(&[]), ring(&[(1, 1)]), ring(&[(1, 1), (5, 2)])];
        assert_eq!([&before, &between, &after].map(Keyring::current), [0, 1, 5]);
        let sealed = [&before, &between, &after].map(|ring| ring.seal(place, b"Sari").unwrap());
        let ids = sealed.each_ref().map(|one| Keyring::id_of(one));
        assert_eq!(ids, [Some(0), Some(1), Some(5)]);
        for one in &sealed {
            assert_eq!(after.open(place, one).unwrap(), b"Sari", "{one}");
        }
        assert!(before.open(place, &sealed[1]).is_err());
        assert!(between.open(place, &sealed[2]).is_err());
        // Another key under the same number.
        assert!(ring(&[(1, 9)]).open(place, &sealed[1]).is_err());
        // A number that was exchanged for another.
        let changed = sealed[1].replacen('1', "5", 1);
        assert!(after.open(place, &changed).is_err());
    }

    #[test]
    fn a_record_opens_in_its_place_alone() {
        let places = [
            Place::of_person("person", 3, 7),
            Place::of_person("person", 3, 8),
            Place::of_person("person", 4, 7),
            Place::of_person("award", 3, 7),
            Place::moving("person"),
            Place::row("person", "7"),
            Place::of_row("person", 3, "7"),
            Place::entry("person", 7, "person"),
            Place::file("person"),
        ];
        let ring = ring(&[(1, 1)]);
        for (n, place) in places.into_iter().enumerate() {
            let text = ring.seal(place, b"Sari").unwrap();
            let bytes = ring.seal_bytes(place, b"Sari").unwrap();
            for (m, other) in places.into_iter().enumerate() {
                assert_eq!(
                    ring.open(other, &text).is_ok(),
                    n == m,
                    "{place:?} {other:?}"
                );
                assert_eq!(ring.open_bytes(other, &bytes).is_ok(), n == m);
            }
        }
    }

    #[test]
    fn what_has_no_number_opens_with_the_first_key_whichever_seals_now() {
        let first = Aes256Gcm::new_from_slice(&key(100)).unwrap();
        let payload = |aad| Payload { msg: b"Sari", aad };
        let place = Place::file("sertifikat/00ff");
        // By chance, a nonce may look like the head.
        for nonce in [*b"0123456789ab", *b"prk\x0200000000"] {
            let sealed = first.encrypt(Nonce::from_slice(&nonce), payload(b"sertifikat/00ff"));
            let sealed = [&nonce[..], &sealed.unwrap()].concat();
            assert_eq!(ring(&[(1, 1)]).open_bytes(place, &sealed).unwrap(), b"Sari");
            assert!(
                ring(&[])
                    .open_bytes(Place::file("sertifikat/00fe"), &sealed)
                    .is_err()
            );
        }
    }

    #[test]
    fn a_ring_of_another_form_is_refused() {
        let good = BASE64URL_NOPAD.encode(&key(1));
        for later in [
            format!("0:{good}"),
            format!("2:{good} 1:{good}"),
            format!("1:{good} 1:{good}"),
            "1:short".to_owned(),
            good.clone(),
            format!("-1:{good}"),
            format!("70000:{good}"),
        ] {
            assert!(Keyring::parse(&key(100), &later).is_err(), "{later}");
        }
        assert!(Keyring::parse(&key(100), &format!(" 1:{good}\n2:{good} ")).is_ok());
    }

    #[test]
    fn what_is_cut_or_changed_does_not_open() {
        let place = Place::moving("message");
        let ring = ring(&[]);
        let sealed = ring.seal_bytes(place, b"Sari").unwrap();
        for end in 0..sealed.len() {
            assert!(ring.open_bytes(place, &sealed[..end]).is_err(), "{end}");
            let mut changed = sealed.clone();
            changed[end] ^= 1;
            assert!(ring.open_bytes(place, &changed).is_err(), "{end}");
        }
        for text in ["", ".", "0.", "x.AAAA", "0.AAAA", "0.0.AAAA", "é"] {
            assert!(ring.open(place, text).is_err(), "{text}");
        }
    }
}
