//! What a caller holds instead of a name: a session, a challenge, the proof of a number. It
//! names its shard openly, and bears a mark that this deployment alone can make: a stranger who
//! makes tokens up reaches no shard with them.

use super::{CryptoError, Keys, Purpose, random};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

/// 24 random bytes: 192 bits that nobody guesses.
const SECRET: usize = 24;
/// 8 bytes of mark: one of 10^19 made up is let through to a shard, where it is unknown.
const MARK: usize = 8;

/// What a token says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The shard that knows it.
    pub shard: u16,
    /// Whether it bears the mark. Releases before the end of 2026 made none; theirs are good as
    /// long as they last, and are counted.
    pub is_marked: bool,
}

impl Keys {
    /// A fresh token that names its shard: `3.kF0…`.
    ///
    /// # Errors
    /// [`CryptoError::Random`].
    pub fn token(&self, shard: u16) -> Result<String, CryptoError> {
        let secret = random::<SECRET>()?;
        let token = [secret.as_slice(), &self.mark(shard, &secret)].concat();
        Ok(format!("{shard}.{}", BASE64URL_NOPAD.encode(&token)))
    }

    /// What a token names, if it looks like one of ours.
    pub fn named(&self, token: &str, shards: u16) -> Option<Named> {
        let (shard, token) = token.split_once('.')?;
        let shard: u16 = shard.parse().ok().filter(|shard| *shard < shards)?;
        let token = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (secret, mark) = token.split_at_checked(SECRET)?;
        if mark.len() != MARK {
            return None;
        }
        let is_marked = self.mark(shard, secret).ct_eq(mark).into();
        Some(Named { shard, is_marked })
    }

    fn mark(&self, shard: u16, secret: &[u8]) -> [u8; MARK] {
        let parts = [&shard.to_string(), &*BASE64URL_NOPAD.encode(secret)];
        let digest = self.digest(Purpose::TokenMark, &parts).half();
        let (mark, _) = digest.split_first_chunk().unwrap_or((&[0; MARK], &[]));
        *mark
    }
}

#[cfg(test)]
mod tests {
    use crate::crypto::tests::keys;

    #[test]
    fn tokens_name_a_shard_that_exists() {
        let token = keys().token(3).unwrap();
        let named = keys().named(&token, 4).unwrap();
        assert_eq!((named.shard, named.is_marked), (3, true));
        assert_eq!(keys().named(&token, 3), None);
        for bad in [
            "",
            "3",
            "3.short",
            "x.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "-1.a",
        ] {
            assert_eq!(keys().named(bad, 4), None);
        }
    }

    #[test]
    fn a_token_that_is_made_up_or_aimed_at_another_shard_bears_no_mark() {
        let token = keys().token(3).unwrap();
        let (_, secret) = token.split_once('.').unwrap();
        for made_up in [
            format!("2.{secret}"),
            format!("3.{}", "A".repeat(43)),
            format!("3.B{}", &secret[1..]),
        ] {
            let named = keys().named(&made_up, 4);
            let is_marked = named.is_some_and(|one| one.is_marked);
            // The first letter may have been that one.
            assert!(!is_marked || made_up == token, "{made_up}");
        }
    }
}
