//! The draft on the phone: one entry in its database. It stays on this phone, and goes
//! when the registration is sent, on request, or after 14 days.

use crate::browser::json::{get, text};
use crate::browser::store::{self, DRAFTS};
use crate::browser::texts;
use crate::browser::worker::is_borrowed;
use domain::registration::{Draft, Field, Step};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// The form that it is of, in whatever language it is filled in.
pub const FORM: &str = "/daftar/";
/// Rises when an entry changes its form; 1 was a text in `localStorage`.
const VERSION: f64 = 2.0;
const KEY_OF_1: &str = "prakerja.pendaftaran.1";
/// 14 days: waves stay open for less, and a phone should forget.
const KEPT_MS: f64 = 14.0 * 24.0 * 3600.0 * 1000.0;

/// Whether the browser keeps anything at all. On a phone that is somebody else's
/// nothing is kept, and nobody has to be told.
pub async fn open() -> bool {
    is_borrowed() || store::open().await
}

/// Keeps the draft; the code from the text message is worth nothing later.
pub fn save(step: Step, draft: &Draft) {
    let mut draft = draft.clone();
    draft.set(Field::Otp, "");
    if draft.is_empty() {
        clear();
        return;
    }
    store::put(DRAFTS, entry(step, &draft));
}

fn entry(step: Step, draft: &Draft) -> JsValue {
    let entry = Object::new();
    let fields = [
        ("form", JsValue::from_str(FORM)),
        ("version", JsValue::from_f64(VERSION)),
        ("at", JsValue::from_f64(js_sys::Date::now())),
        ("step", JsValue::from_str(step.as_str())),
        ("typed", JsValue::from_str(&draft.to_form())),
    ];
    for (name, value) in fields {
        // Setting a field of a fresh object does not fail.
        let _ = Reflect::set(&entry, &name.into(), &value);
    }
    entry.into()
}

/// Takes up what was answered on another page. What was typed here before stays; on a
/// borrowed phone nothing is kept.
pub async fn fill_in(answers: &[(Field, &str)]) {
    if is_borrowed() {
        return;
    }
    let (step, mut draft) = load().await.unwrap_or((Step::Nik, Draft::default()));
    let before = draft.clone();
    for (field, answer) in answers {
        if before.get(*field).is_empty() {
            draft.set(*field, answer);
        }
    }
    if draft != before {
        store::put_now(DRAFTS, &entry(step, &draft)).await;
    }
}

/// The draft of an earlier visit, of this release or of one before.
pub async fn load() -> Option<(Step, Draft)> {
    if let Some(before) = of_version_1() {
        save(before.0, &before.1);
        return Some(before);
    }
    let entry = store::get(DRAFTS, FORM).await?;
    let at = get(&entry, "at")?.as_f64()?;
    let version = get(&entry, "version")?.as_f64()?;
    if version != VERSION || js_sys::Date::now() - at > KEPT_MS {
        clear();
        return None;
    }
    let step = Step::find(&text(&entry, "step")?)?;
    let draft = Draft::from_form(&text(&entry, "typed")?);
    (!draft.is_empty()).then_some((step, draft))
}

/// What a release before this one kept; it moves.
fn of_version_1() -> Option<(Step, Draft)> {
    let entry = texts::take(KEY_OF_1)?;
    let mut parts = entry.splitn(3, '\n');
    let step = Step::find(parts.next()?)?;
    // Reading it as a float would bring 15 KB of tables to the phone.
    let at: i64 = parts.next()?.parse().ok()?;
    let draft = Draft::from_form(parts.next()?);
    (js_sys::Date::now() - at as f64 <= KEPT_MS && !draft.is_empty()).then_some((step, draft))
}

/// Forgets it.
pub fn clear() {
    store::remove(DRAFTS, FORM);
}
