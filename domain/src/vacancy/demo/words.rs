//! The words of the made-up vacancies. No employer is meant to exist.

use crate::catalogue::Field;

/// What employers are.
pub const KINDS: [&str; 5] = ["PT", "CV", "Koperasi", "UD", "Yayasan"];

/// Work of a field.
pub const fn work(field: Field) -> &'static [&'static str] {
    match field {
        Field::DigitalMarketing => &[
            "Admin Media Sosial",
            "Staf Pemasaran Digital",
            "Penulis Konten",
            "Staf Iklan Daring",
        ],
        Field::Sales => &[
            "Pramuniaga",
            "Kasir",
            "Petugas Layanan Pelanggan",
            "Tenaga Penjualan Lapangan",
        ],
        Field::Business => &[
            "Asisten Pengelola Toko",
            "Koordinator Mitra UMKM",
            "Pendamping Usaha Desa",
        ],
        Field::Finance => &[
            "Staf Pembukuan",
            "Staf Penagihan",
            "Asisten Akuntan",
            "Petugas Kas",
        ],
        Field::Office => &[
            "Staf Administrasi",
            "Resepsionis",
            "Operator Data",
            "Sekretaris",
        ],
        Field::Language => &[
            "Penerjemah Bahasa Inggris",
            "Pengajar Bahasa Jepang",
            "Petugas Layanan Berbahasa Mandarin",
        ],
        Field::Technology => &[
            "Teknisi Komputer",
            "Pengembang Web",
            "Staf Dukungan TI",
            "Penguji Perangkat Lunak",
        ],
        Field::Design => &[
            "Desainer Grafis",
            "Penyunting Video",
            "Juru Foto Produk",
            "Ilustrator",
        ],
        Field::Food => &[
            "Barista",
            "Juru Masak",
            "Pembuat Roti",
            "Pramusaji",
            "Asisten Dapur",
        ],
        Field::Hospitality => &[
            "Petugas Tata Graha",
            "Petugas Kantor Depan",
            "Pemandu Wisata",
            "Petugas Binatu",
        ],
        Field::Beauty => &[
            "Penata Rambut",
            "Penata Rias",
            "Terapis Pijat",
            "Terapis Kuku",
        ],
        Field::Fashion => &[
            "Penjahit",
            "Operator Mesin Jahit",
            "Pembuat Pola",
            "Perajin Anyaman",
        ],
        Field::Automotive => &[
            "Mekanik Sepeda Motor",
            "Mekanik Mobil",
            "Pengemudi Angkutan Barang",
            "Petugas Cuci Kendaraan",
        ],
        Field::Building => &[
            "Tukang Las",
            "Instalatur Listrik",
            "Tukang Batu",
            "Teknisi Pendingin Ruangan",
        ],
        Field::Agriculture => &[
            "Petugas Kebun",
            "Operator Hidroponik",
            "Petugas Tambak",
            "Petugas Pengolahan Hasil Tani",
        ],
        Field::Care => &[
            "Perawat Lansia",
            "Pengasuh Anak",
            "Asisten Apotek",
            "Petugas Kebersihan Klinik",
        ],
    }
}

/// The lines of a description, around `{}`.
pub const DESCRIPTION: [&[&str]; 3] = [
    &[
        "Kami mencari {} yang teliti dan dapat bekerja dalam tim.",
        "Kami membuka kesempatan sebagai {} bagi yang sudah terlatih.",
        "Bergabunglah sebagai {}; tiga bulan pertama didampingi rekan senior.",
    ],
    &[
        "Sertifikat pelatihan di bidang ini menjadi nilai tambah.",
        "Lulusan pelatihan dipersilakan melamar, juga yang belum berpengalaman.",
        "Terbuka bagi perempuan, laki-laki, dan penyandang disabilitas.",
    ],
    &[
        "Jam kerja lima hari seminggu. Melamar tidak dipungut biaya.",
        "Bekerja dalam giliran. Melamar tidak dipungut biaya.",
        "Siapkan KTP, riwayat hidup, dan sertifikat. Melamar tidak dipungut biaya.",
    ],
];
