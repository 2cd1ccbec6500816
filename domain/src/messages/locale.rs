//! The languages, and how a request names one.

use serde::{Deserialize, Serialize};

/// A language people are answered in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Bahasa Indonesia, unless asked otherwise.
    #[default]
    Id,
    /// English.
    En,
}

impl Locale {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// Its tag in HTML and HTTP.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// Which of two texts is in this language.
    #[must_use]
    pub const fn of(self, id: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Id => id,
            Self::En => en,
        }
    }

    /// The address of a page in this language: English ones begin with `/en`.
    #[must_use]
    pub fn address(self, path: &str) -> String {
        match self {
            Self::Id => path.to_owned(),
            Self::En => format!("/en{path}"),
        }
    }

    /// The language that an address names, and the address without it.
    #[must_use]
    pub fn of_address(path: &str) -> (Self, &str) {
        match path.strip_prefix("/en") {
            Some("") => (Self::En, "/"),
            Some(rest) if rest.starts_with('/') => (Self::En, rest),
            _ => (Self::Id, path),
        }
    }

    /// The first language of an `Accept-Language` header that we speak.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        header
            .split(',')
            .filter_map(|range| match range.trim().get(..2)? {
                "id" | "in" => Some(Self::Id),
                "en" => Some(Self::En),
                _ => None,
            })
            .next()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spoken_language_of_the_header_wins() {
        assert_eq!(Locale::from_accept_language("en-GB,id;q=0.5"), Locale::En);
        assert_eq!(Locale::from_accept_language("fr, id"), Locale::Id);
        assert_eq!(Locale::from_accept_language(""), Locale::Id);
        assert_eq!(Locale::from_accept_language("é"), Locale::Id);
    }

    #[test]
    fn an_address_names_its_language_and_only_whole_words_count() {
        assert_eq!(Locale::of_address("/en/status/"), (Locale::En, "/status/"));
        assert_eq!(Locale::of_address("/en"), (Locale::En, "/"));
        assert_eq!(Locale::of_address("/energi/"), (Locale::Id, "/energi/"));
        for locale in Locale::ALL {
            let address = locale.address("/akun/");
            assert_eq!(Locale::of_address(&address), (locale, "/akun/"));
        }
    }
}
