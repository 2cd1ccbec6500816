//! That the made-up catalogue is as large, as varied and as lawful as a real one.

use super::*;
use crate::catalogue::{Field, Level, Mode};

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn demo(seed: u64) -> Demo {
    Demo::generate(seed, today(), Scale::PROGRAMME).unwrap()
}

#[test]
fn it_has_as_much_of_everything_as_the_programme_had() {
    let demo = demo(1);
    assert_eq!(demo.directory.platforms().len(), 8);
    assert_eq!(demo.directory.institutions().len(), 198);
    assert_eq!(demo.courses.len(), 2_055);
    assert_eq!(words::topics().len(), 256);
    assert!(demo.catalogue().is_ok());
}

#[test]
fn the_same_seed_gives_the_same_and_another_another() {
    assert_eq!(demo(1).courses, demo(1).courses);
    assert_ne!(demo(1).courses, demo(2).courses);
}

#[test]
fn one_more_course_changes_no_other() {
    let more = Scale {
        courses: 2_056,
        ..Scale::PROGRAMME
    };
    let more = Demo::generate(1, today(), more).unwrap();
    assert_eq!(more.courses[..2_055], demo(1).courses);
}

#[test]
fn titles_and_names_hardly_ever_repeat() {
    let demo = demo(1);
    let titles: BTreeSet<_> = demo.courses.iter().map(|one| &one.course.title).collect();
    assert!(titles.len() > 2_000, "{}", titles.len());
    let names: BTreeSet<_> = demo
        .directory
        .institutions()
        .iter()
        .map(|one| &one.name)
        .collect();
    assert_eq!(names.len(), 198);
}

#[test]
fn every_field_level_mode_and_platform_is_there_and_prices_are_plausible() {
    let catalogue = demo(1).catalogue().unwrap();
    let count = |test: &dyn Fn(&Course) -> bool| {
        let courses = catalogue.courses().iter();
        courses.filter(|one| test(one)).count()
    };
    for field in Field::ALL {
        assert!(count(&|one| one.field == *field) > 40, "{field:?}");
    }
    for level in Level::ALL {
        assert!(count(&|one| one.level == *level) > 200, "{level:?}");
    }
    for mode in Mode::ALL {
        assert!(count(&|one| one.mode == *mode) > 200, "{mode:?}");
    }
    for platform in catalogue.directory().platforms() {
        let sold = |one: &Course| one.offers.iter().any(|offer| offer.platform == platform.id);
        assert!(count(&sold) > 250, "{platform:?}");
    }
    assert!(count(&|one| one.offers.len() > 1) > 500);
    assert!(count(&|one| one.free_equivalent.is_some()) > 100);
    for course in catalogue.courses() {
        for offer in &course.offers {
            let rupiah = offer.price.rupiah().0;
            assert!((150_000..=3_500_000).contains(&rupiah) && rupiah % 5_000 == 0);
        }
        assert!((15..=80).contains(&course.hours.get()));
        assert!(course.schedules.iter().all(|one| one.starts > today()));
    }
}
