//! The console page: links, the faults and the clock, in plain forms.

use crate::clock;
use crate::faults::{Fault, Faults};
use crate::html::{escape, page, reply};
use worker::{Env, Response, Result};

/// Steps that demos take: label in both languages, seconds.
const JUMPS: [(&str, &str, u32); 4] = [
    ("+1 menit", "1 minute", 60),
    ("+1 jam", "1 hour", 3_600),
    ("+1 hari", "1 day", 86_400),
    ("+7 hari", "7 days", 604_800),
];

/// `GET /`
pub async fn html(env: &Env, faults: Faults) -> Result<Response> {
    let edge = env.var("EDGE_URL")?.to_string();
    let edge = escape(&edge);
    let now = now(env).await;
    let jumps: String = JUMPS
        .iter()
        .map(|(id, en, seconds)| {
            format!("<form method=\"post\" action=\"/clock\"><button name=\"advance_seconds\" value=\"{seconds}\">{id} <span lang=\"en\">{en}</span></button></form>")
        })
        .collect();
    let body = format!(
        "<h1>Dunia luar <span lang=\"en\">The outside world</span></h1>
        <p>Memerankan Dukcapil, pengirim pesan, pemeriksa virus, dan sumber angka acak di mesin ini. <span lang=\"en\">Plays the identity office, the message gateway, the virus scanner and the beacon on this machine.</span></p>
        <section><h2>Alamat <span lang=\"en\">Addresses</span></h2><ul>
        <li><a href=\"/inbox\">Kotak masuk <span lang=\"en\">Inbox</span></a></li>
        <li><a href=\"/platform\">Loket platform <span lang=\"en\">A platform's counter</span></a></li>
        <li><a href=\"{edge}/\">Aplikasi <span lang=\"en\">App</span></a></li>
        <li><a href=\"{edge}/api/v1/health\">/api/v1/health</a></li>
        <li><a href=\"/dukcapil/calls\">/dukcapil/calls</a></li>
        <li><a href=\"/payments.json\">Pembayaran <span lang=\"en\">Payments</span></a></li></ul></section>
        <section><h2>Gangguan <span lang=\"en\">Faults</span></h2>{}{}{}{}{}{}</section>
        <section><h2>Jam sistem <span lang=\"en\">Clock</span></h2><p class=\"now\">{}</p>
        <div class=\"row\">{jumps}</div>
        <form method=\"post\" action=\"/clock\" class=\"row\"><label for=\"set\">Atur (WIB) <span lang=\"en\">Set</span></label>
        <input id=\"set\" name=\"set\" type=\"datetime-local\" required><button>Atur <span lang=\"en\">Set</span></button></form>
        <form method=\"post\" action=\"/clock\"><button name=\"reset\" value=\"1\">Kembali ke jam asli <span lang=\"en\">Back to real time</span></button></form></section>
        <section><h2>Putusan Dukcapil <span lang=\"en\">Verdicts</span></h2><ul>
        <li>NIK …0404: tidak dikenal <span lang=\"en\">unknown</span></li>
        <li>NIK …9998: nama berbeda <span lang=\"en\">name differs</span></li>
        <li>NIK …9996: KK berbeda, kecuali berakhiran tanggal dan bulan dari NIK <span lang=\"en\">the card differs, unless it ends in the day and month of the NIK</span></li>
        <li>NIK …9997: tanggal lahir dan KK berbeda <span lang=\"en\">birth date and KK differ</span></li>
        <li>lainnya: cocok <span lang=\"en\">any other matches</span></li></ul></section>",
        choice("dukcapil", "Dukcapil", faults.dukcapil, Fault::Duplicate),
        choice("messaging", "SMS & e-mail", faults.messaging, Fault::Wrong),
        choice("beacon", "Beacon", faults.beacon, Fault::Duplicate),
        choice("scanner", "Pemeriksa virus", faults.scanner, Fault::Duplicate),
        offered("payment", "Mitra pembayaran", faults.payment, &Fault::PAYMENT),
        choice("push", "Layanan pemberitahuan", faults.push, Fault::Duplicate),
        escape(&now),
    );
    reply(&page("Kendali", "", &body))
}

/// A select of every fault but the one that means nothing there.
fn choice(name: &str, label: &str, now: Fault, without: Fault) -> String {
    let faults: Vec<Fault> = Fault::ANY
        .into_iter()
        .filter(|fault| *fault != without)
        .collect();
    offered(name, label, now, &faults)
}

/// A select of these faults.
fn offered(name: &str, label: &str, now: Fault, faults: &[Fault]) -> String {
    let options: String = faults
        .iter()
        .map(|fault| {
            let selected = if *fault == now { " selected" } else { "" };
            format!("<option{selected}>{}</option>", fault.name())
        })
        .collect();
    format!(
        "<form method=\"post\" action=\"/faults\" class=\"row\"><label for=\"{name}\">{}</label><select id=\"{name}\" name=\"{name}\">{options}</select><button>Ubah <span lang=\"en\">Change</span></button></form>",
        escape(label)
    )
}

/// The edge's clock, or why it is not known.
async fn now(env: &Env) -> String {
    match clock::read(env).await {
        Ok(mut answer) => answer
            .json::<serde_json::Value>()
            .await
            .ok()
            .and_then(|json| Some(json.get("now")?.as_str()?.to_owned()))
            .unwrap_or_else(|| "tidak diketahui".to_owned()),
        Err(error) => format!("tidak terjangkau ({error})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fault_that_is_on_is_the_one_selected() {
        let html = choice("dukcapil", "A & B", Fault::Down, Fault::Duplicate);
        assert!(html.contains("<option selected>down</option>"));
        assert!(!html.contains("duplicate") && html.contains("A &amp; B"));
    }
}
