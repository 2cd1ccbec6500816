//! Time: how long something took, and which moment it is. Phones often have the wrong one.

use chrono::{DateTime, NaiveDate, Utc};
use domain::time::programme_date;
use leptos::prelude::window;
use std::cell::Cell;

/// Milliseconds, counted from any moment: two of them say how long something took.
pub fn ticks() -> Option<f64> {
    window().performance().map(|clock| clock.now())
}

/// The service's clock once it was heard; the phone's until then.
#[derive(Default)]
pub struct Clock {
    /// How many milliseconds the service's is ahead.
    ahead: Cell<f64>,
}

impl Clock {
    /// Hears what time it is, as JSON has it.
    pub fn hear(&self, now: &str) {
        let now = js_sys::Date::parse(now);
        if now.is_finite() {
            self.ahead.set(now - js_sys::Date::now());
        }
    }

    /// Now.
    pub fn now(&self) -> DateTime<Utc> {
        let milliseconds = js_sys::Date::now() + self.ahead.get();
        DateTime::from_timestamp_millis(milliseconds as i64).unwrap_or_default()
    }

    /// The programme's day.
    pub fn today(&self) -> NaiveDate {
        programme_date(self.now())
    }
}
