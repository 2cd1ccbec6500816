//! `/akun/ulasan/{purchase}/`: stars and a text for one completed course. Works
//! without a program; what was typed comes back with what is wrong.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{
    Asked, Choices, Draw, Wrong, choices, described_by, error_text, field_class, say, summary,
    tell, time, to, typed,
};
use domain::messages::Locale;
use domain::purchase::PurchaseView;
use domain::review::{MAX_REVIEW_CHARACTERS, OwnReview, Stars};
use domain::time::Zone;
use leptos::prelude::*;

/// What the form shows.
#[derive(Clone, Copy, Debug)]
pub struct ReviewPage<'a> {
    /// The clock of whoever reviews.
    pub zone: Zone,
    /// What was bought.
    pub purchase: &'a PurchaseView,
    /// What was said of it before.
    pub known: Option<&'a OwnReview>,
    /// Stars as chosen.
    pub stars: Option<Stars>,
    /// Text as typed.
    pub text: &'a str,
}

/// Which part of the form a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewField {
    /// The stars.
    Stars,
    /// The text.
    Text,
    /// Neither.
    Nothing,
}

/// Names and ids of the inputs.
const STARS: &str = "stars";
const TEXT: &str = "text";

/// The page; with what was refused and why, if something was.
pub fn review(locale: Locale, page: &ReviewPage<'_>, refusal: Option<(ReviewField, &str)>) -> Page {
    let _speaking = crate::ui::speak(locale);
    let _reading = crate::ui::read_clock(page.zone);
    let target = |blamed| match blamed {
        ReviewField::Stars => Some(STARS.to_owned()),
        ReviewField::Text => Some(TEXT.to_owned()),
        ReviewField::Nothing => None,
    };
    let wrongs: Vec<Wrong> = refusal
        .map(|(blamed, sentence)| Wrong {
            target: target(blamed),
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let error = |part| {
        let about = refusal.filter(|(blamed, _)| *blamed == part);
        about.map(|(_, sentence)| sentence.to_owned())
    };
    let wrong = if refusal.is_some() {
        say!("Salah: ", "Error: ")
    } else {
        ""
    };
    let body = to_html(|| {
        let action = to(&format!("/akun/ulasan/{}/", page.purchase.id.as_str()));
        view! {
            {summary(wrongs)}
            <h1>{say!("Penilaian pelatihan", "Rate a course")}</h1>
            <p class="lead">{page.purchase.title.clone()}</p>
            <form method="post" action=action data-draft="">
                {stars(page, error(ReviewField::Stars))}
                {text(page, error(ReviewField::Text))}
                <p class="hint">{say!("Yang dilihat orang lain: bintang, ulasan, nama depan, dan provinsi Anda. Bintang selalu dihitung; ulasan yang memuat nomor, alamat, atau tautan diperiksa petugas lebih dulu.", "What others see: the stars, the review, your first name and your province. Stars always count; reviews with numbers, addresses or links are looked at first.")}</p>
                <button class="button" type="submit">{say!("Kirim penilaian", "Send the rating")}</button>
            </form>
            {until(page.known)}
            <p><a href=to("/akun/#pelatihan-saya")>{say!("Kembali ke akun", "Back to your account")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/ulasan/".into(),
        lang: locale,
        title: tell!(
            "{wrong}Penilaian pelatihan - Prakerja",
            "{wrong}Rate a course - Prakerja"
        ),
        description: say!(
            "Beri penilaian untuk pelatihan yang Anda selesaikan.",
            "Rate a course that you have completed."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn stars(page: &ReviewPage<'_>, error: Option<String>) -> impl IntoView + use<> {
    let chosen = page.stars.map(|stars| stars.get().to_string());
    choices(Choices {
        name: STARS,
        label: say!("Bagaimana pelatihan ini?", "How was this course?"),
        hint: "",
        options: vec![
            ("5", say!("5 bintang: sangat baik", "5 stars: very good")),
            ("4", say!("4 bintang: baik", "4 stars: good")),
            ("3", say!("3 bintang: cukup", "3 stars: fair")),
            ("2", say!("2 bintang: kurang", "2 stars: poor")),
            ("1", say!("1 bintang: sangat kurang", "1 star: very poor")),
        ],
        chosen: chosen.as_deref().unwrap_or_default(),
        error,
        asked: Asked::AmongOthers,
    })
}

fn text(page: &ReviewPage<'_>, error: Option<String>) -> impl IntoView + use<> {
    let wrong = error.is_some();
    let hint = tell!(
        "Boleh dikosongkan, paling panjang {MAX_REVIEW_CHARACTERS} huruf. Apa yang berguna, dan apa yang kurang? Jangan tulis nomor telepon, NIK, atau kode.",
        "May be left empty; {MAX_REVIEW_CHARACTERS} characters at most. What was useful, and what was missing? Write no phone numbers, NIK or codes."
    );
    view! {
        <div class=field_class(wrong)>
            <label for=TEXT>{say!("Ulasan Anda", "Your review")}</label>
            <p class="hint" id="text-hint">{hint}</p>
            {error_text(TEXT, error)}
            <textarea
                id=TEXT
                name=TEXT
                rows="6"
                aria-describedby=described_by(TEXT, true, wrong)
                aria-invalid=wrong.then_some("true")
                inner_html=typed(page.text)
            ></textarea>
        </div>
    }
}

fn until(known: Option<&OwnReview>) -> Option<impl IntoView + use<>> {
    known.map(|known| {
        view! { <p class="hint">{say!("Penilaian ini dapat diubah sampai ", "This rating can be changed until ")}{time(known.changeable_until)}"."</p> }
    })
}
