//! What the edge has sent to people.

use serde::Deserialize;

/// A message as the edge hands it over.
#[derive(Deserialize)]
pub struct Message {
    /// How it travels.
    pub channel: Channel,
    /// Number or address.
    pub to: String,
    /// Subject; only e-mail shows it.
    #[serde(default)]
    pub subject: String,
    /// The words.
    pub text: String,
}

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Text message.
    Sms,
    /// E-mail.
    Email,
}

impl Channel {
    /// The name used in JSON and storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
        }
    }
}
