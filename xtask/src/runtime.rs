//! Starting and stopping the local runtime (runtime.mjs) as a child process.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Write},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{
    paths::{self, at},
    run::{capture, program},
};

/// A running edge and sandbox. Dropped, it ends.
pub struct Runtime {
    child: Child,
    // The runtime ends by itself when this pipe closes, even if we are killed.
    stdin: Option<ChildStdin>,
    /// Address of the app and its API.
    pub edge: String,
    /// Address of the played outside world.
    pub sandbox: String,
    /// Address of the production Worker alone, without what stands before it on this machine
    /// to hand files out.
    pub direct: Option<String>,
}

/// Which edge runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// With a clock that the sandbox can move.
    Local,
    /// As it is deployed.
    Production,
}

/// What to start.
pub struct Config<'a> {
    /// Which edge.
    pub variant: Variant,
    /// Folder of the edge's storage.
    pub state: &'a Path,
    /// Port of the edge; 0 takes any free one.
    pub port: u16,
    /// Secrets and further variables.
    pub bindings: Value,
    /// Where the workers' log goes.
    pub log: PathBuf,
}

/// The configuration that runtime.mjs reads, with `state` left to the caller.
pub fn template(variant: Variant, bindings: &Value, port: u16) -> Result<Value> {
    let settings = json!({
        "edge": at("edge/wrangler.toml"),
        "sandbox": at("edge/sandbox/wrangler.toml"),
        "assets": paths::dist(),
        "migrations": at("edge/migrations"),
    });
    let mut prepare = program("node");
    prepare.arg(at("xtask/runtime/prepare.mjs"));
    let prepared: Value = serde_json::from_str(&capture(prepare.arg(settings.to_string()))?)
        .context("the deployment's settings could not be read")?;
    Ok(json!({
        "edge": {
            "dir": paths::worker(match variant {
                Variant::Local => "local",
                Variant::Production => "production",
            }),
            "options": prepared.get("edge"),
            "port": port,
            "clock": variant == Variant::Local,
            "direct": variant == Variant::Production,
            "bindings": bindings,
        },
        "sandbox": {
            "dir": paths::worker("sandbox"),
            "options": prepared.get("sandbox"),
            "port": if port == 0 { 0 } else { port.saturating_add(1) },
            // The outside world checks the keys that the edge shows it.
            "bindings": {
                "DUKCAPIL_KEY": bindings.get("DUKCAPIL_KEY"),
                "MESSAGING_KEY": bindings.get("MESSAGING_KEY"),
                "SCANNER_KEY": bindings.get("SCANNER_KEY"),
                "PLATFORM_KEY": bindings.get("PLATFORM_KEY"),
                "INSTITUTION_KEY": bindings.get("INSTITUTION_KEY"),
                "PAYMENT_PARTNERS": bindings.get("PAYMENT_PARTNERS"),
            },
        },
        "migrations": prepared.get("migrations"),
        "state": null,
    }))
}

impl Runtime {
    /// Starts both workers and waits until they answer.
    pub fn start(config: &Config<'_>) -> Result<Self> {
        Self::start_asking(config, None).map(|(runtime, _)| runtime)
    }

    /// Starts both, puts the questions of a file to objects, one a line, and
    /// ends; answers how many milliseconds each took.
    pub fn ask(config: &Config<'_>, questions: &Path) -> Result<Vec<f64>> {
        let (_, answer) = Self::start_asking(config, Some(questions))?;
        let times = answer.get("asked").and_then(Value::as_array);
        let times = times.context("the runtime did not ask")?;
        Ok(times.iter().filter_map(Value::as_f64).collect())
    }

    fn start_asking(config: &Config<'_>, questions: Option<&Path>) -> Result<(Self, Value)> {
        let mut settings = template(config.variant, &config.bindings, config.port)?;
        if let Some(settings) = settings.as_object_mut() {
            settings.insert("state".into(), json!(config.state));
            settings.insert("ask".into(), json!(questions));
        }
        let (child, stdin, answer) = start("runtime.mjs", &settings, &config.log)?;
        let address = |name: &str| Some(answer.get(name)?.as_str()?.to_owned());
        let (Some(edge), Some(sandbox)) = (address("edge"), address("sandbox")) else {
            bail!("the local runtime gave no addresses: {answer}");
        };
        let runtime = Self {
            child,
            stdin: Some(stdin),
            edge,
            sandbox,
            direct: address("direct"),
        };
        Ok((runtime, answer))
    }

