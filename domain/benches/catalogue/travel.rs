//! The way to the phone: bytes of snapshot and deltas, and what opening them costs.
//! Sizes are before compression: whoever serves them compresses.

use super::row;
use domain::catalogue::search::Index;
use domain::catalogue::snapshot::{Snapshot, SnapshotError, Version};
use domain::catalogue::{Catalogue, CatalogueError, Course, Rating};
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

/// How often each is done.
const TIMES: usize = 15;

pub fn measure(snapshot: &Snapshot) -> Result<Index, Box<dyn Error>> {
    let bytes = snapshot.encode();
    println!("  {:<34} {:>13} bytes", "snapshot", bytes.len());
    for (name, every) in [
        ("delta: one course in a hundred", 100),
        ("delta: one in ten", 10),
    ] {
        let newer = changed(snapshot, every, |course| {
            course.outside_price = course.lowest_price().map_or(course.outside_price, |price| {
                price.max(course.outside_price)
            });
            course.schedules.truncate(1);
        })?;
        println!("  {name:<34} {:>13} bytes", snapshot.delta_to(&newer).len());
    }
    let newer = changed(snapshot, 1, |course| {
        course.completed += 1 + course.completed / 50;
        course.rating = course.rating.and_then(|rating| {
            Rating::new(rating.tenths(), rating.count() + 1 + rating.count() / 50).ok()
        });
    })?;
    let delta = snapshot.delta_to(&newer);
    println!(
        "  {:<34} {:>13} bytes",
        "delta: figures of all courses",
        delta.len()
    );
    row("decode", times(|| Snapshot::decode(black_box(&bytes)))?);
    row(
        "apply the last delta",
        times(|| snapshot.apply(black_box(&delta)))?,
    );
    let mut built = vec![];
    for _ in 0..TIMES {
        let catalogue = snapshot.catalogue.clone();
        let started = Instant::now();
        black_box(Index::new(black_box(catalogue)));
        built.push(started.elapsed().as_nanos());
    }
    row("build the index", built);
    Ok(Index::new(snapshot.catalogue.clone()))
}

fn times<T>(work: impl Fn() -> Result<T, SnapshotError>) -> Result<Vec<u128>, SnapshotError> {
    let mut times = vec![];
    for _ in 0..TIMES {
        let started = Instant::now();
        let done = black_box(work()?);
        times.push(started.elapsed().as_nanos());
        drop(done);
    }
    Ok(times)
}

/// The next version, with a change in every so many courses.
fn changed(
    snapshot: &Snapshot,
    every: usize,
    change: impl Fn(&mut Course),
) -> Result<Snapshot, CatalogueError> {
    let mut courses = snapshot.catalogue.courses().to_vec();
    courses.iter_mut().step_by(every).for_each(change);
    let directory = snapshot.catalogue.directory().clone();
    Ok(Snapshot {
        version: Version(snapshot.version.0 + 1),
        catalogue: Catalogue::new(directory, courses)?,
    })
}
