//! What a vacancy may be, when it is open, and who finds which.

#[cfg(feature = "demo")]
mod demo;
#[cfg(feature = "exchange")]
mod exchange;
mod finding;

use super::*;
use crate::catalogue::{Field, IdError, Place, TextError, Title};
use crate::certificate::{CertificateStatus, CertificateView};
use crate::credential::{CredentialId, CredentialView, RevocationReason};
use crate::money::Rupiah;
use crate::purchase::PurchaseId;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-24")
}

fn place(code: &str) -> Place {
    Place::parse(code).unwrap()
}

fn wage(rupiah: i64) -> Wage {
    Wage::new(Rupiah(rupiah)).unwrap()
}

/// A barista's, in Bandung.
fn barista(id: &str) -> Vacancy {
    Vacancy {
        id: VacancyId::parse(id).unwrap(),
        title: Title::parse("Barista").unwrap(),
        employer: Title::parse("PT Contoh Cempaka").unwrap(),
        field: Field::Food,
        place: place("3273"),
        contract: Contract::FullTime,
        salary: Some(Salary::new(wage(3_000_000), wage(4_500_000)).unwrap()),
        openings: Openings::new(2).unwrap(),
        published: day("2026-11-01"),
        closes: day("2026-12-10"),
        apply: ApplyAt::parse("https://contoh-cempaka.example/karier/1").unwrap(),
        description: Description::parse("Menyeduh kopi, \"susu\"\ndan teh.").unwrap(),
    }
}

#[test]
fn an_id_has_only_what_an_address_takes_as_it_is() {
    for text in [
        "1",
        "LK-00042",
        "a_b",
        "0e1f2a3b-0000-4000-8000-000000000000",
    ] {
        assert_eq!(VacancyId::parse(text).unwrap().as_str(), text);
    }
    let long = "a".repeat(ID_BYTES + 1);
    for text in ["", "-1", "_", "a b", "a/b", "é", "a.b", &long] {
        assert_eq!(VacancyId::parse(text), Err(IdError), "{text}");
    }
}

#[test]
fn people_are_sent_to_https_addresses_that_say_whose_they_are() {
    for text in [
        "https://contoh.example",
        "https://kerja.contoh.example/karier/1?x=%20&y=a+b#isi",
        "https://xn--nxasmq6b.example/",
    ] {
        assert_eq!(ApplyAt::parse(text).unwrap().as_str(), text);
    }
    let long = format!("https://contoh.example/{}", "a".repeat(ADDRESS_BYTES));
    for text in [
        "http://contoh.example",
        "HTTPS://contoh.example",
        "javascript:alert(1)",
        "https://",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://contoh.example:8080/",
        "https://prakerja.example@lain.example/",
        "https://Contoh.example/",
        "https://contoh..example/",
        "https://-contoh.example/",
        "https://contoh.example\\@lain.example/",
        "https://contoh.example/a b",
        "https://contoh.example/\"onclick",
        "https://contoh.example/<b>",
        "https://cоntoh.example/",
        &long,
    ] {
        assert_eq!(ApplyAt::parse(text), Err(AddressError), "{text}");
    }
    let at = ApplyAt::parse("https://kerja.contoh.example?x=1").unwrap();
    assert_eq!(at.host(), "kerja.contoh.example");
}

#[test]
fn amounts_have_bounds_and_a_range_has_its_ends_in_order() {
    assert!(Wage::new(Rupiah(0)).is_err());
    assert!(Wage::new(Rupiah(MOST_SALARY + 1)).is_err());
    assert!(Openings::new(0).is_err() && Openings::new(MOST_OPENINGS + 1).is_err());
    assert_eq!(Salary::new(wage(2), wage(1)), Err(SalaryError));
    assert!(Salary::new(wage(2), wage(2)).is_ok());
}

#[test]
fn a_description_has_a_length_and_starts_no_formula() {
    assert_eq!(Description::parse(" \n "), Err(TextError::Empty));
    assert_eq!(Description::parse("=1+1"), Err(TextError::Formula));
    let most = "é".repeat(DESCRIPTION_LENGTH);
    assert!(Description::parse(&most).is_ok());
    let more = format!("{most}é");
    assert_eq!(Description::parse(&more), Err(TextError::TooLong));
}

