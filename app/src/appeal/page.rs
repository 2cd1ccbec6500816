//! `/akun/keberatan/`: an appeal in one's own words. Works without a program; what
//! was typed comes back with what is wrong.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{
    Draw, Wrong, described_by, error_text, field_class, say, spoken, summary, tell, time, to, typed,
};
use domain::appeal::{MAX_EXPLANATION_CHARACTERS, RevocationView};
use domain::messages::Locale;
use domain::time::Zone;
use leptos::prelude::*;

/// Name and id of the input.
const TEXT: &str = "text";

/// The page, by the clock of whoever appeals; with what was typed, and why it was
/// refused, if it was.
pub fn appeal(
    locale: Locale,
    zone: Zone,
    revocation: &RevocationView,
    text: &str,
    refusal: Option<&str>,
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let _reading = crate::ui::read_clock(zone);
    let wrongs: Vec<Wrong> = refusal
        .map(|sentence| Wrong {
            target: Some(TEXT.to_owned()),
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let wrong = if refusal.is_some() {
        say!("Salah: ", "Error: ")
    } else {
        ""
    };
    let body = to_html(|| {
        view! {
            {summary(wrongs)}
            <h1>{say!("Ajukan keberatan", "Appeal")}</h1>
            <p>{say!("Kepesertaan Anda dicabut ", "Your award was taken back ")}{time(revocation.revoked_at)}". "{revocation.reason.label(spoken())}</p>
            <p>{say!("Keberatan dapat diajukan satu kali untuk setiap pencabutan, sampai ", "You can appeal once against each decision, until ")}{time(revocation.appeal_before)}"."</p>
            <form method="post" action=to("/akun/keberatan/") data-draft="">
                {question(text, refusal.map(str::to_owned))}
                <button class="button" type="submit">{say!("Kirim keberatan", "Send the appeal")}</button>
            </form>
            <p><a href=to("/akun/")>{say!("Kembali ke akun", "Back to your account")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/keberatan/".into(),
        lang: locale,
        title: tell!(
            "{wrong}Ajukan keberatan - Prakerja",
            "{wrong}Appeal - Prakerja"
        ),
        description: say!(
            "Ajukan keberatan atas pencabutan kepesertaan Anda.",
            "Appeal against your award being taken back."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn question(text: &str, error: Option<String>) -> impl IntoView + use<> {
    let wrong = error.is_some();
    let hint = tell!(
        "Ceritakan apa yang keliru dan sejak kapan, paling panjang {MAX_EXPLANATION_CHARACTERS} huruf. Kalau ada surat yang mendukung, sebutkan; petugas akan memintanya.",
        "Say what is wrong and since when, in {MAX_EXPLANATION_CHARACTERS} characters at most. If a document supports you, name it; we will ask for it."
    );
    view! {
        <div class=field_class(wrong)>
            <label for=TEXT>{say!("Mengapa keputusan ini keliru?", "Why is this decision wrong?")}</label>
            <p class="hint" id="text-hint">{hint}</p>
            {error_text(TEXT, error)}
            <textarea
                id=TEXT
                name=TEXT
                rows="8"
                aria-describedby=described_by(TEXT, true, wrong)
                aria-invalid=wrong.then_some("true")
                inner_html=typed(text)
            ></textarea>
        </div>
    }
}
