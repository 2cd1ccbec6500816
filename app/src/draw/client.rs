//! The check of one's own entry, once more, on the phone. Everything it needs came
//! with the page: it asks no network, so it also works without one.

use super::block::{self, BLOCK_ID};
use super::words;
use crate::browser::clock::ticks;
use crate::browser::{dom, json};
use crate::ui::{say, tell};
use domain::draw::{Check, ProofError, Verdict};
use std::cell::Cell;

/// Where the page says who computed.
const LINE_ID: &str = "diperiksa";

/// Checks at once and on the button, if the page is the answer to a check.
pub fn start() {
    let Some(text) = dom::by_id(BLOCK_ID).and_then(|block| block.text_content()) else {
        return;
    };
    let Some((check, told)) =
        json::parse(&text).and_then(|object| block::read(|field| json::text(&object, field)))
    else {
        say(say!(
            "Ponsel ini tidak dapat membaca data pemeriksaan. Yang tampak adalah hitungan server kami; coba muat ulang halaman ini.",
            "This phone cannot read the data of the check. What you see is our server’s sum; try to load this page again."
        ));
        return;
    };
    let times = Cell::new(1_u32);
    run(&check, &told, times.get());
    if let Some(button) = dom::by_id("periksa-lagi") {
        let _ = button.remove_attribute("hidden");
    }
    dom::on_main("click", move |event| {
        if dom::inside(&event, "#periksa-lagi").is_some() {
            times.set(times.get() + 1);
            run(&check, &told, times.get());
        }
    });
    dom::mark_alive();
}

fn run(check: &Check, told: &str, times: u32) {
    let before = ticks();
    let verdict = check.verify();
    let took = ticks().zip(before).map(|(after, before)| after - before);
    if block::told(&verdict) != told {
        warn(&verdict);
        return;
    }
    let again = match times {
        1 => String::new(),
        more => tell!(" Pemeriksaan ke-{more}.", " Check no. {more}."),
    };
    say(&tell!(
        "Diperiksa di ponsel Anda, tanpa server{}: {}.{again}",
        "Checked on your phone, without a server{}: {}.{again}",
        took.map(milliseconds).unwrap_or_default(),
        found(check, &verdict),
    ));
}

/// What the phone itself found.
fn found(check: &Check, verdict: &Result<Verdict, ProofError>) -> String {
    let Ok(verdict) = verdict else {
        return say!("bukti tidak cocok", "the proof does not fit").to_owned();
    };
    let threshold = check.draw.and_then(|draw| draw.threshold);
    let figures = match (verdict.ticket, threshold) {
        (Some(ticket), Some(threshold)) => {
            let (mine, limit) = words::fractions(ticket, threshold);
            tell!(
                " (nomor {mine}, batas {limit})",
                " (number {mine}, limit {limit})"
            )
        }
        _ => String::new(),
    };
    format!("{}{figures}", words::small_headline(verdict.standing))
}

/// The phone and the edge disagree: one of them is wrong, and nobody may miss it.
fn warn(verdict: &Result<Verdict, ProofError>) {
    let here = verdict.as_ref().map_or(
        say!("bukti tidak cocok", "the proof does not fit"),
        |verdict| words::small_headline(verdict.standing),
    );
    if let Some(line) = dom::by_id(LINE_ID) {
        line.set_class_name("error-summary");
        let _ = line.set_attribute("role", "alert");
        line.scroll_into_view();
    }
    say(&tell!(
        "PERHATIAN: hitungan ponsel Anda berbeda dari hitungan server. Menurut ponsel Anda: {here}. Jangan tutup halaman ini; potret layarnya dan laporkan ke posko terdekat.",
        "ATTENTION: your phone’s sum differs from the server’s. According to your phone: {here}. Do not close this page; take a screenshot and report it to the nearest help desk (posko)."
    ));
}

fn say(words: &str) {
    if let Some(line) = dom::by_id(LINE_ID) {
        line.set_text_content(Some(words));
    }
}

/// Browsers round their clocks to a tenth of a millisecond or more.
fn milliseconds(took: f64) -> String {
    match (took * 10.0) as u32 {
        0 => say!(
            ", dalam waktu kurang dari 0,1 milidetik",
            ", in less than 0.1 milliseconds"
        )
        .to_owned(),
        tenths => tell!(
            ", dalam {},{} milidetik",
            ", in {}.{} milliseconds",
            tenths / 10,
            tenths % 10
        ),
    }
}