#[test]
fn one_may_apply_from_the_day_of_publication_to_the_closing_day_itself() {
    let one = barista("1");
    for (on, standing) in [
        ("2026-10-31", Standing::Ahead),
        ("2026-11-01", Standing::Open),
        ("2026-12-10", Standing::Open),
        ("2026-12-11", Standing::Closed),
    ] {
        assert_eq!(one.standing(day(on)), standing, "{on}");
    }
}

#[test]
fn a_feed_comes_back_from_its_file_in_the_order_of_ids() {
    let feed = Feed::new(3, vec![barista("b"), barista("a")]).unwrap();
    let file = feed.encode().unwrap();
    assert_eq!(Feed::decode(&file), Ok(feed.clone()));
    let ids: Vec<&str> = feed.vacancies().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn a_file_is_checked_again_whoever_has_signed_it() {
    let twice = vec![barista("a"), barista("a")];
    assert_eq!(Feed::new(1, twice), Err(FeedError::Inconsistent));
    let mut backwards = barista("a");
    backwards.closes = day("2026-10-01");
    assert_eq!(Feed::new(1, vec![backwards]), Err(FeedError::Inconsistent));
    let many = (0..=MOST_VACANCIES).map(|n| barista(&n.to_string()));
    assert_eq!(Feed::new(1, many.collect()), Err(FeedError::TooLarge));

    let file = Feed::new(1, vec![barista("a"), barista("b")]).unwrap();
    let file = String::from_utf8(file.encode().unwrap()).unwrap();
    let read = |from: &str, to: &str| {
        let changed = file.replacen(from, to, 1);
        assert_ne!(changed, file, "{from}");
        Feed::decode(changed.as_bytes())
    };
    assert_eq!(read("\"a\"", "\"c\""), Err(FeedError::Inconsistent));
    assert_eq!(read("https:", "http:"), Err(FeedError::Malformed));
    assert_eq!(read("\"3273\"", "\"9999\""), Err(FeedError::Malformed));
    assert_eq!(read("[3000000,", "[9000000,"), Err(FeedError::Malformed));
    assert_eq!(read("\"title\"", "\"judul\""), Err(FeedError::Malformed));
    assert_eq!(Feed::decode(b"[]"), Err(FeedError::Malformed));
}

#[test]
fn a_certificate_counts_on_paper_or_digitally_until_it_is_revoked() {
    let purchase = |n: u32| PurchaseId::parse(&format!("00000000-0000-4000-8000-{n:012}")).unwrap();
    let paper = |n, status| CertificateView {
        purchase: purchase(n),
        title: "Dasar Barista".into(),
        status,
        refused: None,
        accepted_at: None,
        ground: None,
        file: None,
        withdrawable: None,
        hops: vec![],
    };
    let digital = |n: u32, revoked| CredentialView {
        purchase: purchase(n),
        id: CredentialId::parse(&format!("00000000-0000-4000-8000-{n:012}")).unwrap(),
        title: "Dasar Barista".into(),
        institution: "Sanggar Karya".into(),
        valid_from: chrono::DateTime::UNIX_EPOCH,
        link: String::new(),
        revoked,
    };
    let revoked = Some((today(), RevocationReason::Mistake));
    let papers = [
        paper(1, CertificateStatus::Accepted),
        paper(2, CertificateStatus::Checking),
        paper(3, CertificateStatus::AwaitsStaff),
        paper(4, CertificateStatus::Accepted),
    ];
    let credentials = [digital(4, revoked), digital(5, None), digital(6, revoked)];
    let counted = certified(&papers, &credentials);
    assert_eq!(counted, [purchase(1), purchase(5)]);
    assert!(certified(&[], &[]).is_empty());
}

#[test]
fn lists_leave_descriptions_out_and_say_what_is_paid() {
    let short = VacancyView::short(&barista("a"));
    assert_eq!(short.description, None);
    let salary = short.salary.unwrap();
    assert_eq!((salary.from.0, salary.to.0), (3_000_000, 4_500_000));
    assert!(VacancyView::whole(&barista("a")).description.is_some());
}