    /// The runtime's process number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Blocks until it ends.
    pub fn wait(&mut self) -> Result<()> {
        let status = self.child.wait()?;
        if !status.success() {
            bail!("the local runtime ended by itself ({status})");
        }
        Ok(())
    }
}

/// The look-up in JavaScript that ours is measured against.
pub struct Peer {
    child: Child,
    stdin: Option<ChildStdin>,
    /// Its address.
    pub url: String,
}

impl Peer {
    /// Starts it with a storage of its own.
    pub fn start(state: &Path, log: PathBuf) -> Result<Self> {
        let (child, stdin, answer) = start("peer/serve.mjs", &json!({ "state": state }), &log)?;
        let url = answer
            .get("peer")
            .and_then(Value::as_str)
            .context("the peer gave no address")?;
        Ok(Self {
            child,
            stdin: Some(stdin),
            url: url.to_owned(),
        })
    }

    /// Stores people, each a number and a birth date.
    pub fn seed(&self, people: &[Value]) -> Result<()> {
        ureq::post(format!("{}/seed", self.url)).send_json(people)?;
        Ok(())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

/// What a script of xtask/runtime prints once; it is ended then.
pub fn once(script: &str, settings: &Value, log: &Path) -> Result<Value> {
    let (mut child, stdin, answer) = start(script, settings, log)?;
    drop(stdin);
    child.wait()?;
    Ok(answer)
}

/// Starts a script of xtask/runtime, gives it its settings, and reads its first
/// line. It ends by itself when its stdin closes, even if we are killed.
fn start(script: &str, settings: &Value, log: &Path) -> Result<(Child, ChildStdin, Value)> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let output = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let rest = output.try_clone()?;
    let mut child = Command::new("node")
        .arg(at("xtask/runtime").join(script))
        .current_dir(at("xtask/runtime"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(output)
        .spawn()
        .context("cannot start node")?;
    let mut stdin = child.stdin.take().context("no pipe to the runtime")?;
    writeln!(stdin, "{settings}").context("the runtime took no configuration")?;
    let stdout = child.stdout.take().context("no pipe from the runtime")?;
    let line = first_line(stdout, rest)?;
    match serde_json::from_str(&line) {
        Ok(answer) => Ok((child, stdin, answer)),
        Err(_) => {
            drop(stdin);
            let _ = child.wait();
            let said = fs::read_to_string(log).unwrap_or_default();
            bail!("{script} did not start; it said:\n{said}")
        }
    }
}

/// The first line that a program prints. Everything after it goes to `rest` until the
/// program ends: a program whose output nobody reads is killed by its next line.
fn first_line(output: ChildStdout, mut rest: File) -> Result<String> {
    let mut output = BufReader::new(output);
    let mut line = String::new();
    output.read_line(&mut line)?;
    thread::spawn(move || io::copy(&mut output, &mut rest));
    Ok(line)
}

impl Drop for Runtime {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

/// Says what to do when a port is taken.
pub fn check_port(port: u16) -> Result<()> {
    if TcpListener::bind(("127.0.0.1", port)).is_err() {
        bail!(
            "port {port} is taken by another program; stop it, or choose another: cargo xtask serve --port {}",
            port.saturating_add(100)
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More than a pipe holds (64 KiB), so that a reader who only waits is found out too.
    const PRINTS: &str = "echo ready; head -c 300000 /dev/zero | tr '\\0' x; echo; echo last";

    #[test]
    fn a_program_that_goes_on_printing_after_its_first_line_lives_on() {
        let folder = std::env::temp_dir().join(format!("prakerja-xtask-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let log = folder.join("log");
        let mut child = Command::new("sh")
            .args(["-c", PRINTS])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let line = first_line(child.stdout.take().unwrap(), File::create(&log).unwrap()).unwrap();
        assert_eq!(line, "ready\n");
        assert!(child.wait().unwrap().success(), "it was killed");
        // Its last words are still on their way from the pipe to the log.
        while !fs::read_to_string(&log).unwrap().ends_with("last\n") {
            thread::yield_now();
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
