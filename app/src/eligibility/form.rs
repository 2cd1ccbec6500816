//! The questions. Every one may be left open; then its rule is not known.

use super::EligibilityDraft;
use crate::ui::{
    self, Asked, Choice, Choices, DateQuestion, choices, date_question, say, spoken, to,
};
use domain::api::ProblemField;
use domain::eligibility::{Answer, Household, Occupation, SocialAid, WorkStatus};
use domain::registration::Field;
use leptos::prelude::*;

/// The form's own id.
pub const ID: &str = "pertanyaan";
/// Where the phone says what is certain before everything is answered.
pub const SO_FAR_ID: &str = "sejauh-ini";

/// The form.
pub fn form(draft: &EligibilityDraft, errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <form id=ID method="post" action=to("/cek-syarat/") novalidate>
            {ask("citizen", say!("Apakah Anda WNI dan punya KTP elektronik?", "Are you an Indonesian citizen with an electronic identity card (KTP)?"), "", yes_no(), &draft.citizen)}
            {date_question(DateQuestion {
                label: say!("Kapan tanggal lahir Anda?", "When were you born?"),
                hint: say!("Seperti di KTP. Contoh: 27 3 1998.", "As on your identity card. Example: 27 3 1998."),
                values: [&draft.birth_day, &draft.birth_month, &draft.birth_year],
                error: ui::sentence(errors, Field::BirthDay),
                asked: Asked::AmongOthers,
            })}
            {ask("in_formal_education", say!("Apakah Anda sedang sekolah atau kuliah?", "Are you at school or university?"), say!("Kursus dan pelatihan tidak dihitung.", "Courses and training do not count."), yes_no(), &draft.in_formal_education)}
            {ask("work_status", say!("Bagaimana keadaan kerja Anda sekarang?", "What is your present work situation?"), say!("Pilih yang paling dekat.", "Choose what comes closest."),
                WorkStatus::ALL.iter().map(|choice| (choice.as_str(), choice.label(spoken()))).collect(), &draft.work_status)}
            {ask("occupation", say!("Apakah Anda memegang salah satu jabatan ini?", "Do you hold one of these offices?"), "",
                Occupation::ALL.iter().map(|choice| (choice.as_str(), choice.label(spoken()))).collect(), &draft.occupation)}
            {ask("awarded_before", say!("Pernahkah Anda menjadi penerima Prakerja?", "Have you ever received Prakerja?"), "", yes_no(), &draft.awarded_before)}
            {ask("household", say!("Selain Anda, berapa orang di Kartu Keluarga Anda yang pernah menerima Prakerja?", "Besides you, how many people on your family card have received Prakerja?"), "",
                Household::ALL.iter().map(|choice| (choice.as_str(), choice.label(spoken()))).collect(), &draft.household)}
            {ask("social_aid", say!("Apakah Anda sedang menerima bantuan lain?", "Are you receiving other aid at present?"), "",
                SocialAid::ALL.iter().map(|choice| (choice.as_str(), choice.label(spoken()))).collect(), &draft.social_aid)}
            <div id=SO_FAR_ID class="so-far" role="status"></div>
            <button class="button" type="submit">{say!("Lihat hasil", "See the result")}</button>
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
