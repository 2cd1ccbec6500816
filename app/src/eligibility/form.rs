//! The questions. Every one may be left open; then its rule is not known.

use super::EligibilityDraft;
use crate::ui::{self, Asked, Choice, Choices, DateQuestion, choices, date_question, spoken};
use domain::api::ProblemField;
use domain::eligibility::{Answer, Household, Occupation, SocialAid, WorkStatus};
use domain::registration::Field;
use leptos::prelude::*;

/// The form.
pub fn form(draft: &EligibilityDraft, errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <form method="post" action="/cek-syarat/" novalidate>
            {ask("citizen", "Apakah Anda WNI dan punya KTP elektronik?", "", yes_no(), &draft.citizen)}
            {date_question(DateQuestion {
                label: "Kapan tanggal lahir Anda?",
                hint: "Seperti di KTP. Contoh: 27 3 1998.",
                values: [&draft.birth_day, &draft.birth_month, &draft.birth_year],
                error: ui::sentence(errors, Field::BirthDay),
                asked: Asked::AmongOthers,
            })}
            {ask("in_formal_education", "Apakah Anda sedang sekolah atau kuliah?", "Kursus dan pelatihan tidak dihitung.", yes_no(), &draft.in_formal_education)}
            {ask("work_status", "Bagaimana keadaan kerja Anda sekarang?", "Pilih yang paling dekat.",
                WorkStatus::ALL.iter().map(|choice| (choice.as_str(), choice.label(spoken()))).collect(), &draft.work_status)}
            {ask("occupation", "Apakah Anda memegang salah satu jabatan ini?", "",
                Occupation::ALL.iter().map(|choice| (choice.as_str(), choice.label(spoken()))).collect(), &draft.occupation)}
            {ask("awarded_before", "Pernahkah Anda menjadi penerima Prakerja?", "", yes_no(), &draft.awarded_before)}
            {ask("household", "Selain Anda, berapa orang di Kartu Keluarga Anda yang pernah menerima Prakerja?", "",
                Household::ALL.iter().map(|choice| (choice.as_str(), choice.label(spoken()))).collect(), &draft.household)}
            {ask("social_aid", "Apakah Anda sedang menerima bantuan lain?", "",
                SocialAid::ALL.iter().map(|choice| (choice.as_str(), choice.label(spoken()))).collect(), &draft.social_aid)}
            <button class="button" type="submit">"Lihat hasil"</button>
        </form>
    }
}

fn yes_no() -> Vec<Choice> {
    Answer::ALL
        .iter()
        .map(|choice| (choice.as_str(), choice.label(spoken())))
        .collect()
}

fn ask(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    options: Vec<Choice>,
    chosen: &str,
) -> impl IntoView + use<> {
    choices(Choices {
        name,
        label,
        hint,
        options,
        chosen,
        error: None,
        asked: Asked::AmongOthers,
    })
}
