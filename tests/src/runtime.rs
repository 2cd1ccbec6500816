//! The edge and the sandbox on the real runtime (workerd), each time with a
//! storage folder of its own and on free ports.

use crate::contract::Contract;
use crate::{http::Client, output, places, until};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::{env, fs, process};
use ureq::Body;
use ureq::http::Response;

const PREFIX: &str = "prakerja-proofs-";

/// Which edge runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// With a clock that can be moved.
    Local,
    /// As it is deployed.
    Production,
}

/// A running system.
pub struct Runtime {
    build: Build,
    child: Option<Child>,
    folder: PathBuf,
    contract: OnceLock<Arc<Contract>>,
    /// How often queues try, if not as often as where they are deployed.
    tries: Option<u32>,
    /// Settings of the edge that are not this machine's.
    bindings: Value,
    /// Address of the app and its API.
    pub edge: String,
    /// Address of the played outside world.
    pub sandbox: String,
}

static SHARED: OnceLock<Runtime> = OnceLock::new();

/// What the shared system printed last, if there is one: it is never dropped, and would say
/// nothing where a proof fails.
pub(crate) fn tell_of_shared() {
    if let Some(runtime) = SHARED.get() {
        runtime.tell_last_words();
    }
}

/// One system for all tests of a binary that need neither clock nor faults nor
/// an empty storage for themselves. It has an open wave, number 72.
pub fn shared() -> &'static Runtime {
    SHARED.get_or_init(|| {
        let runtime = Runtime::start();
        runtime.plan(&crate::Schedule::open(72));
        runtime
    })
}

/// 100 – more looks than that at outboxes that should rest are one that never does.
const MOST_LOOKS: usize = 100;

/// 50 – so many requests, and a shard that never rests has looked at its outbox again.
const LOOKS_AT_REST: usize = 50;

/// So much of the end of a log tells why something failed.
const LAST_LINES: usize = 150;
/// Starts, as long as other programs take the ports.
const TRIES: u32 = 5;

impl Runtime {
    /// A system of one's own.
    pub fn start() -> Self {
        Self::start_build(Build::Local)
    }

    /// The same with a choice of the edge.
    pub fn start_build(build: Build) -> Self {
        Self::start_with(build, None, Value::Null, |_| {})
    }

    /// One whose queues give work up after so many tries instead of days.
    pub fn start_impatient(tries: u32) -> Self {
        Self::start_with(Build::Local, Some(tries), Value::Null, |_| {})
    }

    /// One with settings of its own, on storage that `prepare` fills.
    pub fn start_on(bindings: Value, prepare: impl FnOnce(&Path)) -> Self {
        Self::start_with(Build::Local, None, bindings, prepare)
    }

