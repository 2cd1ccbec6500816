//! Starting and stopping the local runtime (runtime.mjs) as a child process.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::paths::{self, at};

/// A running edge and sandbox. Dropped, it ends.
pub struct Runtime {
    child: Child,
    // The runtime ends by itself when this pipe closes, even if we are killed.
    stdin: Option<ChildStdin>,
    /// Address of the app and its API.
    pub edge: String,
    /// Address of the played outside world.
    pub sandbox: String,
}

/// What to start.
pub struct Config<'a> {
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
pub fn template(bindings: &Value, port: u16) -> Value {
    json!({
        "edge": {
            "dir": paths::worker("local"),
            "config": at("edge/wrangler.toml"),
            "port": port,
            "clock": true,
            "bindings": bindings,
        },
        "sandbox": {
            "dir": paths::worker("sandbox"),
            "config": at("edge/sandbox/wrangler.toml"),
            "port": if port == 0 { 0 } else { port.saturating_add(1) },
            // The outside world checks the keys that the edge shows it.
            "bindings": {
                "DUKCAPIL_KEY": bindings.get("DUKCAPIL_KEY"),
                "MESSAGING_KEY": bindings.get("MESSAGING_KEY"),
            },
        },
        "assets": paths::dist(),
        "migrations": at("edge/migrations"),
        "state": null,
    })
}

impl Runtime {
    /// Starts both workers and waits until they answer.
    pub fn start(config: &Config<'_>) -> Result<Self> {
        let mut settings = template(&config.bindings, config.port);
        if let Some(slot) = settings.get_mut("state") {
            *slot = json!(config.state);
        }
        if let Some(folder) = config.log.parent() {
            fs::create_dir_all(folder)?;
        }
        let log = File::create(&config.log)
            .with_context(|| format!("cannot write {}", config.log.display()))?;
        let mut child = Command::new("node")
            .arg(at("xtask/runtime/runtime.mjs"))
            .current_dir(at("xtask/runtime"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .context("cannot start node")?;
        let mut stdin = child.stdin.take().context("no pipe to the runtime")?;
        writeln!(stdin, "{settings}").context("the runtime took no configuration")?;
        let stdout = child.stdout.take().context("no pipe from the runtime")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let answer: Value = serde_json::from_str(&line).unwrap_or_default();
        let address = |name: &str| Some(answer.get(name)?.as_str()?.to_owned());
        let (Some(edge), Some(sandbox)) = (address("edge"), address("sandbox")) else {
            drop(stdin);
            let _ = child.wait();
            let said = fs::read_to_string(&config.log).unwrap_or_default();
            bail!("the local runtime did not start; it said:\n{said}");
        };
        Ok(Self {
            child,
            stdin: Some(stdin),
            edge,
            sandbox,
        })
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
