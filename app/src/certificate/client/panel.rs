//! What the person sees of a sending: one sentence, a bar, and a button when there is
//! something to press.

use crate::browser::{clock, dom};

/// The form's id; its button rests while something is under way.
pub const FORM: &str = "kirim-sertifikat";

const PANEL: &str = "kirim-jalannya";

/// Something is going on.
pub fn busy(words: &str) {
    say(words, "panel");
    show("kirim-kemajuan", true);
    show("kirim-lagi", false);
    show("kirim-masuk", false);
    rest(true);
}

/// So much of it has arrived.
pub fn progress(done: usize, of: usize) {
    let percent = done
        .saturating_mul(100)
        .checked_div(of)
        .unwrap_or_default()
        .min(100);
    if let Some(bar) = dom::by_id("kirim-kemajuan") {
        let _ = bar.set_attribute("value", &percent.to_string());
    }
}

/// It goes on by itself, sooner if somebody presses.
pub fn waiting(words: &str) {
    say(words, "panel attention");
    show("kirim-lagi", true);
}

/// The person has to sign in again.
pub fn signed_out(words: &str) {
    say(words, "panel attention");
    show("kirim-kemajuan", false);
    show("kirim-masuk", true);
    rest(false);
}

/// It ended, and the form is the person's again.
pub fn ended(words: &str) {
    say(words, "panel attention");
    show("kirim-kemajuan", false);
    show("kirim-lagi", false);
    rest(false);
}

/// Nothing is going on.
pub fn clear() {
    show(PANEL, false);
    rest(false);
}

/// For measurements: how long a file took to be ready, in milliseconds, and its
/// bytes.
pub fn note_ready(begun: Option<f64>, bytes: usize) {
    let now = clock::ticks();
    if let (Some(begun), Some(now), Some(panel)) = (begun, now, dom::by_id(PANEL)) {
        let _ = panel.set_attribute("data-ms", &format!("{:.0}", now - begun));
        let _ = panel.set_attribute("data-bytes", &bytes.to_string());
    }
}

fn say(words: &str, look: &str) {
    if let Some(panel) = dom::by_id(PANEL) {
        panel.set_class_name(look);
    }
    if let Some(place) = dom::by_id("kirim-keadaan") {
        show(PANEL, true);
        // Said once more, it would be read out once more.
        if place.text_content().as_deref() != Some(words) {
            place.set_text_content(Some(words));
        }
    }
}

fn show(id: &str, shown: bool) {
    if let Some(element) = dom::by_id(id) {
        element.set_hidden(!shown);
    }
}

/// A button that rests stays where it is and keeps the focus.
fn rest(resting: bool) {
    let button = dom::by_id(FORM).and_then(|form| form.query_selector("button").ok().flatten());
    if let Some(button) = button {
        let _ = button.set_attribute("aria-disabled", if resting { "true" } else { "false" });
    }
}
