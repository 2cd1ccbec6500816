//! Work that is done later.

use gloo_timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// Does something after that time, if the page still lives.
pub fn after(wait: Duration, work: impl FnOnce() + 'static) {
    let milliseconds = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
    Timeout::new(milliseconds, work).forget();
}

/// Does something when nothing has happened for a moment.
#[derive(Clone, Default)]
pub struct Debounce(Rc<Cell<u32>>);

impl Debounce {
    /// Does it, unless it is asked again or dropped before.
    pub fn then(&self, rest: Duration, work: impl FnOnce() + 'static) {
        self.drop_it();
        let (asked, number) = (Rc::clone(&self.0), self.0.get());
        after(rest, move || {
            if asked.get() == number {
                work();
            }
        });
    }

    /// Forgets what was to be done.
    pub fn drop_it(&self) {
        self.0.set(self.0.get().wrapping_add(1));
    }
}
