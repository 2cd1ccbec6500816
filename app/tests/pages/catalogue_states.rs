//! A small catalogue with invented courses, and every state of its pages.

use crate::language::spoken;
use app::page::Page;
use app::pages::{
    Absent, CoursePage, CourseSearch, LeftOut, List, PER_PAGE, Source, catalogue, compare, course,
    no_catalogue,
};
use chrono::NaiveDate;
use domain::catalogue::search::{Index, Query, Seed};
use domain::catalogue::{
    Catalogue, Course, CourseId, Directory, EarlierPrice, Field, FreeEquivalent, Hours,
    Institution, InstitutionId, Level, Likeness, Mode, Offer, Place, Platform, PlatformId, Price,
    Rating, Schedule, Summary, Title,
};
use domain::money::Rupiah;
use domain::review::{CourseReviews, Figures, PublicReview, Stars};

const SEED: Seed = Seed(0x5eed);

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn day(after: u64) -> NaiveDate {
    today() + chrono::Days::new(after)
}

fn price(rupiah: i64) -> Price {
    Price::new(Rupiah(rupiah)).unwrap()
}

fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

/// Three platforms, one institution, and `extra` put into every name of theirs.
fn directory(extra: &str) -> Directory {
    let names = ["Pasar Ilmu", "Ruang Mahir", "Balai Daring"];
    let platforms = (1..).zip(names).map(|(number, name)| Platform {
        id: PlatformId::numbered(number).unwrap(),
        name: title(&format!("{name}{extra}")),
    });
    let institution = Institution {
        id: InstitutionId::numbered(1).unwrap(),
        name: title(&format!("Sanggar Karya Bandung{extra}")),
        place: Place::parse("3273").unwrap(),
    };
    Directory::new(platforms.collect(), vec![institution]).unwrap()
}

/// One of forty courses; every kind of course is among the first six.
fn made(number: u32, extra: &str) -> Course {
    const TOPICS: [(&str, Field); 5] = [
        ("Barista: dari biji ke cangkir", Field::Food),
        ("Excel untuk administrasi kantor", Field::Office),
        ("Las listrik posisi datar", Field::Building),
        ("Pemasaran lewat media sosial", Field::DigitalMarketing),
        ("Merawat lansia di rumah", Field::Care),
    ];
    let (topic, field) = TOPICS[number as usize % TOPICS.len()];
    let mode = Mode::ALL[number as usize % Mode::ALL.len()];
    let place = matches!(mode, Mode::InClass | Mode::Hybrid)
        .then(|| Place::parse(["3273", "3578", "7371"][number as usize % 3]).unwrap());
    let likeness = match number {
        5 => Some(Likeness::Identical),
        _ if number.is_multiple_of(6) => Some(Likeness::Similar),
        _ => None,
    };
    let sold = if likeness == Some(Likeness::Identical) {
        0
    } else {
        number % 3 + 1
    };
    Course {
        id: CourseId::numbered(number).unwrap(),
        institution: InstitutionId::numbered(1).unwrap(),
        title: title(&format!("{topic} {number}{extra}")),
        field,
        level: Level::ALL[number as usize % Level::ALL.len()],
        mode,
        hours: Hours::new(16 + 4 * (number % 10) as u16).unwrap(),
        outside_price: price(900_000),
        offers: (1..=sold)
            .map(|at| Offer {
                platform: PlatformId::numbered(at).unwrap(),
                price: price(400_000 + 25_000 * i64::from(at * (number % 4))),
                earlier: vec![EarlierPrice {
                    since: "2026-03-01".parse().unwrap(),
                    price: price(475_000),
                }],
            })
            .collect(),
        free_equivalent: likeness.map(|likeness| FreeEquivalent {
            likeness,
            at: title(&format!("Kelas terbuka balai latihan kerja{extra}")),
        }),
        rating: Rating::new(38 + (number % 12) as u8, number * 7).ok(),
        completed: number % 4 * 1_250,
        schedules: (1..=(number % 3) as u16)
            .filter(|_| mode != Mode::Online)
            .map(|one| Schedule {
                number: one,
                starts: day(u64::from(one) * 7),
                ends: day(u64::from(one) * 7 + 3),
                place,
                seats: 20,
            })
            .collect(),
    }
}