    fn start_with(
        build: Build,
        tries: Option<u32>,
        bindings: Value,
        prepare: impl FnOnce(&Path),
    ) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        remove_leftovers();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("{PREFIX}{}-{number}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut runtime = Self {
            build,
            child: None,
            folder,
            contract: OnceLock::new(),
            tries,
            bindings,
            edge: String::new(),
            sandbox: String::new(),
        };
        prepare(&runtime.storage());
        runtime.restart();
        runtime
    }

    /// Ends it, and starts it on its storage with other settings, as a deployment does.
    pub fn restart_with(&mut self, name: &str, value: &str) {
        self.stop();
        self.bindings[name] = json!(value);
        self.restart();
    }

    /// Starts it, again after a kill, on the storage that is there.
    pub fn restart(&mut self) {
        let mut config = places::runtime_config();
        config["state"] = json!(self.storage());
        config["edge"]["tries"] = json!(self.tries);
        for (name, value) in self.bindings.as_object().into_iter().flatten() {
            config["edge"]["bindings"][name] = value.clone();
        }
        if self.build == Build::Production {
            config["edge"]["dir"] = json!(places::edge_production());
            config["edge"]["clock"] = json!(false);
        }
        // It looks for free ports and takes them a moment later; where another program is
        // quicker it ends, and is started again.
        let (child, answer) = (0..TRIES)
            .find_map(|_| match self.launch(&config) {
                (child, Some(answer)) => Some((child, answer)),
                (mut child, None) => {
                    child.wait().unwrap();
                    let taken = self.log().contains("Address already in use");
                    assert!(taken, "the runtime did not start:\n{}", self.log());
                    None
                }
            })
            .expect("the runtime found no free ports");
        self.edge = answer["edge"].as_str().unwrap().to_owned();
        self.sandbox = answer["sandbox"].as_str().unwrap_or_default().to_owned();
        self.child = Some(child);
        // Ports moved, and the contract's client with them.
        self.contract = OnceLock::new();
    }

    /// Starts the program; answers what it printed, if that is where it listens.
    fn launch(&self, config: &Value) -> (Child, Option<Value>) {
        let script = places::runtime();
        let log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.join("log"))
            .unwrap();
        let mut child = Command::new("node")
            .arg(&script)
            .current_dir(script.parent().unwrap())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            // A group of its own, so that a kill takes workerd along.
            .process_group(0)
            .spawn()
            .unwrap();
        // The pipe stays open with the child: should we die, it ends by itself.
        writeln!(child.stdin.as_ref().unwrap(), "{config}").unwrap();
        let line = output::lines(child.stdout.take().unwrap())
            .next()
            .unwrap_or_default();
        (child, serde_json::from_str(&line).ok())
    }

    /// `kill -9`, storage as it is at that instant.
    pub fn kill(&self) {
        let group = format!("-{}", self.child.as_ref().unwrap().id());
        let killed = Command::new("kill").args(["-KILL", "--", &group]).status();
        assert!(killed.unwrap().success());
    }

    /// The most memory that the workers' process has had so far, in kilobytes.
    pub fn peak_memory_kb(&self) -> u64 {
        let parent = self.child.as_ref().unwrap().id().to_string();
        let processes = fs::read_dir("/proc").unwrap().flatten();
        let found = processes.filter_map(|process| {
            let status = fs::read_to_string(process.path().join("status")).ok()?;
            let value = |name: &str| {
                let line = status.lines().find(|line| line.starts_with(name))?;
                line.split_whitespace().nth(1).map(str::to_owned)
            };
            let is_ours = value("Name:")? == "workerd" && value("PPid:")? == parent;
            is_ours
                .then(|| value("VmHWM:")?.parse::<u64>().ok())
                .flatten()
        });
        found.max().expect("the runtime has a process of its own")
    }

    /// Moves the clock, lets each draw make one step, then kills everything and
    /// starts it again.
    pub fn one_step_and_kill(&mut self, seconds: i64) {
        self.sandbox_post(
            "/clock",
            &json!({ "advance_seconds": seconds, "step_by_step": true }),
        );
        self.kill();
        self.child = None;
        self.restart();
    }

    /// The steps that draws have made, oldest first.
    pub fn draw_steps(&self) -> Vec<String> {
        let log = self.log();
        let steps = log.split("\"step\":\"").skip(1);
        steps
            .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
            .collect()
    }

    /// Waits until no shard looks at its outbox any more. Work that stays due, whatever is
    /// done with it, keeps a core busy for as long as its shard lives.
    pub fn await_rest(&self) {
        let looks = || self.log().matches("\"looked_at\"").count();
        let at_first = looks();
        until("all outboxes to rest", || {
            let before = looks();
            assert!(before - at_first < MOST_LOOKS, "an outbox does not rest");
            for _ in 0..LOOKS_AT_REST {
                self.client().get("/api/v1/waves").expect(200);
            }
            (looks() == before).then_some(())
        });
    }

    /// An orderly end; storage stays until this is dropped.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            drop(child.stdin.take());
            child.wait().unwrap();
        }
    }

    /// A caller from a network address that nobody else has.
    pub fn client(&self) -> Client {
        Client::new(&self.edge, self.contract())
    }

    fn contract(&self) -> Arc<Contract> {
        let read = || Arc::new(Contract::read(&self.edge));
        Arc::clone(self.contract.get_or_init(read))
    }

    /// Everything that the workers printed.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.folder.join("log")).unwrap()).into_owned()
    }

    /// The folder of all storage, the sandbox's included.
    pub fn storage(&self) -> PathBuf {
        self.folder.join("state")
    }

    /// A folder for whatever a test keeps, removed with the rest.
    pub fn scratch(&self, name: &str) -> PathBuf {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    pub(crate) fn sandbox_post(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}{path}", self.sandbox);
        self.read(path, ureq::post(&url).send_json(body))
    }

    pub(crate) fn sandbox_get(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.sandbox);
        self.read(path, ureq::get(&url).call())
    }

    fn read(&self, path: &str, answer: Result<Response<Body>, ureq::Error>) -> Value {
        let read = answer.and_then(|mut answer| answer.body_mut().read_json());
        read.unwrap_or_else(|error| panic!("the sandbox's {path}: {error}"))
    }

    /// What the edge's clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        moment(&self.sandbox_get("/clock"))
    }

    /// Moves the edge's clock forward; answers what it shows then.
    pub fn advance(&self, seconds: i64) -> DateTime<Utc> {
        moment(&self.sandbox_post("/clock", &json!({ "advance_seconds": seconds })))
    }

    /// Switches a fault of the identity office: ok, slow, down, wrong, hang.
    pub fn dukcapil(&self, fault: &str) {
        self.sandbox_post("/faults", &json!({ "dukcapil": fault }));
    }

    /// Switches a fault of the message gateway: ok, slow, down, hang, duplicate.
    pub fn messaging(&self, fault: &str) {
        self.sandbox_post("/faults", &json!({ "messaging": fault }));
    }

    /// Switches a fault of the beacon: ok, slow, down, wrong, hang.
    pub fn beacon(&self, fault: &str) {
        self.sandbox_post("/faults", &json!({ "beacon": fault }));
    }

    /// Switches a fault of the virus scanner: ok, slow, down, wrong, hang.
    pub fn scanner(&self, fault: &str) {
        self.sandbox_post("/faults", &json!({ "scanner": fault }));
    }

    /// Switches a fault of the payment partners: ok, slow, down, wrong, hang,
    /// `paid_then_silent`, `paid_twice`, `other_name`, closed, `not_verified`,
    /// `deposit_used_up`.
    pub fn payment(&self, fault: &str) {
        self.sandbox_post("/faults", &json!({ "payment": fault }));
    }

    /// Everything that the payment partners have paid.
    pub fn payments(&self) -> Vec<Value> {
        let all = self.sandbox_get("/payments.json");
        all["payments"].as_array().unwrap().clone()
    }

    /// How often the identity office was asked about NIKs that end so.
    pub fn dukcapil_calls(&self, tail: &str) -> u64 {
        self.sandbox_get("/dukcapil/calls")["by_tail"][tail]
            .as_u64()
            .unwrap_or_default()
    }
}

