//! Waiting for something that happens by itself: looks again and again, and
//! fails with words after the deadline. The only place that pauses.

use std::thread;
use std::time::{Duration, Instant};

/// Long enough for a slow machine whose two cores are busy with something else.
const DEADLINE: Duration = Duration::from_secs(90);
const PAUSE: Duration = Duration::from_millis(40);

/// The first thing that `look` finds.
pub fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    until_or(what, look, String::new)
}

/// The same; `instead` tells what was there in its place.
pub fn until_or<T>(
    what: &str,
    mut look: impl FnMut() -> Option<T>,
    instead: impl FnOnce() -> String,
) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        if start.elapsed() >= DEADLINE {
            let seconds = DEADLINE.as_secs();
            crate::runtime::tell_of_shared();
            panic!("waited {seconds} s in vain for: {what}\n{}", instead());
        }
        thread::sleep(PAUSE);
    }
}