fn found(index: &Index, query: &str) -> Page {
    let asked = CourseSearch::parse(query, SEED);
    let hits = index.search(&Query {
        text: &asked.text,
        filters: &asked.filters(),
        sort: asked.sort,
        seed: SEED,
        today: today(),
        skip: asked.skip(),
        take: PER_PAGE,
    });
    catalogue(
        spoken(),
        &List {
            asked: &asked,
            hits: &hits,
            catalogue: index.catalogue(),
            version: 1,
            as_of: today(),
            today: today(),
            source: Source::Edge,
            drawn: PER_PAGE,
        },
    )
}

/// Of the even courses; nothing could be read of the fifth.
fn reviews(number: u32, extra: &str) -> Option<CourseReviews> {
    let by_stars = [1, 0, 2, 3, 1_200];
    let said = |stars, text: &str| PublicReview {
        stars: Stars::new(stars).unwrap(),
        text: format!("{text}{extra}"),
        by: format!("Sari{extra}"),
        province: "73".into(),
        on: today(),
    };
    match number {
        5 => None,
        odd if odd % 2 == 1 => Some(CourseReviews::default()),
        _ => Some(CourseReviews {
            figures: Figures { by_stars },
            reviews: vec![
                said(5, "Pengajarnya sabar.\nLatihannya banyak."),
                said(2, "Terlalu cepat untuk pemula."),
            ],
            texts: 31,
        }),
    }
}

fn looked_at(catalogue: &Catalogue, number: u32, extra: &str, refusal: Option<&str>) -> Page {
    let shown = catalogue
        .course(CourseId::numbered(number).unwrap())
        .unwrap();
    let summary = Summary::parse(&format!(
        "Peserta belajar langkah demi langkah, dari dasar sampai dapat bekerja sendiri.\nAda latihan di setiap pertemuan.{extra}"
    ));
    let keys: Vec<String> = (0..shown.offers.len())
        .map(|at| format!("5f0c7a8e-5a6f-4f53-9d5e-2f0b1f2f3a4{at}"))
        .collect();
    course(
        spoken(),
        &CoursePage {
            course: shown,
            reviews: reviews(number, extra).as_ref(),
            summary: summary.ok().as_ref(),
            directory: catalogue.directory(),
            keys: &keys,
            left: &[(1, 3), (2, 0)],
            seed: SEED,
            origin: "https://contoh.id",
            as_of: today(),
            today: today(),
        },
        refusal,
    )
}

/// Every state by name, with `extra` in every text that an institution writes and
/// everything that somebody types.
pub fn catalogue_pages(extra: &str) -> Vec<(&'static str, Page)> {
    let courses = (1..=40).map(|number| made(number, extra)).collect();
    let whole = Catalogue::new(directory(extra), courses).unwrap();
    let index = Index::new(whole.clone());
    let typed = format!("barsita{extra}").replace(['&', '#', '+', '%'], "");
    let side = |count| {
        let courses: Vec<&Course> = whole.courses().iter().take(count).collect();
        let left_out = (count == 4).then_some(LeftOut::TooMany);
        compare(
            spoken(),
            &courses,
            whole.directory(),
            left_out,
            SEED,
            today(),
        )
    };
    vec![
        ("pelatihan", found(&index, "")),
        ("pelatihan-halaman-2", found(&index, "halaman=2")),
        ("pelatihan-lewat", found(&index, "halaman=9")),
        (
            "pelatihan-cari",
            found(&index, &format!("q={typed}&urut=harga")),
        ),
        (
            "pelatihan-saring",
            found(
                &index,
                "bidang=food&wilayah=3273&harga=1000000&jam=16-30&nilai=40&platform=P01&gratis=sembunyi&urut=jadwal",
            ),
        ),
        ("pelatihan-kosong", found(&index, "q=zzzzqqqq")),
        (
            "pelatihan-belum-terbit",
            no_catalogue(spoken(), Absent::NotPublished),
        ),
        (
            "pelatihan-gangguan",
            no_catalogue(spoken(), Absent::OutOfReach),
        ),
        ("kursus-luring", looked_at(&whole, 2, extra, None)),
        ("kursus-mandiri", looked_at(&whole, 4, extra, None)),
        ("kursus-gratis-sama", looked_at(&whole, 5, extra, None)),
        ("kursus-gratis-serupa", looked_at(&whole, 6, extra, None)),
        (
            "kursus-ditolak",
            looked_at(&whole, 2, extra, Some("Kursi terakhir baru saja terisi.")),
        ),
        ("banding-kosong", side(0)),
        ("banding-satu", side(1)),
        ("banding-empat", side(4)),
    ]
}