impl Runtime {
    /// The address that the edge calls its own.
    pub fn public_url(&self) -> &str {
        self.bindings["PUBLIC_URL"].as_str().unwrap_or(&self.edge)
    }

    /// A failed proof is understood by what the workers printed, too; but for what it asked
    /// again and again while it waited.
    fn tell_last_words(&self) {
        let log = fs::read(self.folder.join("log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let is_poll =
            |line: &&str| line.contains(r#""method":"GET""#) && line.contains(r#""status":200"#);
        let lines: Vec<_> = log.lines().filter(|line| !is_poll(line)).collect();
        let last = lines.len().saturating_sub(LAST_LINES);
        let last = lines.get(last..).unwrap_or_default().join("\n");
        eprintln!("the workers' last words:\n{last}");
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.stop();
        if std::thread::panicking() {
            self.tell_last_words();
            // For whoever looks for the cause in what was stored.
            if let Some(kept) = env::var_os("PRAKERJA_KEEP") {
                let name = self.folder.file_name().unwrap_or_default();
                let _ = fs::rename(&self.folder, Path::new(&kept).join(name));
            }
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn moment(answer: &Value) -> DateTime<Utc> {
    answer["now"].as_str().unwrap().parse().unwrap()
}

/// The shared system is never dropped: its folder goes when the next run starts.
fn remove_leftovers() {
    for entry in fs::read_dir(env::temp_dir()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name
            .strip_prefix(PREFIX)
            .and_then(|rest| rest.split('-').next());
        if owner.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
