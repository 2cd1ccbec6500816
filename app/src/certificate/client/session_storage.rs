//! What was made ready and has not arrived, in the tab's own storage
//! (`sessionStorage`): it outlives a reload and a tab that the phone threw out, and
//! ends with the tab. One byte is one letter, which browsers store as one byte.

use leptos::prelude::window;
use web_sys::Storage;

const COURSE: &str = "prakerja.sertifikat.pelatihan";
const FILE: &str = "prakerja.sertifikat.berkas";

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The file of that course.
pub fn load(purchase: &str) -> Option<Vec<u8>> {
    let storage = storage()?;
    let course = storage.get_item(COURSE).ok().flatten()?;
    let file = storage.get_item(FILE).ok().flatten()?;
    (course == purchase).then_some(())?;
    file.chars()
        .map(|letter| u8::try_from(letter).ok())
        .collect()
}

/// Keeps a file. One that does not fit is not kept: chosen again, it goes on at the
/// parts that are missing, because its key follows from its bytes.
pub fn store(purchase: &str, bytes: &[u8]) {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    if let Some(storage) = storage() {
        let kept = storage
            .set_item(COURSE, purchase)
            .and_then(|()| storage.set_item(FILE, &text));
        if kept.is_err() {
            clear();
        }
    }
}

/// Nothing is left.
pub fn clear() {
    if let Some(storage) = storage() {
        for name in [COURSE, FILE] {
            let _ = storage.remove_item(name);
        }
    }
}
