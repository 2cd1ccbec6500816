//! The browser's program of `/sertifikat/kirim/`. A photo is turned upright and made
//! small in a worker (`worker`), the file is sent in parts that are never sent twice
//! (`send`), and what was made lies in the tab's own storage until it has arrived
//! (`kept`): a reload or a tab that the phone threw out loses nothing, and a tab that
//! was closed leaves nothing behind on a phone that others use. Where anything here
//! is missing, the form is sent as a form.

use crate::ui::say;
mod api;
mod panel;
mod send;
mod session_storage;
mod shrink;
mod wait;
mod worker;

use crate::browser::{clock, dom};
use panel::FORM;
use std::cell::Cell;
use std::rc::Rc;
use wait::Wait;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, HtmlFormElement, HtmlInputElement};

/// On the page it takes over the form; in the worker it serves the page.
pub fn start() {
    if web_sys::window().is_none() {
        worker::serve();
    } else if let Some(purchase) = purchase() {
        let page = Rc::new(Page {
            purchase,
            busy: Cell::new(false),
            wait: Wait::default(),
        });
        page.listen();
        dom::mark_alive();
        if let Some(bytes) = session_storage::load(&page.purchase) {
            page.deliver(bytes);
        }
    }
}

/// The course of the form, if the page has one.
fn purchase() -> Option<String> {
    dom::by_id(FORM)?.get_attribute("data-pelatihan")
}

/// The page with its form.
struct Page {
    purchase: String,
    busy: Cell<bool>,
    wait: Wait,
}

impl Page {
    fn listen(self: &Rc<Self>) {
        let here = Rc::clone(self);
        dom::on_main("submit", move |event| {
            if dom::inside(&event, "#kirim-sertifikat").is_none() {
                return;
            }
            if let Some(file) = chosen() {
                event.prevent_default();
                here.take(file);
            }
        });
        let here = Rc::clone(self);
        dom::on_main("click", move |event| {
            if dom::inside(&event, "#kirim-ulang").is_some() {
                here.wait.end();
            }
        });
        let here = Rc::clone(self);
        dom::on_window("online", move |_| here.wait.end());
    }

    /// Makes a file ready and sends it.
    fn take(self: &Rc<Self>, file: File) {
        if self.busy.replace(true) {
            return;
        }
        session_storage::clear();
        let here = Rc::clone(self);
        spawn_local(async move {
            panel::busy(say!("Menyiapkan berkas…", "Preparing the file…"));
            let begun = clock::ticks();
            match ready(&file).await {
                Some(bytes) => {
                    panel::note_ready(begun, bytes.len());
                    session_storage::store(&here.purchase, &bytes);
                    here.send(bytes).await;
                }
                // Unreadable for this browser: the form is left to say what is wrong.
                None => {
                    panel::clear();
                    as_form();
                }
            }
            here.busy.set(false);
        });
    }

    /// Goes on with what an earlier visit has left.
    fn deliver(self: &Rc<Self>, bytes: Vec<u8>) {
        self.busy.set(true);
        let here = Rc::clone(self);
        spawn_local(async move {
            here.send(bytes).await;
            here.busy.set(false);
        });
    }
}

fn chosen() -> Option<File> {
    let input: HtmlInputElement = dom::by_id("berkas")?.dyn_into().ok()?;
    input.files()?.get(0)
}

/// The bytes to send: pictures small and upright, everything else as it is.
async fn ready(file: &File) -> Option<Vec<u8>> {
    let first = bytes_of(&file.slice_with_i32_and_i32(0, 8).ok()?).await?;
    let keeps = first.starts_with(b"\xFF\xD8\xFF") || first.starts_with(b"\x89PNG");
    if first.starts_with(b"%PDF") || keeps && file.size() <= f64::from(shrink::ENOUGH) {
        return bytes_of(file).await;
    }
    if keeps || file.type_().starts_with("image/") {
        panel::busy(say!("Mengecilkan foto…", "Making the photo smaller…"));
        if let Some(small) = shrink::small(file).await {
            return Some(small);
        }
    }
    // The edge judges by the bytes and knows the words for each refusal.
    (file.size() <= f64::from(shrink::LARGEST)).then_some(())?;
    bytes_of(file).await
}

async fn bytes_of(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

fn as_form() {
    let form = dom::by_id(FORM).and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    // Skips the event that would bring it back here.
    let _ = form.map(|form| form.submit());
}
