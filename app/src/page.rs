//! A page before it stands in a document.

use domain::messages::Locale;
use std::borrow::Cow;

/// One whole page, ready to be put into the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Address in Indonesian, with a slash at the end (`/daftar/`), or a file name
    /// (`/404.html`).
    pub path: Cow<'static, str>,
    /// Language of the words.
    pub lang: Locale,
    /// Plain text of the title element.
    pub title: String,
    /// Plain text for search engines.
    pub description: String,
    /// Whether search engines may list it.
    pub indexing: Indexing,
    /// Which program the browser loads.
    pub client: Client,
    /// HTML of the main element, already escaped where it holds data.
    pub body: String,
}

/// May search engines list the page?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indexing {
    /// Public words.
    Listed,
    /// Personal, transient or an error.
    Hidden,
}

/// Which program does the page load? Each is a binary of this crate with WASM of
/// its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Client {
    /// HTML is enough; nothing is downloaded.
    None,
    /// The form's and the draw's, after the first paint.
    Forms,
    /// What judges eligibility.
    Eligibility,
    /// The verifier of certificates.
    Credential,
    /// What sends certificates.
    Certificate,
    /// The catalogue's: when the page is idle, or somebody touches the search.
    Catalogue,
    /// No program: the script that lists what this phone has still to send.
    Outbox,
}

impl Client {
    /// Every one with a program.
    pub const PROGRAMS: [Self; 5] = [
        Self::Forms,
        Self::Eligibility,
        Self::Credential,
        Self::Certificate,
        Self::Catalogue,
    ];

    /// Name of its binary, or of its script.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Forms => Some("client"),
            Self::Eligibility => Some("eligibility"),
            Self::Credential => Some("credential"),
            Self::Certificate => Some("certificate"),
            Self::Catalogue => Some("catalogue"),
            Self::Outbox => Some("outbox"),
        }
    }
}

impl Page {
    /// Its address in its own language.
    #[must_use]
    pub fn address(&self) -> String {
        self.lang.address(&self.path)
    }
}
