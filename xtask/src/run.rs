//! Running programs: says what, why and how long, and names the one that failed.

use std::{
    process::{Command, Stdio},
    sync::{LazyLock, mpsc::RecvTimeoutError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// A program to be run in the project's root.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(crate::paths::root());
    command
}

/// Runs it, its output shown as it comes.
pub fn show(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("`{}` failed ({status})", spelled(command));
    }
    Ok(())
}

/// Runs it and gives back what it printed; its output is shown only if it fails.
pub fn capture(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!(
            "`{}` failed ({})\n{}{}",
            spelled(command),
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Of all steps that are under way, one below the other.
static BARS: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// Announces a long step, does it, and prints its seconds. Where there is a terminal, a bar
/// shows how far it should be by the time that it took before.
pub fn step<T>(what: &str, why: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = times::of(what);
    let about = before.map_or_else(String::new, |seconds| format!(" (about {seconds} s)"));
    BARS.suspend(|| eprintln!("→ {what}: {why}{about}"));
    let bar = BARS.add(before.map_or_else(ProgressBar::new_spinner, ProgressBar::new));
    let look = match before {
        Some(_) => "  {bar:32} {pos} of about {len} s",
        None => "  {spinner} {elapsed}",
    };
    // A look that does not parse is no reason to stop.
    if let Ok(style) = ProgressStyle::with_template(look) {
        bar.set_style(style);
    }
    let start = Instant::now();
    let done = std::thread::scope(|scope| {
        let (over, wait) = std::sync::mpsc::channel::<()>();
        let bar = &bar;
        scope.spawn(move || {
            while wait.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                bar.set_position(start.elapsed().as_secs());
            }
        });
        let done = work().with_context(|| format!("{what} did not succeed"));
        drop(over);
        done
    });
    bar.finish_and_clear();
    let done = done?;
    BARS.suspend(|| eprintln!("✓ {what}: {:.1} s", start.elapsed().as_secs_f64()));
    times::keep(what, start.elapsed().as_secs());
    Ok(done)
}

/// How long steps took on this machine.
mod times {
    use std::{collections::BTreeMap, fs, path::PathBuf};

    /// In seconds, on two cores and with nothing there, for a machine's first time.
    const FIRST: [(&str, u64); 7] = [
        ("Installing npm", 12),
        ("Installing wasm-bindgen", 100),
        ("Installing trunk", 160),
        ("Installing worker-build", 100),
        ("Building the app", 260),
        ("Building the worker `local`", 180),
        ("Building the worker `sandbox`", 2),
    ];

    fn file() -> PathBuf {
        crate::paths::at("target/steps.json")
    }

    fn read() -> BTreeMap<String, u64> {
        let text = fs::read(file()).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    pub fn of(what: &str) -> Option<u64> {
        let first = FIRST.iter().find(|(name, _)| what.starts_with(name));
        let known = read().get(what).copied();
        known.or(first.map(|(_, seconds)| *seconds))
    }

    /// A time that cannot be kept is no reason to stop.
    pub fn keep(what: &str, seconds: u64) {
        let mut all = read();
        all.insert(what.to_owned(), seconds);
        if let Ok(text) = serde_json::to_vec_pretty(&all) {
            let _ = fs::write(file(), text);
        }
    }
}

fn spelled(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}
