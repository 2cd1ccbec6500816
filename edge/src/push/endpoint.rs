//! Addresses that the edge may be asked to call: only those of push services that the
//! deployment names, so that nobody can point it at anything else.

use domain::messages::Code;
use domain::push::MAX_ENDPOINT_BYTES;
use worker::{Env, Result, Url};

/// Push services: origins, one of which may stand for all hosts under a name
/// (`https://*.push.apple.com`).
pub struct Services(Vec<String>);

impl Services {
    /// The deployment's, from `PUSH_SERVICES`.
    pub fn of(env: &Env) -> Result<Self> {
        Ok(Self::parse(&env.var("PUSH_SERVICES")?.to_string()))
    }

    fn parse(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_owned).collect())
    }

    fn include(&self, url: &Url) -> bool {
        let origin = url.origin().ascii_serialization();
        self.0.iter().any(|known| match known.split_once("://*.") {
            Some((scheme, name)) => {
                let host = url.host_str().unwrap_or_default();
                let under = host.strip_suffix(name);
                let plain = url.scheme() == scheme && url.port().is_none();
                plain && under.is_some_and(|rest| rest.ends_with('.'))
            }
            None => origin == *known,
        })
    }
}

/// Where a push service takes news for one phone (RFC 8030, section 5). Whoever has it
/// can send to that phone, so it is kept like a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(Url);

impl Endpoint {
    /// Reads what a browser gave.
    pub fn parse(text: &str, services: &Services) -> Result<Self, Code> {
        let url = Url::parse(text).ok().filter(|url| {
            let plain = url.username().is_empty() && url.password().is_none();
            plain && url.as_str().len() <= MAX_ENDPOINT_BYTES && services.include(url)
        });
        url.map(Self).ok_or(Code::PushServiceUnknown)
    }

    /// As the browser gave it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whom a token for it is for (RFC 8292, section 2).
    pub fn audience(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &str = "https://fcm.googleapis.com https://*.push.apple.com";

    fn parse(text: &str) -> Result<Endpoint, Code> {
        Endpoint::parse(text, &Services::parse(KNOWN))
    }

    #[test]
    fn addresses_of_the_named_services_are_taken_as_they_are() {
        for text in [
            "https://fcm.googleapis.com/fcm/send/abc:APA91b",
            "https://web.push.apple.com/QGv",
        ] {
            assert_eq!(parse(text).unwrap().as_str(), text);
        }
        let audience = parse("https://web.push.apple.com/QGv").unwrap().audience();
        assert_eq!(audience, "https://web.push.apple.com");
    }

    #[test]
    fn nobody_can_have_the_edge_call_anything_else() {
        for text in [
            "",
            "fcm.googleapis.com",
            "http://fcm.googleapis.com/fcm/send/abc",
            "https://fcm.googleapis.com:8443/fcm/send/abc",
            "https://fcm.googleapis.com.example.org/fcm/send/abc",
            "https://example.org/https://fcm.googleapis.com/",
            "https://a@fcm.googleapis.com/fcm/send/abc",
            "https://fcm.googleapis.com@example.org/",
            "https://push.apple.com/QGv",
            "https://evilpush.apple.com/QGv",
            "https://web.push.apple.com:8443/QGv",
            "http://web.push.apple.com/QGv",
            "http://127.0.0.1/",
            "file:///etc/passwd",
        ] {
            assert_eq!(parse(text), Err(Code::PushServiceUnknown), "{text}");
        }
        let long = format!("https://fcm.googleapis.com/{}", "a".repeat(1_000));
        assert_eq!(parse(&long), Err(Code::PushServiceUnknown));
    }
}
