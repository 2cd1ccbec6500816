//! Whether a request comes from our own pages: the defence against forged ones
//! (CSRF). Browsers say so themselves, in `Sec-Fetch-Site` or, older ones, in
//! `Origin`; a page elsewhere can set neither.

use worker::Request;

fn own(request: &Request) -> Option<bool> {
    let header = |name| request.headers().get(name).ok().flatten();
    if let Some(site) = header("Sec-Fetch-Site") {
        return Some(matches!(site.as_str(), "same-origin" | "none"));
    }
    let origin = header("Origin")?;
    let url = request.url().ok()?;
    Some(origin == url.origin().ascii_serialization())
}

/// Whether the browser says that another site sent this. A program that is no
/// browser says nothing, and JSON cannot be sent across sites without asking.
pub fn is_foreign(request: &Request) -> bool {
    own(request) == Some(false)
}

/// Whether the browser says that our own page sent this. Plain forms can be
/// sent from anywhere, so silence is not enough.
pub fn form_is_own(request: &Request) -> bool {
    own(request) == Some(true)
}
