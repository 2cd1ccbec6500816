//! The form as a page of the site: the drawing, the place for news while
//! something is sent, and the data block from which the program starts.

use super::model::{Model, STATE_ID};
use super::{html, words};
use crate::page::{Client, Indexing, Page};
use crate::ui::{say, to};
use domain::messages::Locale;
use domain::registration::{Draft, FieldError, Step};
use domain::scheme::SchemeId;

/// `/daftar/`, judged by a scheme if it answers a form.
pub fn registration(
    locale: Locale,
    draft: &Draft,
    step: Step,
    errors: &[FieldError],
    notice: Option<&str>,
    scheme: Option<&SchemeId>,
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let mut model = Model::new(draft.clone(), step, errors, notice);
    model.scheme = scheme.cloned();
    let drawn = html(&model);
    let kept = say!(
        "Isian Anda tersimpan di ponsel ini sampai terkirim. Ini bukan ponsel Anda?",
        "What you type is kept on this phone until it is sent. Not your phone?"
    );
    let inside = say!(
        "Halaman ini terbuka di dalam aplikasi lain, yang dapat membuang isian Anda. Buka di Chrome atau peramban ponsel Anda: tekan titik tiga, lalu Buka di peramban.",
        "This page is open inside another app, which may throw away what you type. Open it in Chrome or your phone’s browser: press the three dots, then Open in browser."
    );
    let wipe = say!("Hapus isian dari ponsel ini", "Wipe it from this phone");
    let borrowed = to("/ponsel-pinjaman/");
    let borrowed_words = say!("Ini bukan ponsel saya", "This is not my phone");
    let mut body = format!(
        "<div id=\"pendaftaran\">{drawn}</div>\
         <p id=\"kabar\" class=\"news\" role=\"status\"></p>\
         <p class=\"notice\" id=\"dalam-aplikasi\" hidden>{inside}</p>\
         <p class=\"only-alive hint\">{kept} \
         <button class=\"button quiet\" type=\"button\" data-do=\"clear\">{wipe}</button></p>\
         <p class=\"hint\"><a href=\"{borrowed}\">{borrowed_words}</a></p>"
    );
    if !model.is_untouched() {
        body.push_str(&format!(
            "<script type=\"application/json\" id=\"{STATE_ID}\">{}</script>",
            model.to_json()
        ));
    }
    let untouched = model.is_untouched();
    Page {
        path: "/daftar/".into(),
        lang: locale,
        title: if untouched {
            say!("Daftar - Prakerja", "Register - Prakerja").into()
        } else {
            words::title(step, model.is_wrong())
        },
        description:
            say!("Daftar Prakerja: satu pertanyaan di tiap langkah, isian tersimpan di ponsel Anda.", "Register for Prakerja: one question at a time, and what you type is kept on your phone.").into(),
        indexing: if untouched {
            Indexing::Listed
        } else {
            Indexing::Hidden
        },
        client: Client::Forms,
        body,
    }
}
