//! WebDriver's wire protocol: JSON over HTTP to chromedriver. One chromedriver
//! for each browser, both in a process group of their own.

use super::Scripts;
use crate::{output, places};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use ureq::Agent;

/// A session.
pub struct Driver {
    child: Child,
    agent: Agent,
    session: String,
}

impl Driver {
    /// Starts chromedriver and a browser on a profile folder. A browser that ends before it
    /// has begun is started again, and what it said is told.
    pub fn start(profile: &Path, scripts: Scripts) -> Self {
        let log = profile.join("chromedriver.log");
        for _ in 0..TRIES {
            match Self::try_start(profile, scripts, &log) {
                Ok(driver) => return driver,
                Err(error) if error.contains(ENDED) => {
                    let said = fs::read_to_string(&log).unwrap_or_default();
                    tell(&format!("{error}; it said: {said}"));
                }
                Err(error) => panic!("no browser: {error}"),
            }
        }
        panic!("the browser does not start");
    }

    fn try_start(profile: &Path, scripts: Scripts, log: &Path) -> Result<Self, String> {
        let (child, port) = chromedriver(log);
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(90)))
            .build()
            .into();
        let mut driver = Self {
            child,
            agent,
            session: format!("http://127.0.0.1:{port}/session"),
        };
        let made = driver.try_post("", &capabilities(profile, scripts))?;
        driver.session = format!("{}/{}", driver.session, made["sessionId"].as_str().unwrap());
        Ok(driver)
    }

    /// A command that must work.
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body)
            .unwrap_or_else(|error| panic!("{path}: {error}; sent {}", start_of(body)))
    }

    /// A command that may be refused.
    pub fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.session);
        read(self.agent.post(&url).send_json(body))
    }

    /// A question that must have an answer.
    pub fn get(&self, path: &str) -> Value {
        self.try_get(path)
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A question that may have none.
    pub fn try_get(&self, path: &str) -> Result<Value, String> {
        read(self.agent.get(format!("{}{path}", self.session)).call())
    }

    /// A removal that must work.
    pub fn delete(&self, path: &str) {
        read(self.agent.delete(format!("{}{path}", self.session)).call()).unwrap();
    }

    /// Kills driver and browser at once.
    pub fn kill(&self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
        self.kill();
        let _ = self.child.wait();
    }
}

/// Starts one. It looks for a free port and takes it a moment later; where another
/// program is quicker it ends, and is started again. What it and its browser say goes to `log`.
fn chromedriver(log: &Path) -> (Child, u16) {
    fs::create_dir_all(log.parent().unwrap()).unwrap();
    for _ in 0..TRIES {
        let mut child = Command::new(places::chromedriver())
            .args(["--port=0", "--enable-chrome-logs"])
            .stdout(Stdio::piped())
            .stderr(fs::File::create(log).unwrap())
            .process_group(0)
            .spawn()
            .unwrap();
        if let Some(port) = output::lines(child.stdout.take().unwrap()).find_map(port) {
            return (child, port);
        }
        let ended = child.wait().unwrap();
        tell(&format!("chromedriver ended before it had a port: {ended}"));
    }
    panic!("chromedriver does not start");
}

/// Says it also where the proof passes in the end: what a macro prints is kept back then.
fn tell(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

const TRIES: u32 = 5;

/// How chromedriver tells that the browser is gone already.
const ENDED: &str = "Chrome instance exited";

/// The port, in the line that names it.
fn port(line: String) -> Option<u16> {
    let told = line.trim().trim_end_matches('.');
    let (_, port) = told.rsplit_once("started successfully on port ")?;
    Some(port.parse().unwrap())
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let status = answer.status();
    let body = answer.body_mut().with_config().limit(64 << 20);
    let mut json: Value = body.read_json().map_err(|error| error.to_string())?;
    let value = json["value"].take();
    if status.is_success() {
        Ok(value)
    } else {
        Err(format!("{} {}", value["error"], value["message"]))
    }
}

/// The first characters of a command: the whole may be a program of half a megabyte.
fn start_of(body: &Value) -> String {
    body.to_string().chars().take(200).collect()
}

fn capabilities(profile: &Path, scripts: Scripts) -> Value {
    let mut options = json!({
        "binary": places::chromium(),
        "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage",
            format!("--user-data-dir={}", profile.display()),
        ],
        // An entry-level Android phone.
        "mobileEmulation": { "deviceMetrics": { "width": 360, "height": 640, "pixelRatio": 2.0 } },
    });
    if scripts == Scripts::Off {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        // A click does not wait for the whole page: tests wait for what they look for.
        "pageLoadStrategy": "normal",
        "goog:chromeOptions": options,
    } } })
}
