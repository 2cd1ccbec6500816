//! `/sertifikat/`: what to paste, and the answer.

use super::told::{Told, told};
use super::{ANSWER_ID, FIELD};
use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::ui::{self, Wrong};
use domain::credential::Verdict;
use domain::messages::Locale;
use leptos::prelude::*;

/// The page, with the answer to what was sent as a form.
pub fn verification(
    locale: Locale,
    typed: &str,
    verdict: Option<&Verdict>,
    refusal: Option<&str>,
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let wrongs: Vec<Wrong> = refusal
        .map(|sentence| Wrong {
            target: Some(FIELD.to_owned()),
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let title = match (refusal, verdict) {
        (Some(_), _) => "Salah: Periksa sertifikat - Prakerja",
        (None, Some(_)) => "Hasil pemeriksaan sertifikat - Prakerja",
        (None, None) => "Periksa sertifikat - Prakerja",
    };
    let answer = verdict.map(|verdict| answer(told(verdict)));
    let error = ui::error_text(FIELD, refusal.map(str::to_owned));
    let described = if refusal.is_some() {
        "tautan-hint tautan-error"
    } else {
        "tautan-hint"
    };
    let field = crate::ui::field_class(refusal.is_some());
    let body = to_html(|| {
        view! {
            {ui::summary(wrongs)}
            <h1>"Periksa sertifikat"</h1>
            <p>"Siapa pun boleh memeriksa sertifikat digital Prakerja, tanpa akun. Kalau ponsel Anda mendukung, semuanya dihitung di ponsel: sertifikatnya tidak dikirim ke mana pun, dan setelah kunjungan pertama bisa tanpa internet."</p>
            <div id=ANSWER_ID role="status" tabindex="-1">{answer}</div>
            <form id="periksa" method="post" action="/sertifikat/" novalidate>
                <div class=field>
                    <label for=FIELD>"Tautan atau isi sertifikat"</label>
                    <p class="hint" id="tautan-hint">"Pindai kode QR di PDF-nya dengan kamera ponsel, lalu buka tautannya; atau salin tautan itu ke sini."</p>
                    {error}
                    <textarea
                        id=FIELD
                        name=FIELD
                        rows="5"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        aria-describedby=described
                        aria-invalid=refusal.is_some().then_some("true")
                    >{typed.to_owned()}</textarea>
                </div>
                <button class="button" type="submit">"Periksa"</button>
            </form>
            <h2>"Apa yang diperiksa"</h2>
            <ul>
                <li>"Tanda tangan lembaga pelatihan, dengan kunci yang diterbitkan Prakerja."</li>
                <li>"Apakah isinya masih sama seperti saat ditandatangani."</li>
                <li>"Apakah sertifikatnya sudah dicabut."</li>
            </ul>
            <p class="hint">"Foto atau pindaian sertifikat kertas tidak dapat diperiksa di sini."</p>
        }
        .into_any()
    });
    Page {
        path: "/sertifikat/".into(),
        lang: locale,
        title: title.into(),
        description: "Periksa keaslian sertifikat digital pelatihan Prakerja: siapa, pelatihan apa, dari lembaga mana, dan apakah masih berlaku.".into(),
        indexing: if verdict.is_some() || refusal.is_some() { Indexing::Hidden } else { Indexing::Listed },
        client: Client::Credential,
        body,
    }
}

fn answer(told: Told) -> impl IntoView + use<> {
    let rows = told
        .rows
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! {
        <section class=told.class>
            <h2 class="status-label">{told.headline}</h2>
            <p>{told.sentence}</p>
            <dl class="facts">{rows}</dl>
        </section>
    }
}
