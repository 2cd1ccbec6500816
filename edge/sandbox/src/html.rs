//! The frame of the two pages. No script anywhere; style comes from `/style.css`.

use worker::{Headers, Response, Result};

const CSP: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const STYLE: &str = include_str!("style.css");

/// Text made safe for HTML, attribute values included.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A whole document; `head` and `body` are HTML already.
pub fn page(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"id\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} – Dunia luar (sandbox)</title><link rel=\"stylesheet\" href=\"/style.css\">{head}</head>
        <body><header><nav aria-label=\"Sandbox\"><a href=\"/\">Dunia luar <span lang=\"en\">Outside world</span></a> <a href=\"/inbox\">Kotak masuk <span lang=\"en\">Inbox</span></a></nav></header><main>{body}</main></body></html>"
    )
}

/// Sends a document.
pub fn reply(html: &str) -> Result<Response> {
    let headers = Headers::new();
    headers.set("Content-Type", "text/html; charset=utf-8")?;
    headers.set("Content-Security-Policy", CSP)?;
    headers.set("X-Content-Type-Options", "nosniff")?;
    headers.set("Referrer-Policy", "no-referrer")?;
    headers.set("Cache-Control", "no-store")?;
    Ok(Response::ok(html)?.with_headers(headers))
}

/// `GET /style.css`
pub fn style() -> Result<Response> {
    let headers = Headers::new();
    headers.set("Content-Type", "text/css; charset=utf-8")?;
    headers.set("X-Content-Type-Options", "nosniff")?;
    Ok(Response::ok(STYLE)?.with_headers(headers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_strangers_cannot_become_markup() {
        assert_eq!(
            escape("<b a='1' c=\"2\">&"),
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;"
        );
    }
}
