//! What a phone may rely on, whatever bytes it is given.

use super::*;
use crate::catalogue::testing::{barista, catalogue, course_id, directory, shelf};
use crate::catalogue::{Broken, Rating};
use proptest::prelude::*;

fn at(version: u32, catalogue: Catalogue) -> Snapshot {
    Snapshot {
        version: Version(version),
        catalogue,
    }
}

#[test]
fn an_empty_catalogue_is_a_snapshot_too() {
    let empty = at(7, Catalogue::default());
    assert_eq!(Snapshot::decode(&empty.encode()), Ok(empty));
}

#[test]
fn each_kind_of_wrong_bytes_has_its_own_error() {
    let bytes = at(1, shelf(3)).encode();
    assert_eq!(Snapshot::decode(b""), Err(SnapshotError::Foreign));
    assert_eq!(Snapshot::decode(b"<html>"), Err(SnapshotError::Foreign));
    assert_eq!(
        Snapshot::decode(b"PKC\x02....."),
        Err(SnapshotError::OtherFormat(2))
    );
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(Snapshot::decode(&longer), Err(SnapshotError::Trailing));
    for length in 4..bytes.len() {
        assert!(Snapshot::decode(&bytes[..length]).is_err(), "{length}");
    }
}

#[test]
fn a_catalogue_that_breaks_a_rule_is_not_accepted_from_bytes_either() {
    // Written past the gate: the course lacks its place.
    let mut course = barista();
    course.schedules[0].place = None;
    let mut out = Writer(b"PKC\x01\x01\0\0\0".to_vec());
    let known = directory();
    directory::write(
        &mut out,
        &known.platforms().iter().collect::<Vec<_>>(),
        &known.institutions().iter().collect::<Vec<_>>(),
    );
    courses::write(&mut out, &[&course]);
    assert_eq!(
        Snapshot::decode(&out.0),
        Err(SnapshotError::Inconsistent(CatalogueError::Broken(
            course_id(1),
            Broken::PlaceMissing(1)
        )))
    );
}

#[test]
fn a_claim_of_four_billion_courses_costs_no_memory() {
    let mut bytes = b"PKC\x01\x01\0\0\0".to_vec();
    bytes.extend_from_slice(&[0, 0, 0, 0, 0]); // nobody in the directory
    bytes.extend_from_slice(&[0xff, 0xff, 0xff, 0xff, 0x0f]);
    assert_eq!(Snapshot::decode(&bytes), Err(SnapshotError::Truncated));
}

#[test]
fn a_delta_for_another_version_is_refused() {
    let (one, two) = (at(1, shelf(3)), at(2, shelf(4)));
    let delta = one.delta_to(&two);
    assert_eq!(span(&delta), Ok((Version(1), Version(2))));
    assert_eq!(one.apply(&delta).as_ref(), Ok(&two));
    assert_eq!(
        two.apply(&delta),
        Err(SnapshotError::OtherVersion(Version(1)))
    );
}

#[test]
fn new_figures_of_a_thousand_courses_cost_some_bytes_each() {
    let old = at(1, shelf(1_000));
    let mut courses = old.catalogue.courses().to_vec();
    for course in &mut courses {
        course.completed += 1_000;
        course.rating = Rating::new(46, 2_000).ok();
    }
    let new = at(2, Catalogue::new(directory(), courses).unwrap());
    let delta = old.delta_to(&new);
    assert!(delta.len() < 7_000, "{}", delta.len());
    assert_eq!(old.apply(&delta), Ok(new));
}

proptest! {
    #[test]
    fn every_catalogue_survives_the_way(catalogue in catalogue(), version: u32) {
        let snapshot = at(version, catalogue);
        prop_assert_eq!(Snapshot::decode(&snapshot.encode()), Ok(snapshot));
    }

    #[test]
    fn a_delta_leads_from_any_catalogue_to_any_other(old in catalogue(), new in catalogue()) {
        let (old, new) = (at(1, old), at(2, new));
        prop_assert_eq!(old.apply(&old.delta_to(&new)), Ok(new));
    }

    #[test]
    fn any_bytes_are_refused_or_read_and_never_more(bytes: Vec<u8>, good in catalogue()) {
        let good = at(1, good);
        for magic in [b"PKC\x01", b"PKD\x01"] {
            let mut bytes = [magic.as_slice(), &[1, 0, 0, 0], &bytes].concat();
            let _ = Snapshot::decode(&bytes);
            let _ = good.apply(&bytes);
            bytes.insert(8, 0);
            let _ = Snapshot::decode(&bytes);
            let _ = good.apply(&bytes);
        }
    }

    #[test]
    fn a_flipped_byte_gives_an_error_or_a_catalogue_in_order(
        good in catalogue(), other in catalogue(), position: prop::sample::Index, flip in 1..=255_u8
    ) {
        let (good, other) = (at(1, good), at(2, other));
        let mut bytes = good.encode();
        let mut delta = good.delta_to(&other);
        *position.get_mut(&mut bytes) ^= flip;
        *position.get_mut(&mut delta) ^= flip;
        if let Ok(read) = Snapshot::decode(&bytes) {
            prop_assert!(read.catalogue.courses().iter().all(|one| one.check().is_empty()));
        }
        if let Ok(read) = good.apply(&delta) {
            prop_assert!(read.catalogue.courses().iter().all(|one| one.check().is_empty()));
        }
    }
}
