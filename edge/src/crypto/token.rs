//! What a caller holds instead of a name: a session, a challenge, the proof of a number. It
//! names its shard openly, and bears a mark that this deployment alone can make, for what it is
//! and since when: a stranger who makes tokens up, or shows one as what it is not, reaches no
//! shard with them.

use super::{CryptoError, Keys, Purpose, random};
use crate::sql::Moment;
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

/// 20 random bytes: 160 bits that nobody guesses.
const SECRET: usize = 20;
/// 4 bytes: the minute in which it was made.
const MINUTE: usize = 4;
/// 8 bytes of mark: one of 10^19 made up is let through to a shard, where it is unknown.
const MARK: usize = 8;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of whoever is signed in.
    Session,
    /// What a one-time code answers.
    Challenge,
    /// That a number is somebody's.
    Proof,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Challenge => "challenge",
            Self::Proof => "proof",
        }
    }
}

/// What a token says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The shard that knows it.
    pub shard: u16,
    /// When it was made, if it bears the mark. Releases before the end of 2026 made none; theirs
    /// are good as long as they last, and are counted.
    pub made_at: Option<Moment>,
}

impl Keys {
    /// A fresh token that names its shard: `3.kF0…`.
    ///
    /// # Errors
    /// [`CryptoError::Random`].
    pub fn token(&self, kind: Kind, shard: u16, now: Moment) -> Result<String, CryptoError> {
        let minute = u32::try_from(now.timestamp() / 60).unwrap_or_default();
        let body = [random::<SECRET>()?.as_slice(), &minute.to_be_bytes()].concat();
        let token = [body.as_slice(), &self.mark(kind, shard, &body)].concat();
        Ok(format!("{shard}.{}", BASE64URL_NOPAD.encode(&token)))
    }

    /// What a token names that is shown as one of a kind, if it looks like one of ours.
    pub fn named(&self, kind: Kind, token: &str, shards: u16) -> Option<Named> {
        let (shard, token) = token.split_once('.')?;
        let shard: u16 = shard.parse().ok().filter(|shard| *shard < shards)?;
        let token = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (body, mark) = token.split_at_checked(SECRET + MINUTE)?;
        if mark.len() != MARK {
            return None;
        }
        let is_marked: bool = self.mark(kind, shard, body).ct_eq(mark).into();
        let minute = body
            .last_chunk::<MINUTE>()
            .copied()
            .map(u32::from_be_bytes)?;
        let made_at = Moment::from_timestamp(i64::from(minute) * 60, 0)?;
        Some(Named {
            shard,
            made_at: is_marked.then_some(made_at),
        })
    }

    fn mark(&self, kind: Kind, shard: u16, body: &[u8]) -> [u8; MARK] {
        let (shard, body) = (shard.to_string(), BASE64URL_NOPAD.encode(body));
        let parts = [kind.as_str(), &shard, &body];
        let digest = self.digest(Purpose::TokenMark, &parts).half();
        let (mark, _) = digest.split_first_chunk().unwrap_or((&[0; MARK], &[]));
        *mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::tests::keys;

    fn now() -> Moment {
        Moment::from_timestamp(1_800_000_030, 0).unwrap()
    }

    #[test]
    fn tokens_name_a_shard_that_exists_and_the_minute_in_which_they_were_made() {
        let token = keys().token(Kind::Session, 3, now()).unwrap();
        let named = keys().named(Kind::Session, &token, 4).unwrap();
        let minute = Moment::from_timestamp(1_800_000_000, 0);
        assert_eq!((named.shard, named.made_at), (3, minute));
        assert_eq!(keys().named(Kind::Session, &token, 3), None);
        for bad in [
            "",
            "3",
            "3.short",
            "x.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "-1.a",
        ] {
            assert_eq!(keys().named(Kind::Session, bad, 4), None);
        }
    }

    #[test]
    fn a_token_that_is_made_up_aimed_at_another_shard_or_shown_as_another_kind_bears_no_mark() {
        let token = keys().token(Kind::Challenge, 3, now()).unwrap();
        let (_, secret) = token.split_once('.').unwrap();
        let is_marked = |kind, token: &str| {
            let named = keys().named(kind, token, 4).unwrap();
            named.made_at.is_some()
        };
        assert!(is_marked(Kind::Challenge, &token));
        assert!(!is_marked(Kind::Session, &token));
        assert!(!is_marked(Kind::Proof, &token));
        assert!(!is_marked(Kind::Challenge, &format!("2.{secret}")));
        let made_up = format!("3.{}", "A".repeat(43));
        assert!(!is_marked(Kind::Challenge, &made_up));
    }
}
