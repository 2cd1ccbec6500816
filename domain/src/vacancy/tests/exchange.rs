//! That files of vacancies go out and come back the same, and that every fault is
//! named where it is.

use super::*;
use crate::exchange::Column as _;
use crate::vacancy::exchange::{
    Column, Fault, Problem, Rule, read_csv, read_json_lines, write_csv, write_json_lines,
};
use proptest::prelude::*;

fn named(read: Result<Vec<Vacancy>, Vec<Fault>>) -> Vec<String> {
    match read {
        Ok(_) => vec![],
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

const HEADER: &str = "id,title,employer,field,place,contract,salary_from,salary_to,openings,published,closes,apply,description";
const GOOD: &str = "LK-1,Barista,PT Contoh,food,3273,full_time,3000000,4500000,2,2026-11-01,2026-12-10,https://contoh.example/1,Menyeduh kopi";

fn faults(rows: &str) -> Vec<String> {
    named(read_csv(format!("{HEADER}\n{rows}\n").as_bytes(), today()))
}

#[test]
fn all_faults_of_a_feed_are_named_at_once_each_with_line_and_column() {
    let rows = [
        GOOD,
        "LK 2,Barista,PT Contoh,masak,9999,tetap,Rp3.000.000,4500000,0,2026-11-1,2026-12-10,http://contoh.example,Menyeduh",
        "LK-3,\"Dua\nbaris\",PT Contoh,food,3273,full_time,4500000,3000000,2,2026-11-01,2026-12-10,https://contoh.example/1,",
        "LK-4,Barista,PT Contoh,food,3273,full_time,3000000,,2,2026-11-01,2026-11-23,https://contoh.example/1,Menyeduh",
        "LK-5,Barista,PT Contoh,food,3273,full_time,,,2,2026-12-11,2026-12-10,https://contoh.example/1,Menyeduh",
        "LK-6,Barista",
        GOOD,
    ];
    assert_eq!(
        faults(&rows.join("\n")),
        [
            "line 3, id: not a code of its kind",
            "line 3, field: not one of the choices",
            "line 3, place: not a regency or city",
            "line 3, contract: not one of the choices",
            "line 3, salary_from: not a whole number in plain digits",
            "line 3, openings: a number out of bounds",
            "line 3, published: not a day such as 2026-12-01",
            "line 3, apply: not an https address",
            "line 4, title: has control characters",
            "line 4, salary_to: the highest salary is below the lowest",
            "line 4, description: empty",
            "line 6, salary_to: empty",
            "line 6, closes: the closing day is past",
            "line 7, closes: closes before it is published",
            "line 8: 2 cells instead of 13",
            "line 9, id: LK-1 stands in line 2 already",
        ]
    );
}

#[test]
fn the_closing_day_may_be_today() {
    let row = GOOD.replace("2026-12-10", "2026-11-24");
    assert_eq!(faults(&row), [""; 0]);
}

#[test]
fn columns_that_are_unknown_or_missing_are_named() {
    let file = format!("{},gaji\n", HEADER.replace(",apply", ""));
    assert_eq!(
        named(read_csv(file.as_bytes(), today())),
        [
            "line 1, gaji: there is no such column",
            "line 1, apply: the column is missing",
        ]
    );
    let without = HEADER.replace("salary_from,salary_to,", "");
    let row = GOOD.replace("3000000,4500000,", "");
    let read = read_csv(format!("{without}\n{row}").as_bytes(), today()).unwrap();
    assert_eq!(read[0].salary, None);
    assert_eq!(Column::ALL.len(), HEADER.split(',').count());
}

#[test]
fn json_lines_have_their_faults_named_too() {
    let good = write_json_lines(&[barista("LK-1")]).unwrap();
    assert!(named(read_json_lines(good.as_bytes(), today())).is_empty());
    let change = |from: &str, to: &str| {
        let line = good.replace(from, to);
        assert_ne!(line, good, "{from}");
        named(read_json_lines(format!("\n{line}").as_bytes(), today()))
    };
    assert_eq!(
        change("\"openings\"", "\"jumlah\""),
        [
            "line 2, jumlah: there is no such column",
            "line 2, openings: empty"
        ]
    );
    assert_eq!(
        change("4500000", "1"),
        ["line 2, salary_to: the highest salary is below the lowest"]
    );
    assert_eq!(
        change("4500000", "[1]"),
        ["line 2, salary_to: a JSON value of the wrong kind"]
    );
    let twice = format!("{good}{good}");
    assert_eq!(
        named(read_json_lines(twice.as_bytes(), today())),
        ["line 2, id: LK-1 stands in line 1 already"]
    );
}

#[test]
fn a_fault_carries_its_code_for_programs() {
    let row = GOOD.replace("2026-12-10", "2026-11-23");
    let read = read_csv(format!("{HEADER}\n{row}").as_bytes(), today());
    let problem = Problem::Rule(Rule::ClosedAlready);
    assert_eq!(
        read,
        Err(vec![Fault::in_column(2, Column::Closes, problem)])
    );
}

fn list() -> impl Strategy<Value = Vec<Vacancy>> {
    (0_u64..50, 0_u32..30).prop_map(|(seed, count)| {
        let texts = ["Kopi; \"susu\"\ndan, gula", "satu"];
        (0..count)
            .map(|n| {
                let mut one = barista(&format!("v{n}"));
                let at = usize::try_from(seed + u64::from(n)).unwrap();
                one.description = Description::parse(texts[at % 2]).unwrap();
                one.contract = Contract::ALL[at % Contract::ALL.len()];
                one.field = Field::ALL[at % Field::ALL.len()];
                if at.is_multiple_of(3) {
                    one.salary = None;
                }
                one
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(list in list()) {
        let csv = write_csv(&list);
        let read = read_csv(csv.as_bytes(), today());
        prop_assert_eq!(read.as_ref(), Ok(&list));
        let json = write_json_lines(&list).unwrap();
        let read = read_json_lines(json.as_bytes(), today());
        prop_assert_eq!(read.as_ref(), Ok(&list));
    }

    #[test]
    fn any_bytes_give_vacancies_or_faults(bytes: Vec<u8>, text in "[\\PC\n,\"]{0,200}") {
        for file in [bytes, text.clone().into_bytes(), format!("{HEADER}\n{text}").into_bytes()] {
            let _ = read_csv(&file, today());
            let _ = read_json_lines(&file, today());
            let _ = Feed::decode(&file);
        }
    }
}
