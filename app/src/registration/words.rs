//! The running words of the form's pages. What a sentence says about something
//! typed is not here: that is `domain::messages`.

use domain::registration::Step;

/// The heading, and the title of the page.
pub const fn heading(step: Step) -> &'static str {
    match step {
        Step::Nik => "Berapa NIK Anda?",
        Step::Kk => "Berapa nomor Kartu Keluarga Anda?",
        Step::BirthDate => "Kapan tanggal lahir Anda?",
        Step::Name => "Siapa nama lengkap Anda?",
        Step::Phone => "Berapa nomor HP Anda?",
        Step::Otp => "Isi kode dari SMS",
        Step::Email => "Apa alamat e-mail Anda?",
        Step::Domicile => "Di mana Anda tinggal sekarang?",
        Step::Education => "Apa pendidikan terakhir Anda?",
        Step::WorkStatus => "Bagaimana keadaan kerja Anda sekarang?",
        Step::Declaration => "Pernyataan Anda",
        Step::Consent => "Persetujuan pemakaian data",
        Step::Check => "Periksa jawaban Anda",
    }
}

/// Where the answer is found; empty where the page says it otherwise.
pub const fn hint(step: Step) -> &'static str {
    match step {
        Step::Nik => "16 angka di bagian atas KTP. Boleh ditulis dengan spasi.",
        Step::Kk => "16 angka di bagian atas Kartu Keluarga. Bukan NIK.",
        Step::BirthDate => "Seperti di KTP. Contoh: 27 3 1998.",
        Step::Name => "Persis seperti tertulis di KTP.",
        Step::Phone => {
            "Nomor Indonesia milik Anda sendiri yang dapat menerima SMS, misalnya 0812 3456 7890."
        }
        Step::Otp => "6 angka. Berlaku 10 menit.",
        Step::Email => "Boleh dikosongkan. Kalau diisi, kabar penting juga kami kirim ke sini.",
        Step::Domicile => {
            "Pilih kabupaten atau kota tempat tinggal sekarang, walaupun berbeda dari KTP."
        }
        Step::Education => "Yang sudah tamat.",
        Step::WorkStatus => "Pilih yang paling dekat.",
        Step::Declaration | Step::Consent | Step::Check => "",
    }
}

/// What the answers are called in the list to check.
pub const fn row(step: Step) -> &'static str {
    match step {
        Step::Nik => "NIK",
        Step::Kk => "Nomor KK",
        Step::BirthDate => "Tanggal lahir",
        Step::Name => "Nama lengkap",
        Step::Phone => "Nomor HP",
        Step::Otp => "Kode SMS",
        Step::Email => "E-mail",
        Step::Domicile => "Tempat tinggal",
        Step::Education => "Pendidikan terakhir",
        Step::WorkStatus => "Keadaan kerja",
        Step::Declaration => "Pernyataan",
        Step::Consent => "Persetujuan data",
        Step::Check => "",
    }
}

/// The title element of a page.
pub fn title(step: Step, wrong: bool) -> String {
    let start = if wrong { "Salah: " } else { "" };
    format!("{start}{} - Daftar Prakerja", heading(step))
}
