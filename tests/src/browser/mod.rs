//! Debian's Chromium with a phone's screen, driven over WebDriver. Verbs only:
//! go, find, do, check; what should be seen is said in the tests.

mod axe;
mod driver;
mod form;
mod network;
mod walk;

use crate::{Client, Runtime, until, until_or};
use driver::Driver;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The registration form's entry in the phone's database.
const DRAFT: &str = "const base = await new Promise((open) => { indexedDB.open('prakerja').onsuccess = (event) => open(event.target.result); });
     const entry = await new Promise((got) => { base.transaction('drafts').objectStore('drafts').get('/daftar/').onsuccess = (event) => got(event.target.result); });
     base.close();
     return entry?.typed ?? null;";

/// How far a page's worker is.
const WORKER: &str = "const known = await navigator.serviceWorker.getRegistration();
     const { installing, waiting, active } = known ?? {};
     const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
     return { page: document.readyState, said: document.documentElement.dataset.worker,
       registered: Boolean(known), controls: Boolean(navigator.serviceWorker.controller),
       states: [installing, waiting, active].map((worker) => worker?.state), loaded };";

/// WebDriver's name for an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// 10 s – after so long without what should be there, a reader tries again, if the page offers
/// it. The worker itself waits 8 s for a page.
const UNTIL_RELOADED: Duration = Duration::from_secs(10);

/// A tab that is open.
pub struct Tab(Value);

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
    scripts: Scripts,
    edge: String,
}

impl Browser {
    /// A browser that nobody has used before.
    pub fn open(runtime: &Runtime, scripts: Scripts) -> Self {
        Self::open_at(runtime, &runtime.edge, scripts)
    }

    /// The same for who finds the edge at another address.
    pub fn open_at(runtime: &Runtime, address: &str, scripts: Scripts) -> Self {
        Self {
            driver: Driver::start(&fresh_profile(runtime), scripts),
            scripts,
            edge: address.to_owned(),
        }
    }

    /// Loads a page of ours.
    pub fn go(&self, path: &str) {
        let url = format!("{}{path}", self.edge);
        self.driver.post("/url", &json!({ "url": url }));
    }

    /// Takes over a session, as if its person had signed in here.
    pub fn sign_in_as(&self, client: &Client) {
        self.go("/");
        let session = client.session().unwrap();
        let cookie = json!({
            "name": "__Host-session", "value": session, "path": "/",
            "secure": true, "httpOnly": true, "sameSite": "Lax",
        });
        self.driver.post("/cookie", &json!({ "cookie": cookie }));
    }

    /// Throws the session away, as a browser does in time.
    pub fn forget_session(&self) {
        self.driver.delete("/cookie");
    }

    /// Chooses a file of this machine in a file input.
    pub fn choose_file(&self, css: &str, file: &Path) {
        let id = self.find(css);
        let path = file.to_str().unwrap();
        self.driver
            .post(&format!("/element/{id}/value"), &json!({ "text": path }));
    }

    /// Begins to load a page and does not wait for it.
    pub fn go_without_waiting(&self, path: &str) {
        self.run(&format!("location.assign('{}{path}')", self.edge));
    }

    /// Loads the page anew, and sends anew what it was the answer to.
    pub fn reload(&self) {
        self.driver.post("/refresh", &json!({}));
    }

    /// The browser's back button.
    pub fn back(&self) {
        self.driver.post("/back", &json!({}));
    }

    /// Opens another tab and closes this one with all that it was doing.
    pub fn new_tab_instead(&self) {
        let tab = self.driver.post("/window/new", &json!({ "type": "tab" }));
        self.driver.delete("/window");
        self.driver
            .post("/window", &json!({ "handle": tab["handle"] }));
    }

    /// Opens another tab, and goes on in it; answers how to come back to this one.
    pub fn another_tab(&self) -> Tab {
        let before = self.driver.get("/window");
        let tab = self.driver.post("/window/new", &json!({ "type": "tab" }));
        self.driver
            .post("/window", &json!({ "handle": tab["handle"] }));
        Tab(before)
    }

    /// Goes on in a tab from before.
    pub fn back_to(&self, tab: &Tab) {
        self.driver.post("/window", &json!({ "handle": tab.0 }));
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
        self.until_shown(&format!("{css} in the page"), || self.look(css))
    }

