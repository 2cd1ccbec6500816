//! Time, twice: on the wall, and on the core. On a machine that others use too
//! the second says what the work costs, the first how long it took today.

use serde::Serialize;
use std::ops::AddAssign;
use std::time::Instant;

/// What something took.
#[derive(Clone, Copy, Default, Serialize)]
pub struct Took {
    /// Seconds of one core, as Linux counts them for this thread: to a tick of
    /// its scheduler, some milliseconds.
    pub core_s: f64,
    /// Seconds on the wall.
    pub wall_s: f64,
}

impl AddAssign for Took {
    fn add_assign(&mut self, other: Self) {
        self.core_s += other.core_s;
        self.wall_s += other.wall_s;
    }
}

impl Took {
    /// Does something and adds what it took.
    pub fn add<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (core, wall) = (core_s(), Instant::now());
        let done = work();
        let wall_s = wall.elapsed().as_secs_f64();
        // Without the kernel's count the wall's is the only one, and never less.
        let core_s = core.zip(core_s()).map_or(wall_s, |(then, now)| now - then);
        *self += Self { core_s, wall_s };
        done
    }
}

/// Seconds that this thread was on a core so far.
fn core_s() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
