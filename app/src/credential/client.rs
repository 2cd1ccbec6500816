//! Verifies on the phone. Keys and lists come from the edge, are kept with their
//! dates, and serve without a network until they are too old to know. The
//! certificate itself is sent nowhere.

use super::panel::{Panel, panel};
use super::{ANSWER_ID, FIELD};
use crate::browser::clock::{Clock, ticks};
use crate::browser::{dom, fetch, texts};
use crate::ui::say;
use domain::credential::{Issuers, StatusList, Verdict, Wrong, claimed, read_link, verify};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlTextAreaElement, window};

const KEYS: &str = "/berkas/penerbit/terbaru.json";
/// The list of most certificates, kept from the first visit on.
const FIRST_LIST: &str = "/berkas/sertifikat/status/1";

/// 8 s – then what is kept has to do.
const PATIENCE: Duration = Duration::from_secs(8);

/// Listens to the form and to the address, and looks at what the address brings.
pub fn start() {
    let asked = Rc::new(Cell::new(0_u32));
    let by_form = Rc::clone(&asked);
    dom::on_main("submit", move |event| {
        event.prevent_default();
        check(&by_form, &typed());
    });
    let by_address = Rc::clone(&asked);
    dom::on_window("hashchange", move |_| from_address(&by_address));
    from_address(&asked);
    // What a later visit without a network needs.
    spawn_local(async {
        for path in [KEYS, FIRST_LIST] {
            fetch_kept(path).await;
        }
        dom::mark_alive();
    });
}

fn from_address(asked: &Rc<Cell<u32>>) {
    let hash = window().and_then(|window| window.location().hash().ok());
    if let Some(hash) = hash.filter(|hash| hash.len() > 1) {
        check(asked, &hash);
    }
}

fn typed() -> String {
    dom::by_id(FIELD)
        .and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
        .map(|field| field.value())
        .unwrap_or_default()
}

/// Answers from what is kept at once, then from what is newest. Only the latest
/// question is answered.
fn check(asked: &Rc<Cell<u32>>, text: &str) {
    let number = asked.get().wrapping_add(1);
    asked.set(number);
    let Some(jwt) = read_link(text) else {
        show(&panel(&Verdict::Wrong(Wrong::Malformed)));
        return;
    };
    let list = claimed(&jwt).and_then(|entry| path_of(&entry.list));
    let kept_list = list.clone().and_then(|path| texts::get(&path));
    let before = texts::get(KEYS).and_then(|keys| answer(&jwt, &keys, kept_list.as_deref()));
    if let Some(verdict) = &before {
        show(&panel(verdict));
    }
    let asked = Rc::clone(asked);
    spawn_local(async move {
        let keys = fetch_kept(KEYS).await;
        let list = match list {
            Some(path) => fetch_kept(&path).await,
            None => None,
        };
        if asked.get() != number {
            return;
        }
        match keys.and_then(|keys| answer(&jwt, &keys, list.as_deref())) {
            Some(verdict) if before.as_ref() == Some(&verdict) => {}
            Some(verdict) => show(&panel(&verdict)),
            None => show(&no_keys()),
        }
    });
}

fn answer(jwt: &str, keys: &str, list: Option<&str>) -> Option<Verdict> {
    let issuers = Issuers::parse(keys)?;
    let lists: Vec<StatusList> = list
        .and_then(|list| StatusList::parse(list, &issuers).ok())
        .into_iter()
        .collect();
    let before = ticks();
    let verdict = verify(jwt, &issuers, &lists, Clock::default().now());
    // Measurements read it.
    if let (Some(before), Some(after), Some(place)) = (before, ticks(), dom::by_id(ANSWER_ID)) {
        let _ = place.set_attribute("data-ms", &format!("{:.2}", after - before));
    }
    Some(verdict)
}

fn no_keys() -> Panel {
    Panel {
        class: "panel attention",
        headline: say!("Belum dapat diperiksa", "Cannot be checked yet"),
        sentence: say!("Ponsel ini belum pernah mengambil daftar penerbit. Sambungkan ke internet sekali saja, lalu periksa lagi.", "This phone has never fetched the list of issuers. Connect to the internet once, then check again.").to_owned(),
        rows: vec![],
    }
}

/// A list is only ever asked for at our own address.
fn path_of(list: &str) -> Option<String> {
    let origin = window()?.location().origin().ok()?;
    let path = list.strip_prefix(&origin)?;
    path.starts_with("/berkas/sertifikat/status/")
        .then(|| path.to_owned())
}

/// The newest of a file, kept for later: a full storage costs the next visit a network, no
/// more. Without a network the one that is kept.
async fn fetch_kept(path: &str) -> Option<String> {
    match fetched(path).await {
        Some(text) => {
            texts::set(path, &text);
            Some(text)
        }
        None => texts::get(path),
    }
}

async fn fetched(path: &str) -> Option<String> {
    let answer = fetch::file(path, PATIENCE).await?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    text.as_string()
}

/// Puts an answer on the page, as the edge does.
fn show(told: &Panel) {
    let _ = drawn(told);
}

fn drawn(told: &Panel) -> Option<()> {
    let place = dom::by_id(ANSWER_ID)?;
    let panel = dom::element("section", told.class, "")?;
    let parts = [
        dom::element("h2", "status-label", told.headline)?,
        dom::element("p", "", &told.sentence)?,
        dom::element("dl", "facts", "")?,
    ];
    let [_, _, facts] = &parts;
    for (label, value) in &told.rows {
        let row = dom::element("div", "", "")?;
        row.append_child(dom::element("dt", "", label)?.as_ref())
            .ok()?;
        row.append_child(dom::element("dd", "", value)?.as_ref())
            .ok()?;
        facts.append_child(row.as_ref()).ok()?;
    }
    for part in &parts {
        panel.append_child(part.as_ref()).ok()?;
    }
    place.set_text_content(None);
    place.append_child(panel.as_ref()).ok()?;
    place.focus().ok()
}