    /// Waits for something on the page. A page that comes too slowly is answered with what the
    /// phone saw of it last, and with a link to try again, which is what a reader then does.
    fn until_shown<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let mut next = Instant::now() + UNTIL_RELOADED;
        let or_reload = || {
            let found = look();
            if found.is_none() && Instant::now() >= next {
                next += UNTIL_RELOADED;
                if let Some(link) = self.look(".offline-copy a") {
                    eprintln!("{}: a copy, while {what}: tried again", self.place());
                    let click = format!("/element/{link}/click");
                    let _ = self.driver.try_post(&click, &json!({}));
                }
            }
            found
        };
        until_or(what, or_reload, || self.shown())
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
        let look = || self.main_text().contains(words).then_some(());
        self.until_shown(&format!("the words {words:?}"), look);
    }

    /// Where the browser is and what a reader sees there, for a proof that fails.
    fn shown(&self) -> String {
        format!("{}:\n{}", self.place(), self.main_text())
    }

    /// The same wherever it stands, outside the main part too.
    pub fn see_anywhere(&self, words: &str) {
        until(&format!("the words {words:?} anywhere"), || {
            let text = self.try_run("return document.body.innerText").ok()?;
            text.as_str()?.contains(words).then_some(())
        });
    }

    /// Clicks a link, a button or a box, once it is there. Without scripts
    /// WebDriver cannot click, so the keyboard does it, as it must be able to.
    pub fn click(&self, css: &str) {
        let key = if css.contains("button") || css.starts_with('a') {
            "\u{e007}"
        } else {
            " "
        };
        self.until_shown(&format!("a click on {css}"), || {
            let id = self.look(css)?;
            let (path, body) = match self.scripts {
                Scripts::On => (format!("/element/{id}/click"), json!({})),
                Scripts::Off => (format!("/element/{id}/value"), json!({ "text": key })),
            };
            let clicked = self.driver.try_post(&path, &body).ok();
            if clicked.is_none() && self.scripts == Scripts::On {
                // A line at the foot of the screen may lie over it: people scroll on.
                let middle =
                    "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center' })";
                let body = json!({ "script": middle, "args": [css] });
                let _ = self.driver.try_post("/execute/sync", &body);
            }
            clicked
        });
    }

    /// Picks the option with that value by typing its words, as keyboards do:
    /// WebDriver's own click on an option sends no `input` event.
    pub fn pick(&self, select: &str, value: &str) {
        let option = self.find(&format!("{select} option[value=\"{value}\"]"));
        let words = self
            .driver
            .get(&format!("/element/{option}/property/label"));
        let select_id = self.find(select);
        self.driver.post(
            &format!("/element/{select_id}/value"),
            &json!({ "text": words }),
        );
        assert_eq!(self.value(select), value);
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

    /// The same of a page that may be replaced just then, and refuses: for who asks again.
    pub fn try_run(&self, script: &str) -> Result<Value, String> {
        let body = json!({ "script": script, "args": [] });
        self.driver.try_post("/execute/sync", &body)
    }

    /// Runs a function body in the page.
    pub fn run(&self, script: &str) -> Value {
        self.driver
            .post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs an async function body in the page and waits for what it comes to.
    pub fn run_async(&self, script: &str) -> Value {
        self.try_run_async(script)
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The same of a page that may be replaced just then, or of what may fail: for who asks
    /// again.
    pub fn try_run_async(&self, script: &str) -> Result<Value, String> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => {{ {script} }})().then((value) => done({{ value }}), (error) => done({{ error: `${{error}}` }}))"
        );
        let body = json!({ "script": script, "args": [] });
        let mut came = self.driver.try_post("/execute/async", &body)?;
        match came["error"].take() {
            Value::Null => Ok(came["value"].take()),
            error => Err(error.to_string()),
        }
    }

    /// What the phone has kept of the registration form, by field; nothing if it has
    /// nothing.
    pub fn draft(&self) -> Option<Vec<(String, String)>> {
        let typed = self.run_async(DRAFT);
        let typed = typed.as_str()?;
        Some(
            form_urlencoded::parse(typed.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// Waits until the page's program has taken over.
    pub fn await_alive(&self) {
        self.find("html[data-alive=true]");
    }
}

impl Browser {
    /// Waits until this phone can answer without a network: the worker has kept what
    /// it keeps before anybody asks, and this page is its own.
    pub fn await_worker(&self) {
        let look = || {
            let ready = "return Boolean(navigator.serviceWorker.controller)
                && document.documentElement.dataset.worker === 'ready'";
            self.try_run(ready).ok()?.as_bool()?.then_some(())
        };
        until_or("the page's worker", look, || {
            self.run_async(WORKER).to_string()
        });
    }
}

impl Browser {
    /// Waits until the worker has kept a page's program.
    pub fn await_kept(&self, program: &str) {
        self.run(
            "window.kept = '';
             const look = async () => {
               const keys = await (await caches.open('prakerja.berkas')).keys();
               window.kept = keys.map(({ url }) => url).join(' ');
               setTimeout(look, 50);
             };
             look()",
        );
        until(&format!("{program} on the phone"), || {
            let kept = self.try_run("return window.kept").ok()?;
            let kept = kept.as_str()?;
            let has = |end: &str| {
                kept.split(' ')
                    .any(|url| url.contains(&format!("/{program}-")) && url.ends_with(end))
            };
            (has(".wasm") && has(".js")).then_some(())
        });
    }
}

/// A folder for a browser's memory.
fn fresh_profile(runtime: &Runtime) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    runtime.scratch(&format!("browser-{number}"))
}
