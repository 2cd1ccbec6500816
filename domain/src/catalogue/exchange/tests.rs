//! That files go out and come back the same, and that every fault is named where
//! it is.

use super::*;
use crate::catalogue::testing::{barista, course, course_id, directory, platform_id};
use crate::catalogue::{Broken, Described, InstitutionId, Summary, TextError};
use crate::exchange::{FILE_BYTES, FILE_FAULTS, Rows, Unreadable};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::string::string_regex;

const HEADER: &str = "id,institution,title,field,level,mode,hours,outside_price,offers,schedules";

fn described(summary: &str) -> Described {
    Described {
        course: barista(),
        summary: Summary::parse(summary).unwrap(),
    }
}

/// The faults of a CSV file with the usual first line, as people read them.
fn faults(rows: &str) -> Vec<String> {
    named(read_csv(
        format!("{HEADER}\n{rows}").as_bytes(),
        &directory(),
    ))
}

fn named(read: Result<Vec<Described>, Vec<Fault>>) -> Vec<String> {
    match read {
        Ok(_) => vec![],
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

const GOOD: &str = "K00001,L0001,Dasar Barista,food,basic,in_class,24,600000,P01=450000,1:2026-12-01..2026-12-05@3273*20";

#[test]
fn a_row_is_written_as_people_expect_it() {
    let out = write_csv(&[described("Kopi, \"susu\"\ndan gula")]);
    let row = "K00001,L0001,Dasar Barista: Dari Biji ke Cangkir,\"Kopi, \"\"susu\"\"\ndan gula\",\
               food,basic,in_class,24,600000,P01=450000 P02=500000,P01@2026-03-01=475000,,,47,120,\
               310,1:2026-12-01..2026-12-05@3273*20\r\n";
    assert_eq!(out.split_once("\r\n").unwrap().1, row);
}

#[test]
fn commas_semicolons_marks_and_line_ends_of_every_spreadsheet_are_read() {
    let known = directory();
    let plain = format!("{HEADER}\n{GOOD}\n");
    let read = read_csv(plain.as_bytes(), &known).unwrap();
    assert_eq!(read.len(), 1);
    for other in [
        plain.replace(',', ";"),
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
        plain.trim_end().to_owned(),
    ] {
        assert_eq!(read_csv(other.as_bytes(), &known).as_ref(), Ok(&read));
    }
}

#[test]
fn all_faults_are_named_at_once_each_with_line_and_column() {
    let rows = "X1,L0001,=1+1,food,basic,in_class,24,600000,P01=450000,\n\
                \n\
                K00002,L9999,Dasar Barista,masak,basic,online,0,Rp600.000,P01=1 P01,1:2026-12-01*3\n\
                \"K00003\",L0001,\"Dua\nbaris\",food,,webinar,24,600000,,\n\
                K00004,L0001,Baris enam\n\
                K00005,L0001,Dasar Barista,food,basic,in_class,24,400000,P01=450000 P99=1,1:2026-12-05..2026-12-01*20\n";
    assert_eq!(
        faults(rows),
        [
            "line 2, id: not a code of its kind",
            "line 2, title: begins like a formula",
            "line 4, field: not one of the choices",
            "line 4, hours: a number out of bounds",
            "line 4, outside_price: not a whole number in plain digits",
            "line 4, offers: entry 2 cannot be read",
            "line 4, schedules: entry 1 cannot be read",
            "line 5, title: has control characters",
            "line 5, level: empty",
            "line 7: 3 cells instead of 10",
            "line 8, offers: P99 is not known",
            "line 8, offers: P01 asks more than the outside price",
            "line 8, schedules: schedule 1 ends before it starts",
            "line 8, schedules: schedule 1 needs a place",
        ]
    );
}

#[test]
fn a_course_that_stands_twice_is_named_where_it_stands_again() {
    let problem = Problem::Twice {
        id: course_id(1),
        first: 2,
    };
    let file = format!(
        "{HEADER}\n{GOOD}\n{}\n{GOOD}\n",
        GOOD.replace("K00001", "K00002")
    );
    assert_eq!(
        read_csv(file.as_bytes(), &directory()),
        Err(vec![Fault::in_column(4, Column::Id, problem)])
    );
}

#[test]
fn columns_that_are_missing_unknown_or_doubled_are_named() {
    let read = |file: &str| named(read_csv(file.as_bytes(), &directory()));
    assert_eq!(
        read("id,institution,title,field,level,mode,hours,harga,id\n"),
        [
            "line 1, harga: there is no such column",
            "line 1, id: the column is there twice",
            "line 1, outside_price: the column is missing",
        ]
    );
    assert_eq!(read(""), ["line 1: the file is empty"]);
    let large = vec![b'\n'; FILE_BYTES + 1];
    let faults = Err(vec![Fault::of_line(1, Problem::FileTooLarge)]);
    assert_eq!(read_csv(&large, &directory()), faults);
    assert_eq!(read_json_lines(&large, &directory()), faults);
}

#[test]
fn a_file_of_nothing_but_faults_is_given_up() {
    let file = format!("{HEADER}\n{}", "x\n".repeat(FILE_FAULTS + 50));
    let faults = read_csv(file.as_bytes(), &directory()).unwrap_err();
    assert_eq!(faults.len(), FILE_FAULTS + 1);
    let last = faults.last().unwrap();
    assert_eq!((last.line, last.problem), (10_002, Problem::TooManyFaults));
}

#[test]
fn a_file_of_too_many_courses_is_refused() {
    let known = directory();
    let mut rows = Rows::<Described>::new(&known);
    for _ in 0..FILE_COURSES {
        assert!(rows.next(1).is_continue());
    }
    assert!(rows.next(7).is_break());
    let faults = Err(vec![Fault::of_line(7, Problem::TooManyRows)]);
    assert_eq!(rows.finish(), faults);
}

#[test]
fn what_goes_together_comes_together() {
    let read = |cells: &str| {
        let names = "free_likeness,free_at,rating_tenths,rating_count,earlier_prices";
        let file = format!("{HEADER},{names}\n{GOOD},{cells}\n");
        named(read_csv(file.as_bytes(), &directory()))
    };
    assert_eq!(read("similar,Kopi Gratis,47,120,"), [""; 0]);
    assert_eq!(read("similar,,,,"), ["line 2, free_at: empty"]);
    assert_eq!(read(",,,120,"), ["line 2, rating_tenths: empty"]);
    assert_eq!(
        read(",,60,120,"),
        ["line 2, rating_tenths: a number out of bounds"]
    );
    assert_eq!(
        read(",,47,0,"),
        ["line 2, rating_count: a number out of bounds"]
    );
    assert_eq!(
        read(",,,,P02@2026-01-01=5"),
        ["line 2, earlier_prices: P02 does not offer it"]
    );
}

#[test]
fn bytes_that_are_no_text_are_named_where_they_are() {
    let mut file = format!("{HEADER}\n{GOOD}\n").into_bytes();
    let at = file.windows(5).position(|part| part == b"Dasar").unwrap();
    file[at] = 0xff;
    let faults = Err(vec![Fault::in_column(
        2,
        Column::Title,
        Problem::Cell(Unreadable::Encoding),
    )]);
    assert_eq!(read_csv(&file, &directory()), faults);
    assert_eq!(
        read_json_lines(b"\n\xff\n", &directory()),
        Err(vec![Fault::of_line(2, Problem::Cell(Unreadable::Encoding))])
    );
}

#[test]
fn json_lines_have_their_faults_named_too() {
    let good = write_json_lines(&[described("")]).unwrap();
    let known = directory();
    assert_eq!(read_json_lines(good.as_bytes(), &known).unwrap().len(), 1);
    let change = |from: &str, to: &str| {
        let line = good.replace(from, to);
        assert_ne!(line, good, "{from}");
        named(read_json_lines(format!("\n{line}").as_bytes(), &known))
    };
    assert_eq!(change("\"hours\":24", "\"hours\":2.5").len(), 1);
    assert_eq!(
        change("\"hours\":24", "\"hours\":[24]"),
        ["line 2, hours: a JSON value of the wrong kind"]
    );
    assert_eq!(
        change("\"hours\":24", "\"jam\":24"),
        [
            "line 2, jam: there is no such column",
            "line 2, hours: empty"
        ]
    );
    assert_eq!(
        change("\"hours\":24", "\"hours\":24,\"hours\":9"),
        ["line 2, hours: the column is there twice"]
    );
    assert_eq!(
        change("\"price\":500000", "\"price\":0"),
        ["line 2, offers: entry 2 cannot be read"]
    );
    assert_eq!(
        change("\"3273\"", "\"9999\""),
        ["line 2, schedules: entry 1 cannot be read"]
    );
    assert_eq!(
        change("\"in_class\"", "\"webinar\""),
        ["line 2, schedules: schedule 1 has no use for a place"]
    );
    assert_eq!(change("{\"id\"", "[\"id\""), ["line 2: not a JSON object"]);
}

#[test]
fn a_fault_carries_its_code_for_programs() {
    let faults = |change: fn(&mut Described)| {
        let mut one = described("");
        change(&mut one);
        read_csv(write_csv(&[one]).as_bytes(), &directory()).unwrap_err()
    };
    let stranger = InstitutionId::numbered(77).unwrap();
    assert_eq!(
        faults(|one| one.course.institution = InstitutionId::numbered(77).unwrap()),
        [Fault::in_column(
            2,
            Column::Institution,
            Problem::Rule(Rule::InstitutionUnknown(stranger))
        )]
    );
    assert_eq!(
        faults(|one| one.course.offers[1].platform = platform_id(1)),
        [Fault::in_column(
            2,
            Column::Offers,
            Problem::Rule(Rule::Broken(Broken::PlatformTwice(platform_id(1))))
        )]
    );
    let long = format!("{HEADER}\n{}\n", GOOD.replace("Dasar", &"a".repeat(121)));
    assert_eq!(
        read_csv(long.as_bytes(), &directory()),
        Err(vec![Fault::in_column(
            2,
            Column::Title,
            Problem::Cell(Unreadable::Text(TextError::TooLong))
        )])
    );
}

fn summary() -> impl Strategy<Value = Summary> {
    string_regex("(\\PC|\n){0,60}")
        .unwrap()
        .prop_filter_map("no summary", |text| Summary::parse(&text).ok())
}

fn list() -> impl Strategy<Value = Vec<Described>> {
    vec((course(), summary()), 0..6).prop_map(|list| {
        let list = list.into_iter();
        let mut list: Vec<Described> = list
            .map(|(course, summary)| Described { course, summary })
            .collect();
        list.sort_by_key(|one| one.course.id);
        list.dedup_by_key(|one| one.course.id);
        list
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(list in list()) {
        let known = directory();
        let csv = write_csv(&list);
        let read = read_csv(csv.as_bytes(), &known);
        prop_assert_eq!(read.as_ref(), Ok(&list));
        let json = write_json_lines(&list).unwrap();
        prop_assert_eq!(json.lines().count(), list.len());
        let read = read_json_lines(json.as_bytes(), &known);
        prop_assert_eq!(read.as_ref(), Ok(&list));
    }

    #[test]
    fn a_spoiled_cell_is_named_by_its_own_line(list in list(), which: prop::sample::Index) {
        prop_assume!(!list.is_empty());
        let which = which.index(list.len());
        let mut before = 2;
        for one in &list[..which] {
            before += 1 + one.summary.as_str().matches('\n').count();
        }
        let id = list[which].course.id.to_string();
        let csv = write_csv(&list).replacen(&format!("\n{id},"), "\nK0,", 1);
        let faults = read_csv(csv.as_bytes(), &directory()).unwrap_err();
        let line = u32::try_from(before).unwrap();
        prop_assert_eq!(faults, vec![Fault::in_column(line, Column::Id, Problem::Cell(Unreadable::Code))]);
    }

    #[test]
    fn any_bytes_give_courses_or_faults(bytes: Vec<u8>, text in "[\\PC\n,\"]{0,200}") {
        let known = directory();
        for file in [bytes, text.clone().into_bytes(), format!("{HEADER}\n{text}").into_bytes()] {
            let _ = read_csv(&file, &known);
            let _ = read_json_lines(&file, &known);
        }
    }
}
