//! `/sertifikat/`: what to paste, and the answer.

use super::panel::{Panel, panel};
use super::{ANSWER_ID, FIELD};
use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Draw, Wrong, say, to};
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
        (Some(_), _) => say!(
            "Salah: Periksa sertifikat - Prakerja",
            "Error: Check a certificate - Prakerja"
        ),
        (None, Some(_)) => say!(
            "Hasil pemeriksaan sertifikat - Prakerja",
            "Result of the check - Prakerja"
        ),
        (None, None) => say!(
            "Periksa sertifikat - Prakerja",
            "Check a certificate - Prakerja"
        ),
    };
    let answer = verdict.map(|verdict| answer(panel(verdict)));
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
            <h1>{say!("Periksa sertifikat", "Check a certificate")}</h1>
            <p>{say!("Siapa pun boleh memeriksa sertifikat digital Prakerja, tanpa akun. Kalau ponsel Anda mendukung, semuanya dihitung di ponsel: sertifikatnya tidak dikirim ke mana pun, dan setelah kunjungan pertama bisa tanpa internet.", "Anybody may check a Prakerja digital certificate, without an account. If your phone can, everything is computed on it: the certificate is sent nowhere, and after the first visit it works without internet.")}</p>
            <div id=ANSWER_ID role="status" tabindex="-1">{answer}</div>
            <form id="periksa" method="post" action=to("/sertifikat/") novalidate>
                <div class=field>
                    <label for=FIELD>{say!("Tautan atau isi sertifikat", "Link or content of the certificate")}</label>
                    <p class="hint" id="tautan-hint">{say!("Pindai kode QR di PDF-nya dengan kamera ponsel, lalu buka tautannya; atau salin tautan itu ke sini.", "Scan the QR code on its PDF with the phone’s camera and open the link; or copy the link into this field.")}</p>
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
                <button class="button" type="submit">{say!("Periksa", "Check")}</button>
            </form>
            <h2>{say!("Apa yang diperiksa", "What is checked")}</h2>
            <ul>
                <li>{say!("Tanda tangan lembaga pelatihan, dengan kunci yang diterbitkan Prakerja.", "The training institution’s signature, with the key that Prakerja has published.")}</li>
                <li>{say!("Apakah isinya masih sama seperti saat ditandatangani.", "Whether the content is as it was when it was signed.")}</li>
                <li>{say!("Apakah sertifikatnya sudah dicabut.", "Whether the certificate has been revoked.")}</li>
            </ul>
            <p class="hint">{say!("Foto atau pindaian sertifikat kertas tidak dapat diperiksa di sini.", "A photo or scan of a paper certificate cannot be checked here.")}</p>
        }
        .drawn()
    });
    Page {
        path: "/sertifikat/".into(),
        lang: locale,
        title: title.into(),
        description: say!("Periksa keaslian sertifikat digital pelatihan Prakerja: siapa, pelatihan apa, dari lembaga mana, dan apakah masih berlaku.", "Check whether a digital certificate of a Prakerja course is genuine: who, which course, from which institution, and whether it is valid.").into(),
        indexing: if verdict.is_some() || refusal.is_some() { Indexing::Hidden } else { Indexing::Listed },
        client: Client::Credential,
        body,
    }
}

fn answer(told: Panel) -> impl IntoView + use<> {
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
