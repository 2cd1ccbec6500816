//! Lists of people that a wave's rules name: priority lists, such as a
//! ministry's list of laid-off workers, and forbidden lists, such as state
//! officials (Permenko 11/2020, articles 12 to 14). They come from other
//! offices as NIKs and are kept as keyed hashes only, whether or not the person
//! has registered.
//!
//! A change of a list is a command that two members of staff sign. It names its
//! content by hash, in pieces, so that what is signed stays small and what is
//! sent later can be nothing else.

mod piece;

pub use piece::{PIECE_LINES, Piece, PieceError};

use crate::draw::Hex;
use serde::{Deserialize, Serialize};

/// Pieces in one change: two million people, and a command still under 16 KB.
pub const MOST_PIECES: usize = 200;

/// What standing on a list means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKind {
    /// Drawn first, from seats of their own.
    Priority,
    /// Not in the draw.
    Forbidden,
}

/// A list's name: its kind and a short name, as in `priority/phk-2026`. Public:
/// a wave's rules name the lists that count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ListName {
    kind: ListKind,
    name: String,
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for ListName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ListName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(priority|forbidden)/[a-z0-9-]{2,40}$",
        })
    }
}

/// A text that is no list's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoListName;

impl std::fmt::Display for NoListName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list is named priority/… or forbidden/…, in 2 to 40 of a-z, 0-9 and -")
    }
}

impl std::error::Error for NoListName {}

impl ListName {
    /// Reads one.
    ///
    /// # Errors
    /// [`NoListName`]
    pub fn parse(text: &str) -> Result<Self, NoListName> {
        let (kind, name) = text.split_once('/').ok_or(NoListName)?;
        let kind = match kind {
            "priority" => ListKind::Priority,
            "forbidden" => ListKind::Forbidden,
            _ => return Err(NoListName),
        };
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(2..=40).contains(&name.len()) || !name.bytes().all(plain) {
            return Err(NoListName);
        }
        Ok(Self {
            kind,
            name: name.to_owned(),
        })
    }

    /// What standing on it means.
    #[must_use]
    pub const fn kind(&self) -> ListKind {
        self.kind
    }

    /// The name without the kind.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl std::fmt::Display for ListName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = match self.kind {
            ListKind::Priority => "priority",
            ListKind::Forbidden => "forbidden",
        };
        write!(f, "{kind}/{}", self.name)
    }
}

impl TryFrom<String> for ListName {
    type Error = NoListName;

    fn try_from(text: String) -> Result<Self, NoListName> {
        Self::parse(&text)
    }
}

impl From<ListName> for String {
    fn from(name: ListName) -> Self {
        name.to_string()
    }
}

/// What happens to the people of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// They stand on the list from now on.
    Add,
    /// They no longer do.
    Remove,
}

/// Body of a request: one piece of a change that two have signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PieceRequest {
    /// Which list.
    pub list: ListName,
    /// The piece: a line of 32 random hexadecimal digits, then NIKs, one to a line.
    pub text: String,
}

/// How far a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ChangeProgress {
    /// Pieces that the command names.
    pub pieces: u32,
    /// Pieces that have been taken in.
    pub done: u32,
}

/// The hash by which a command names a piece.
#[must_use]
pub fn piece_hash(text: &str) -> Hex<32> {
    crate::draw::file_hash(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_kind_and_a_short_plain_word() {
        let name = ListName::parse("priority/phk-2026").unwrap();
        assert_eq!((name.kind(), name.name()), (ListKind::Priority, "phk-2026"));
        assert_eq!(ListName::parse(&name.to_string()), Ok(name));
        for bad in [
            "",
            "phk",
            "other/phk",
            "priority/",
            "priority/a",
            "priority/Phk",
            "priority/a/b",
            "forbidden/..",
            "forbidden/a b",
        ] {
            assert_eq!(ListName::parse(bad), Err(NoListName), "{bad}");
        }
        assert!(ListName::parse(&format!("forbidden/{}", "a".repeat(41))).is_err());
    }
}
