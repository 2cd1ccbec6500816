//! The inbox: every message that the edge sent, for people and for tests.

use crate::html::{escape, page, reply};
use crate::store::{Delivered, Store};
use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::json;
use worker::{Request, Response, Result};

/// What may stand behind the `?`.
#[derive(Default, Deserialize)]
struct Filter {
    #[serde(default)]
    to: String,
    #[serde(default)]
    since: u32,
}

impl Filter {
    fn of(request: &Request) -> Self {
        let mut filter: Self = request.query().unwrap_or_default();
        // In an address a bare `+` means a space: `?to=+62812…` is how people write it.
        filter.to = filter.to.trim().to_owned();
        if filter.to.starts_with("62") {
            filter.to.insert(0, '+');
        }
        filter
    }
}

/// `GET /inbox.json?to=&since=`
pub fn json(store: &Store, request: &Request) -> Result<Response> {
    let filter = Filter::of(request);
    Response::from_json(&json!({ "messages": store.delivered(&filter.to, filter.since)? }))
}

/// `GET /inbox?to=`
pub fn html(store: &Store, request: &Request) -> Result<Response> {
    let filter = Filter::of(request);
    let messages = store.delivered(&filter.to, 0)?;
    let list = if messages.is_empty() {
        "<p class=\"empty\">Belum ada pesan. <span lang=\"en\">No messages yet.</span></p>"
            .to_owned()
    } else {
        format!(
            "<ol class=\"messages\">{}</ol>",
            messages.iter().map(item).collect::<String>()
        )
    };
    let body = format!(
        "<h1>Kotak masuk <span lang=\"en\">Inbox</span></h1>
        <p>SMS dan e-mail yang dikirim sistem, terbaru di atas; halaman ini memuat ulang sendiri tiap 5 detik. <span lang=\"en\">What the system sent, newest first; reloads by itself every 5 seconds.</span></p>
        <form method=\"get\" action=\"/inbox\" class=\"row\">
        <label for=\"to\">Untuk <span lang=\"en\">To</span></label>
        <input id=\"to\" name=\"to\" value=\"{}\" placeholder=\"+62812…\">
        <button>Saring <span lang=\"en\">Filter</span></button></form>{list}",
        escape(&filter.to)
    );
    reply(&page(
        "Kotak masuk",
        "<meta http-equiv=\"refresh\" content=\"5\">",
        &body,
    ))
}

fn item(message: &Delivered) -> String {
    let kind = if message.channel == "sms" {
        "SMS"
    } else {
        "E-mail"
    };
    let again = match message.handed_over {
        0 | 1 => String::new(),
        times => {
            format!(" · diserahkan {times}× <span lang=\"en\">handed over {times} times</span>")
        }
    };
    let subject = if message.channel == "sms" {
        String::new()
    } else {
        format!("<h2>{}</h2>", escape(&message.subject))
    };
    format!(
        "<li><p class=\"meta\"><b>{kind}</b> {} · <time>{}</time>{again}</p>{subject}<p class=\"text\">{}</p></li>",
        escape(&message.to),
        clock(message.at_ms),
        escape(&message.text)
    )
}

/// `22 Nov 22:30:05 WIB`
#[allow(clippy::cast_possible_truncation, reason = "milliseconds of this era")]
fn clock(at_ms: f64) -> String {
    let wib = FixedOffset::east_opt(7 * 3600);
    match (DateTime::from_timestamp_millis(at_ms as i64), wib) {
        (Some(at), Some(wib)) => at
            .with_timezone(&wib)
            .format("%d %b %H:%M:%S WIB")
            .to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_as_jakarta_reads_them() {
        assert_eq!(clock(1_795_361_405_000.0), "22 Nov 22:30:05 WIB");
    }
}
