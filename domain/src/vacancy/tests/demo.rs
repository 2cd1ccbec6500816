//! That the made-up vacancies are many, varied, and plainly made up.

use super::*;
use crate::vacancy::demo::{PROGRAMME, generate};
use std::collections::BTreeSet;

#[test]
fn there_are_six_hundred_in_every_field_and_all_are_open() {
    let list = generate(1, today(), PROGRAMME);
    assert_eq!(list.len(), 600);
    for field in Field::ALL {
        let count = list.iter().filter(|one| one.field == *field).count();
        assert!(count >= 15, "{field:?}: {count}");
    }
    assert!(
        list.iter()
            .all(|one| one.standing(today()) == Standing::Open)
    );
    let contracts: BTreeSet<Contract> = list.iter().map(|one| one.contract).collect();
    assert_eq!(contracts.len(), Contract::ALL.len());
    let paid = list.iter().filter(|one| one.salary.is_some()).count();
    assert!((300..=420).contains(&paid), "{paid}");
    let employers: BTreeSet<&Title> = list.iter().map(|one| &one.employer).collect();
    assert!(employers.len() > 80, "{}", employers.len());
    assert!(Feed::new(1, list).is_ok());
}

#[test]
fn employers_say_that_they_are_examples_and_no_address_can_be_anybodys() {
    for one in generate(2, today(), PROGRAMME) {
        assert!(one.employer.as_str().contains(" Contoh "));
        assert!(one.apply.host().ends_with(".example"), "{:?}", one.apply);
    }
}

#[test]
fn the_same_seed_gives_the_same_and_another_another() {
    assert_eq!(generate(1, today(), 50), generate(1, today(), 50));
    assert_ne!(generate(1, today(), 50), generate(2, today(), 50));
}
