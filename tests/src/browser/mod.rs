//! Debian's Chromium with a phone's screen, driven over WebDriver. Verbs only:
//! go, find, do, check; what should be seen is said in the tests.

mod axe;
mod driver;
mod form;

use crate::{Runtime, until};
use driver::Driver;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// WebDriver's name for an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Whether pages may run programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As usual.
    On,
    /// Switched off in the browser's settings.
    Off,
}

/// A browser with one window.
pub struct Browser {
    driver: Driver,
    edge: String,
}

impl Browser {
    /// A browser that nobody has used before.
    pub fn open(runtime: &Runtime, scripts: Scripts) -> Self {
        Self::open_profile(runtime, scripts, &fresh_profile(runtime))
    }

    /// A browser that remembers what an earlier one on the same folder kept.
    pub fn open_profile(runtime: &Runtime, scripts: Scripts, profile: &Path) -> Self {
        Self {
            driver: Driver::start(profile, scripts),
            edge: runtime.edge.clone(),
        }
    }

    /// Loads a page of ours.
    pub fn go(&self, path: &str) {
        let url = format!("{}{path}", self.edge);
        self.driver.post("/url", &json!({ "url": url }));
    }

    /// Begins to load a page and does not wait for it.
    pub fn go_without_waiting(&self, path: &str) {
        self.run(&format!("location.assign('{}{path}')", self.edge));
    }

    /// Opens another tab and closes this one with all that it was doing.
    pub fn new_tab_instead(&self) {
        let tab = self.driver.post("/window/new", &json!({ "type": "tab" }));
        self.driver.delete("/window");
        self.driver
            .post("/window", &json!({ "handle": tab["handle"] }));
    }

    /// Path and query of the page shown.
    pub fn place(&self) -> String {
        let url = self.driver.get("/url");
        let url = url.as_str().unwrap();
        url.strip_prefix(&self.edge).unwrap_or(url).to_owned()
    }

    /// The page's HTML as it is now.
    pub fn source(&self) -> String {
        self.driver.get("/source").as_str().unwrap().to_owned()
    }

    fn look(&self, css: &str) -> Option<String> {
        let body = json!({ "using": "css selector", "value": css });
        let found = self.driver.try_post("/element", &body).ok()?;
        Some(found[ELEMENT].as_str()?.to_owned())
    }

    /// Whether an element is there now.
    pub fn has(&self, css: &str) -> bool {
        self.look(css).is_some()
    }

    /// Waits for an element; answers WebDriver's id of it.
    pub fn find(&self, css: &str) -> String {
        let place = || self.place();
        let mut looked = 0;
        until(&format!("{css} in the page"), || {
            looked += 1;
            self.look(css).or_else(|| {
                assert!(
                    looked < 600,
                    "no {css} on {}:\n{}",
                    place(),
                    self.main_text()
                );
                None
            })
        })
    }

    /// The visible text of an element, once it is there.
    pub fn text(&self, css: &str) -> String {
        let mut text = String::new();
        until(&format!("the text of {css}"), || {
            let id = self.look(css)?;
            // It may be redrawn between the two calls.
            let answer = self.driver.try_get(&format!("/element/{id}/text")).ok()?;
            text = answer.as_str()?.to_owned();
            Some(())
        });
        text
    }

    /// All that a reader sees of the main part.
    pub fn main_text(&self) -> String {
        let Some(id) = self.look("main") else {
            return String::new();
        };
        let answer = self.driver.try_get(&format!("/element/{id}/text"));
        answer
            .ok()
            .and_then(|text| Some(text.as_str()?.to_owned()))
            .unwrap_or_default()
    }

    /// Waits until a reader sees these words in the main part.
    pub fn see(&self, words: &str) {
        let mut seen = String::new();
        until(&format!("the words {words:?}"), || {
            seen = self.main_text();
            seen.contains(words).then_some(())
        });
    }

    /// Clicks, once it can be clicked.
    pub fn click(&self, css: &str) {
        let mut tries = 0;
        until(&format!("a click on {css}"), || {
            let id = self.look(css)?;
            let clicked = self
                .driver
                .try_post(&format!("/element/{id}/click"), &json!({}));
            tries += 1;
            assert!(tries < 400, "{css} on {}: {clicked:?}", self.place());
            clicked.ok()
        });
    }

    /// Replaces what is in an input by typing.
    pub fn type_into(&self, css: &str, text: &str) {
        let id = self.find(css);
        self.driver
            .post(&format!("/element/{id}/clear"), &json!({}));
        self.driver
            .post(&format!("/element/{id}/value"), &json!({ "text": text }));
    }

    /// What an input holds now.
    pub fn value(&self, css: &str) -> String {
        let id = self.find(css);
        let value = self.driver.get(&format!("/element/{id}/property/value"));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// An attribute, if it is there.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let id = self.find(css);
        let value = self.driver.get(&format!("/element/{id}/attribute/{name}"));
        value.as_str().map(str::to_owned)
    }

    /// The id of the element that has focus.
    pub fn focused(&self) -> String {
        self.run("return document.activeElement?.id ?? ''")
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Runs a function body in the page.
    pub fn run(&self, script: &str) -> Value {
        self.driver
            .post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until the page's program has taken over.
    pub fn await_alive(&self) {
        self.find("html[data-hydrated=true]");
    }

    /// A command of the browser's own protocol.
    pub fn command(&self, name: &str, parameters: &Value) {
        let body = json!({ "cmd": name, "params": parameters });
        self.driver.post("/goog/cdp/execute", &body);
    }

    /// Cuts the network, or joins it again.
    pub fn network(&self, there: bool) {
        self.conditions(!there, -1);
    }

    /// Lets no more than so many bytes a second in.
    pub fn throttle(&self, bytes_a_second: i64) {
        self.conditions(false, bytes_a_second);
    }

    fn conditions(&self, offline: bool, bytes_a_second: i64) {
        self.command("Network.enable", &json!({}));
        self.command(
            "Network.emulateNetworkConditions",
            &json!({ "offline": offline, "latency": 0, "downloadThroughput": bytes_a_second, "uploadThroughput": -1 }),
        );
    }

    /// Kills the browser as a phone does that needs its memory.
    pub fn kill(self) {
        self.driver.kill();
    }

    /// A picture of the window, kept in a folder.
    pub fn picture(&self, folder: &Path, name: &str) {
        let picture = self.driver.get("/screenshot");
        let file = folder.join(format!("{name}.png.base64"));
        std::fs::write(file, picture.as_str().unwrap()).unwrap();
    }
}

/// A folder for a browser's memory.
pub fn fresh_profile(runtime: &Runtime) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    runtime.scratch(&format!("browser-{number}"))
}
