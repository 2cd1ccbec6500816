//! The draft on the phone: one entry, versioned by its key. It stays on this
//! phone, and goes when the registration is sent, on request, or after 14 days.

use crate::client::worker::is_borrowed;
use domain::registration::{Draft, Field, Step};
use leptos::prelude::window;
use web_sys::Storage;

const KEY: &str = "prakerja.pendaftaran.1";
/// 14 days: waves stay open for less, and a shared phone should forget.
const KEPT_MS: i64 = 14 * 24 * 3600 * 1000;

fn storage() -> Option<Storage> {
    // Nothing of anybody's stays on a phone that is not theirs.
    if is_borrowed() {
        return None;
    }
    window().local_storage().ok().flatten()
}

/// Whether the browser keeps anything at all.
pub fn works() -> bool {
    let probe = format!("{KEY}.coba");
    storage().is_some_and(|storage| {
        let kept = storage.set_item(&probe, "1").is_ok();
        let _ = storage.remove_item(&probe);
        kept
    })
}

/// Keeps the draft; the code from the text message is worth nothing later.
pub fn save(step: Step, draft: &Draft) {
    let mut draft = draft.clone();
    draft.set(Field::Otp, "");
    if draft.is_empty() {
        clear();
        return;
    }
    let entry = format!(
        "{}\n{}\n{}",
        step.as_str(),
        js_sys::Date::now() as i64,
        draft.to_form()
    );
    if let Some(storage) = storage() {
        let _ = storage.set_item(KEY, &entry);
    }
}

/// The draft of an earlier visit.
pub fn load() -> Option<(Step, Draft)> {
    let entry = storage()?.get_item(KEY).ok().flatten()?;
    let mut parts = entry.splitn(3, '\n');
    let step = Step::find(parts.next()?)?;
    let kept_at: i64 = parts.next()?.parse().ok()?;
    let draft = Draft::from_form(parts.next()?);
    if js_sys::Date::now() as i64 - kept_at > KEPT_MS {
        clear();
        return None;
    }
    (!draft.is_empty()).then_some((step, draft))
}

/// Forgets it.
pub fn clear() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}
