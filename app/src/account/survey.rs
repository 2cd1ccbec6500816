//! A survey: a few questions with answers to choose, on one page.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Asked, Choices, Draw, Wrong, choices, say, tell, to};
use domain::messages::Locale;
use domain::survey::{SurveyRequest, questions};
use leptos::prelude::*;

/// `/akun/survei/{number}/`, with the answers chosen so far and what is wrong.
pub fn survey(locale: Locale, number: u32, given: &SurveyRequest, refusal: Option<&str>) -> Page {
    let _speaking = crate::ui::speak(locale);
    let wrongs: Vec<Wrong> = refusal
        .map(|sentence| Wrong {
            target: None,
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let is_wrong = !wrongs.is_empty();
    let body = to_html(|| {
        let asked: Vec<_> = questions(number)
            .iter()
            .map(|question| {
                let chosen = given.answers.get(question.id).map_or("", String::as_str);
                choices(Choices {
                    name: question.id,
                    label: question.text,
                    hint: "",
                    options: question
                        .choices
                        .iter()
                        .map(|one| (one.id, one.label))
                        .collect(),
                    chosen,
                    error: (is_wrong && chosen.is_empty())
                        .then(|| say!("Pilih salah satu.", "Choose one.").to_owned()),
                    asked: Asked::AmongOthers,
                })
            })
            .collect();
        view! {
            {ui::summary(wrongs)}
            <h1>{tell!("Survei ke-{number}", "Survey {number}")}</h1>
            <p>{say!("Tidak ada jawaban yang benar atau salah, dan jawaban Anda tidak memengaruhi kepesertaan. Jawaban disimpan terenkripsi dan hanya dipakai untuk memperbaiki program.", "There are no right or wrong answers, and they do not affect your award. They are kept encrypted and used only to improve the programme.")}</p>
            <form method="post" action=to(&format!("/akun/survei/{number}/")) novalidate data-draft="">
                {asked}
                <button class="button" type="submit">{say!("Kirim jawaban", "Send answers")}</button>
            </form>
            <p class="after"><a href=to("/akun/#insentif")>{say!("Kembali ke akun", "Back to your account")}</a></p>
        }
        .drawn()
    });
    let title = tell!(
        "Survei ke-{number} - Prakerja",
        "Survey {number} - Prakerja"
    );
    Page {
        path: format!("/akun/survei/{number}/").into(),
        lang: locale,
        title: if is_wrong {
            tell!("Salah: {title}", "Error: {title}")
        } else {
            title
        },
        description: say!(
            "Survei bagi peserta Prakerja.",
            "A survey for Prakerja participants."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
