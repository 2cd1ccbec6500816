//! A survey: a few questions with answers to choose, on one page.

use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::ui::{self, Asked, Choices, Wrong, choices};
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
                    error: (is_wrong && chosen.is_empty()).then(|| "Pilih salah satu.".to_owned()),
                    asked: Asked::AmongOthers,
                })
            })
            .collect();
        view! {
            {ui::summary(wrongs)}
            <h1>{format!("Survei ke-{number}")}</h1>
            <p>"Tidak ada jawaban yang benar atau salah, dan jawaban Anda tidak memengaruhi kepesertaan. Jawaban disimpan terenkripsi dan hanya dipakai untuk memperbaiki program."</p>
            <form method="post" action=format!("/akun/survei/{number}/") novalidate>
                {asked}
                <button class="button" type="submit">"Kirim jawaban"</button>
            </form>
            <p class="after"><a href="/akun/#insentif">"Kembali ke akun"</a></p>
        }
        .into_any()
    });
    let title = format!("Survei ke-{number} - Prakerja");
    Page {
        path: format!("/akun/survei/{number}/").into(),
        lang: locale,
        title: if is_wrong {
            format!("Salah: {title}")
        } else {
            title
        },
        description: "Survei bagi peserta Prakerja.".into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
