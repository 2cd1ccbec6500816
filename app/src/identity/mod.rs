//! `/akun/data/`: what somebody has registered of themselves, as far as the registry checks
//! it, and the form to put it right. Works without a program.

use crate::page::{Client, Indexing, Page};
use crate::profile::section;
use crate::ui::to_html;
use crate::ui::{
    self, Asked, DateQuestion, Draw, Drawn, TextQuestion, date_question, say, spoken, tell,
    text_question, to,
};
use domain::api::ProblemField;
use domain::identity::{BirthDate, IdentityState, Mismatch};
use domain::messages::Locale;
use domain::profile::ProfileView;
use domain::registration::{Field, FieldError, IdentityView, may_correct};
use domain::time::long_date;
use leptos::prelude::*;

/// What stands in the form.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// Family card number.
    pub kk: &'a str,
    /// Day, month and year.
    pub birth: [&'a str; 3],
    /// Full name.
    pub name: &'a str,
}

/// The page, with what is typed and what is wrong with it.
pub fn own_data(
    locale: Locale,
    (view, profile): (&IdentityView, &ProfileView),
    typed: Typed<'_>,
    errors: &[FieldError],
    refusal: Option<&str>,
) -> Page {
    let _speaking = ui::speak(locale);
    let faults = ui::faults(errors, refusal);
    let (wrong, errors) = (faults.title, faults.fields);
    let body = to_html(|| {
        view! {
            {ui::summary(faults.summary)}
            <h1 data-personal="">{say!("Data Anda", "Your data")}</h1>
            {match may_correct(view) {
                Ok(()) => form(view, typed, &errors),
                Err(code) => shown(view, match view.identity {
                    IdentityState::Pending => say!("Data ini sedang diperiksa ke Dukcapil. Biasanya beberapa menit, paling lama 3 hari; hasilnya kami kabarkan.", "This is being checked with the civil registry. It usually takes minutes, at most 3 days; we will tell you."),
                    IdentityState::Verified => say!("Data ini cocok dengan Dukcapil.", "This matches the civil registry."),
                    IdentityState::Mismatch { .. } => code.text(spoken()),
                }),
            }}
            {section(profile)}
            <p class="after"><a href=to("/akun/")>{say!("Kembali ke akun", "Back to your account")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/data/".into(),
        lang: locale,
        title: tell!("{wrong}Data Anda - Prakerja", "{wrong}Your data - Prakerja"),
        description: say!(
            "Data yang Anda daftarkan di Prakerja.",
            "What you have registered with Prakerja."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn form(view: &IdentityView, typed: Typed<'_>, errors: &[ProblemField]) -> Drawn {
    let hint = |field, is, differs| {
        if view.wrong().contains(&field) {
            differs
        } else {
            is
        }
    };
    let text = |field, label, hint, value, [keyboard, autocomplete, width]: [&'static str; 3]| {
        text_question(TextQuestion {
            field,
            label,
            hint,
            value,
            error: ui::sentence(errors, field),
            kind: "text",
            keyboard,
            autocomplete,
            width,
            asked: Asked::AmongOthers,
        })
    };
    let kk = text(
        Field::Kk,
        say!("Nomor KK", "Family card number"),
        hint(
            Mismatch::Kk,
            say!(
                "16 angka di bagian atas Kartu Keluarga.",
                "16 digits at the top of the family card."
            ),
            say!(
                "Berbeda dari catatan Dukcapil. 16 angka di bagian atas Kartu Keluarga yang terbaru; bukan NIK.",
                "Differs from the registry’s. 16 digits at the top of your latest family card; not the NIK."
            ),
        ),
        typed.kk,
        ["numeric", "off", "wide-20"],
    );
    let birth = date_question(DateQuestion {
        label: say!("Tanggal lahir", "Birth date"),
        hint: hint(
            Mismatch::BirthDate,
            say!("Seperti di KTP.", "As on your identity card."),
            say!(
                "Berbeda dari catatan Dukcapil. Seperti di KTP; contoh: 27 3 1998.",
                "Differs from the registry’s. As on your identity card; example: 27 3 1998."
            ),
        ),
        values: typed.birth,
        error: ui::sentence(errors, Field::BirthDay),
        asked: Asked::AmongOthers,
    });
    let name = text(
        Field::Name,
        say!("Nama lengkap", "Full name"),
        hint(
            Mismatch::Name,
            say!(
                "Persis seperti tertulis di KTP.",
                "Exactly as on your identity card."
            ),
            say!(
                "Berbeda dari catatan Dukcapil. Persis seperti tertulis di KTP, tanpa gelar yang tidak tertulis di sana.",
                "Differs from the registry’s. Exactly as on your identity card, without titles that are not on it."
            ),
        ),
        typed.name,
        ["text", "name", ""],
    );
    let left = view.corrections_left;
    view! {
        <p>{say!("Ada yang berbeda dari catatan Dukcapil. Samakan dengan KTP dan Kartu Keluarga Anda, lalu kirim: data diperiksa lagi, dan gelombang yang Anda ikuti tidak batal.", "Something differs from the civil registry’s records. Make it the same as on your cards and send it: it is checked again, and you stay in the wave that you have joined.")}</p>
        <form method="post" action=to("/akun/data/") novalidate>
            {kk}
            {birth}
            {name}
            <button class="button" type="submit">{say!("Kirim dan periksa lagi", "Send and check again")}</button>
        </form>
        <p class="hint">{tell!("Data masih dapat diperbaiki {left} kali. Kalau sudah sama dengan kartu Anda, catatan Dukcapil yang perlu diperbaiki: bawa KTP dan Kartu Keluarga ke kantor Dukcapil.", "It can be put right {left} more times. If it is the same as on your cards already, the registry’s records have to be put right: take your identity card and family card there.")}</p>
    }
    .drawn()
}

fn shown(view: &IdentityView, says: &'static str) -> Drawn {
    let born = BirthDate::parse(&view.birth_date).map_or_else(
        |_| view.birth_date.clone(),
        |born| long_date(born.date(), spoken()),
    );
    view! {
        <p>{says}</p>
        <dl class="facts">
            <dt>{say!("Nama lengkap", "Full name")}</dt>
            <dd>{view.name.clone()}</dd>
            <dt>{say!("Tanggal lahir", "Birth date")}</dt>
            <dd>{born}</dd>
            <dt>{say!("Nomor KK", "Family card number")}</dt>
            <dd>{view.kk.clone()}</dd>
        </dl>
    }
    .drawn()
}
