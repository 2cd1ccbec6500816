//! The parts, each in all of its states.

use crate::ui::{
    Asked, Choices, DateQuestion, TextQuestion, choices, date_question, say, text_question,
    timeline,
};
use domain::messages::Code;
use domain::registration::Field;
use domain::status::{Moment, Progress, TimelineStep};
use leptos::prelude::*;

/// Headings, running text, hints and numbers to read out.
pub fn words() -> impl IntoView {
    view! {
        <section aria-labelledby="tulisan">
            <h2 id="tulisan">{say!("Tulisan", "Words")}</h2>
            <p class="lead">{say!("Kalimat pembuka: satu atau dua kalimat.", "An opening: a sentence or two.")}</p>
            <p>{say!("Kalimat biasa, dengan ", "Plain text, with ")}<a href="#tombol-pertama">{say!("tautan", "a link")}</a>"."</p>
            <p class="hint">{say!("Petunjuk: di mana jawabannya ditemukan.", "A hint: where the answer is found.")}</p>
            <p class="number-label">{say!("Nomor untuk dibacakan", "A number to read out")}</p>
            <p class="number">"1234-567-8901-234"</p>
        </section>
    }
}

/// What is pressed.
pub fn buttons() -> impl IntoView {
    view! {
        <section aria-labelledby="tombol">
            <h2 id="tombol">{say!("Tombol", "Buttons")}</h2>
            <p class="actions-row">
                <button class="button" type="button" id="tombol-pertama">{say!("Lanjut", "Continue")}</button>
                <button class="button quiet" type="button">{say!("Kembali", "Back")}</button>
            </p>
        </section>
    }
}

/// What is asked, empty and wrong.
pub fn questions() -> impl IntoView {
    let text = |field, value, error: Option<Code>| {
        text_question(TextQuestion {
            field,
            label: say!("Nama lengkap", "Full name"),
            hint: say!(
                "Persis seperti tertulis di KTP.",
                "Exactly as on your identity card."
            ),
            value,
            error: error.map(|code| code.text(crate::ui::spoken()).to_owned()),
            kind: "text",
            keyboard: "text",
            autocomplete: "off",
            width: "wide-20",
            asked: Asked::AmongOthers,
        })
    };
    view! {
        <section aria-labelledby="isian">
            <h2 id="isian">{say!("Isian", "Questions")}</h2>
            {text(Field::Name, "", None)}
            {text(Field::Email, "1234", Some(Code::NameCharacters))}
            {date_question(DateQuestion {
                label: say!("Tanggal lahir", "Birth date"),
                hint: say!("Contoh: 27 3 1998.", "Example: 27 3 1998."),
                values: ["31", "2", "1998"],
                error: Some(Code::BirthDateInvalid.text(crate::ui::spoken()).to_owned()),
                asked: Asked::AmongOthers,
            })}
            {choices(Choices {
                name: "contoh",
                label: say!("Pilih salah satu", "Choose one"),
                hint: "",
                options: vec![("a", say!("Pilihan pertama", "The first")), ("b", say!("Pilihan kedua", "The second"))],
                chosen: "a",
                error: None,
                asked: Asked::AmongOthers,
            })}
        </section>
    }
}

/// What the page has to say.
pub fn messages() -> impl IntoView {
    view! {
        <section aria-labelledby="pesan">
            <h2 id="pesan">{say!("Pesan", "Messages")}</h2>
            <p class="notice">{say!("Pemberitahuan: ada yang perlu diketahui.", "A notice: something to know.")}</p>
            <p class="warning">{say!("Peringatan: ada yang perlu dijaga.", "A warning: something to take care of.")}</p>
            <div class="error-summary">
                <h3>{say!("Ada yang perlu diperbaiki", "Something needs to be put right")}</h3>
                <ul><li><a href="#email">{Code::NameCharacters.text(crate::ui::spoken())}</a></li></ul>
            </div>
            <p class="foot-line">{say!("Anda luring sejak 15.07.", "Offline since 15:07.")}</p>
        </section>
    }
}

/// Where somebody stands.
pub fn panels() -> impl IntoView {
    let kinds = [
        ("panel", say!("Sedang berjalan", "Under way")),
        ("panel drawn", say!("Berhasil", "Good news")),
        ("panel attention", say!("Perlu tindakan Anda", "Needs you")),
        ("panel failed", say!("Gagal", "Failed")),
    ];
    let panels = kinds.map(|(class, words)| {
        view! {
            <div class=class>
                <h3 class="status-label">{words}</h3>
                <p>{say!("Artinya, dan yang berikutnya.", "What it means, and what comes next.")}</p>
            </div>
        }
    });
    view! {
        <section aria-labelledby="panel">
            <h2 id="panel">{say!("Panel", "Panels")}</h2>
            {panels.into_iter().collect_view()}
            <p>
                <span class="tag">{say!("Dibuka", "Open")}</span>" "
                <span class="tag done">{say!("Selesai", "Done")}</span>" "
                <span class="tag waiting">{say!("Menunggu", "Waiting")}</span>
            </p>
        </section>
    }
}

/// Money.
pub fn amounts() -> impl IntoView {
    view! {
        <section aria-labelledby="jumlah">
            <h2 id="jumlah">{say!("Jumlah uang", "Amounts")}</h2>
            <dl class="amounts">
                <div><dt>{say!("Saldo pelatihan", "Training balance")}</dt><dd>"Rp3.500.000"<span>{say!("Hanya untuk membeli pelatihan.", "For buying courses only.")}</span></dd></div>
                <div class="total"><dt>{say!("Seluruhnya", "Altogether")}</dt><dd>"Rp4.200.000"</dd></div>
            </dl>
        </section>
    }
}

/// What comes one after the other.
pub fn lists() -> impl IntoView {
    let moment = |progress, title: &str, detail: &str| Moment {
        step: TimelineStep::WaveJoined,
        progress,
        title: title.to_owned(),
        detail: detail.to_owned(),
        at: None,
        at_words: None,
    };
    let moments = [
        moment(
            Progress::Done,
            say!("Terdaftar", "Registered"),
            say!("Sudah lewat.", "Behind you."),
        ),
        moment(
            Progress::Current,
            say!("Diperiksa", "Being checked"),
            say!("Sekarang.", "Now."),
        ),
        moment(
            Progress::NeedsYou,
            say!("Gabung", "Join"),
            say!("Tekan Gabung.", "Press Join."),
        ),
        moment(
            Progress::Upcoming,
            say!("Diundi", "Drawn"),
            say!("Nanti.", "Later."),
        ),
    ];
    view! {
        {timeline(&moments)}
        <ol class="way">
            <li><h3>{say!("Langkah bernomor", "A numbered step")}</h3><p>{say!("Satu kalimat.", "One sentence.")}</p></li>
            <li><h3>{say!("Langkah berikutnya", "The next step")}</h3><p>{say!("Satu kalimat lagi.", "One more.")}</p></li>
        </ol>
    }
}
