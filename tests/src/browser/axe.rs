//! The accessibility checker, run in the page.

use super::Browser;
use crate::{places, until_or};
use serde_json::json;

impl Browser {
    /// What axe finds wrong with the page as it is now: rule and place, a line each.
    pub fn violations(&self) -> Vec<String> {
        let axe = places::axe();
        let refused = std::cell::RefCell::new(String::new());
        let is_there = || {
            if self.try_run("return typeof axe").ok()?.as_str() != Some("object") {
                refused.replace(self.try_run(&axe).err().unwrap_or_default());
                return None;
            }
            Some(())
        };
        // A page that is being replaced takes no program.
        until_or("axe in the page", is_there, || {
            format!("{} {}", refused.borrow(), self.shown())
        });
        // Everything that axe knows: WCAG A to AAA is left to its own defaults, but for
        // targets of 24 pixels (WCAG 2.2 AA), which it looks for only when asked.
        let script = "const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
              (found) => done(found.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target.join(' ')).join(', ')})`)),
              (error) => done([`axe failed: ${error}`]));";
        let body = json!({ "script": script, "args": [] });
        let found = self.driver.post("/execute/async", &body);
        found
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Panics unless axe finds nothing wrong, and all of it fits on narrow screens and
    /// with large text.
    pub fn is_accessible(&self, state: &str) {
        let found = self.violations();
        assert!(found.is_empty(), "{state} ({}): {found:#?}", self.place());
        self.fits(state);
    }
}
