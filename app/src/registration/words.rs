//! The running words of the form's pages. What a sentence says about something
//! typed is not here: that is `domain::messages`.

use crate::ui::{say, tell};
use domain::registration::Step;

/// The heading, and the title of the page.
pub fn heading(step: Step) -> &'static str {
    match step {
        Step::Nik => say!("Berapa NIK Anda?", "What is your NIK?"),
        Step::Kk => say!(
            "Berapa nomor Kartu Keluarga Anda?",
            "What is your family card number?"
        ),
        Step::BirthDate => say!("Kapan tanggal lahir Anda?", "When were you born?"),
        Step::Name => say!("Siapa nama lengkap Anda?", "What is your full name?"),
        Step::Phone => say!("Berapa nomor HP Anda?", "What is your mobile number?"),
        Step::Otp => say!("Isi kode dari SMS", "Enter the code from the SMS"),
        Step::Email => say!("Apa alamat e-mail Anda?", "What is your e-mail address?"),
        Step::Domicile => say!("Di mana Anda tinggal sekarang?", "Where do you live now?"),
        Step::Education => say!(
            "Apa pendidikan terakhir Anda?",
            "What is your highest education?"
        ),
        Step::WorkStatus => say!(
            "Bagaimana keadaan kerja Anda sekarang?",
            "What is your present work situation?"
        ),
        Step::Declaration => say!("Pernyataan Anda", "Your declaration"),
        Step::Consent => say!("Persetujuan pemakaian data", "Consent to the use of data"),
        Step::Check => say!("Periksa jawaban Anda", "Check your answers"),
    }
}

/// Where the answer is found; empty where the page says it otherwise.
pub fn hint(step: Step) -> &'static str {
    match step {
        Step::Nik => say!(
            "16 angka di bagian atas KTP. Boleh ditulis dengan spasi.",
            "16 digits at the top of your identity card. Spaces are fine."
        ),
        Step::Kk => say!(
            "16 angka di bagian atas Kartu Keluarga. Bukan NIK.",
            "16 digits at the top of the family card. Not the NIK."
        ),
        Step::BirthDate => say!(
            "Seperti di KTP. Contoh: 27 3 1998.",
            "As on your identity card. Example: 27 3 1998."
        ),
        Step::Name => say!(
            "Persis seperti tertulis di KTP.",
            "Exactly as on your identity card."
        ),
        Step::Phone => {
            say!(
                "Nomor Indonesia milik Anda sendiri yang dapat menerima SMS, misalnya 0812 3456 7890.",
                "Your own Indonesian number that can receive SMS, such as 0812 3456 7890."
            )
        }
        Step::Otp => say!(
            "6 angka. Berlaku 10 menit.",
            "6 digits. Valid for 10 minutes."
        ),
        Step::Email => say!(
            "Boleh dikosongkan. Kalau diisi, kabar penting juga kami kirim ke sini.",
            "May be left empty. If you fill it in, we also send important news here."
        ),
        Step::Domicile => {
            say!(
                "Pilih kabupaten atau kota tempat tinggal sekarang, walaupun berbeda dari KTP.",
                "Choose the regency or city where you live now, even if your identity card says another."
            )
        }
        Step::Education => say!("Yang sudah tamat.", "What you have completed."),
        Step::WorkStatus => say!("Pilih yang paling dekat.", "Choose what comes closest."),
        Step::Declaration | Step::Consent | Step::Check => "",
    }
}

/// What the answers are called in the list to check.
pub fn row(step: Step) -> &'static str {
    match step {
        Step::Nik => say!("NIK", "NIK"),
        Step::Kk => say!("Nomor KK", "Family card number"),
        Step::BirthDate => say!("Tanggal lahir", "Birth date"),
        Step::Name => say!("Nama lengkap", "Full name"),
        Step::Phone => say!("Nomor HP", "Mobile number"),
        Step::Otp => say!("Kode SMS", "Code from the SMS"),
        Step::Email => say!("E-mail", "E-mail"),
        Step::Domicile => say!("Tempat tinggal", "Home"),
        Step::Education => say!("Pendidikan terakhir", "Highest education"),
        Step::WorkStatus => say!("Keadaan kerja", "Work situation"),
        Step::Declaration => say!("Pernyataan", "Declaration"),
        Step::Consent => say!("Persetujuan data", "Consent"),
        Step::Check => "",
    }
}

/// The title element of a page.
pub fn title(step: Step, wrong: bool) -> String {
    let start = if wrong {
        say!("Salah: ", "Error: ")
    } else {
        ""
    };
    tell!(
        "{start}{} - Daftar Prakerja",
        "{start}{} - Register for Prakerja",
        heading(step)
    )
}
