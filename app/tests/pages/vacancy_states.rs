//! A few invented vacancies, and every state of their pages.

use crate::language::spoken;
use app::page::Page;
use app::pages::{
    Absent, VacancyPage, VacancyResults, VacancySearch, no_vacancies, vacancies, vacancy,
};
use chrono::NaiveDate;
use domain::catalogue::search::Seed;
use domain::catalogue::{Field, Place, Title};
use domain::money::Rupiah;
use domain::vacancy::{
    ApplyAt, Contract, Description, Feed, Index, Openings, Salary, Standing, SuitedVacancies,
    Vacancy, VacancyId, VacancyView, Wage,
};

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn day(after: u64) -> NaiveDate {
    today() + chrono::Days::new(after)
}

/// One of many; `extra` is put into every text.
fn made(number: usize, extra: &str) -> Vacancy {
    const WORK: [(&str, Field); 4] = [
        ("Barista", Field::Food),
        ("Tukang Las", Field::Building),
        ("Admin Media Sosial", Field::DigitalMarketing),
        ("Perawat Lansia", Field::Care),
    ];
    let (work, field) = WORK[number % WORK.len()];
    let wage = |rupiah| Wage::new(Rupiah(rupiah)).unwrap();
    let salary = Salary::new(wage(3_000_000), wage(4_500_000)).unwrap();
    let description = format!("Kami mencari {work} yang teliti.{extra}\n\nSilakan melamar.");
    Vacancy {
        id: VacancyId::parse(&format!("LK-{number:05}")).unwrap(),
        title: Title::parse(&format!("{work}{extra}")).unwrap(),
        employer: Title::parse(&format!("PT Contoh Cempaka{extra}")).unwrap(),
        field,
        place: Place::parse(["3273", "3578", "7371"][number % 3]).unwrap(),
        contract: Contract::ALL[number % Contract::ALL.len()],
        salary: (number % 2 == 1).then_some(salary),
        openings: Openings::new(3).unwrap(),
        published: today(),
        closes: day(20),
        apply: ApplyAt::parse("https://contoh-cempaka.example/karier?a=1&b='2'").unwrap(),
        description: Description::parse(&description).unwrap(),
    }
}

fn found(index: &Index, query: &str) -> Page {
    let asked = VacancySearch::parse(query, Seed(0x5eed));
    vacancies(
        spoken(),
        &VacancyResults {
            asked: &asked,
            found: &index.search(&asked.query(today())),
            as_of: today(),
        },
    )
}

fn looked_at(number: usize, standing: Standing, extra: &str) -> Page {
    vacancy(
        spoken(),
        &VacancyPage {
            vacancy: &made(number, extra),
            standing,
            origin: "https://prakerja.example",
        },
    )
}

/// Every state of the pages.
pub fn vacancy_pages(extra: &str) -> Vec<(&'static str, Page)> {
    let list = (1..=45).map(|number| made(number, extra)).collect();
    let index = Index::new(Feed::new(1, list).unwrap());
    let none = Index::new(Feed::new(1, vec![]).unwrap());
    let typed = format!("barsita{extra}").replace(['&', '#', '+', '%'], "");
    vec![
        ("lowongan", found(&index, "")),
        ("lowongan-halaman-2", found(&index, "halaman=2")),
        ("lowongan-lewat", found(&index, "halaman=9")),
        ("lowongan-cari", found(&index, &format!("q={typed}"))),
        (
            "lowongan-saring",
            found(&index, "bidang=building&wilayah=3578"),
        ),
        ("lowongan-kosong", found(&index, "q=zzzzqqqq")),
        ("lowongan-tidak-ada", found(&none, "")),
        ("lowongan-satu", looked_at(1, Standing::Open, extra)),
        ("lowongan-tanpa-gaji", looked_at(2, Standing::Open, extra)),
        ("lowongan-ditutup", looked_at(1, Standing::Closed, extra)),
        (
            "lowongan-belum",
            no_vacancies(spoken(), Absent::NotPublished),
        ),
        (
            "lowongan-gangguan",
            no_vacancies(spoken(), Absent::OutOfReach),
        ),
    ]
}

/// What an account shows to somebody certified in two fields.
pub fn suited(count: usize, extra: &str) -> SuitedVacancies {
    SuitedVacancies {
        fields: vec!["food".to_owned(), "building".to_owned()],
        vacancies: (1..=count)
            .map(|number| VacancyView::short(&made(number, extra)))
            .collect(),
    }
}
