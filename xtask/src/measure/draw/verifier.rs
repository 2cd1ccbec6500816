//! The outside verifier's release build on a transcript of 16 million entries
//! that the programme's own code has drawn. Time is the wall's, from start to
//! exit; memory is the kernel's own high-water mark of the process, read while
//! it runs: what is reached only in its last milliseconds may be missed.

use std::{
    fs,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use crate::{
    paths::{self, at},
    run::{program, show, step},
};

const FOLDER: &str = "target/draw-transcript";
/// Entries, shards, seats.
const WAVE: [&str; 3] = ["16000000", "256", "3000000"];
const LOOK_EVERY: Duration = Duration::from_millis(2);

/// What a verification took.
pub struct Verified {
    /// Seconds by the wall.
    pub wall_s: f64,
    /// Resident bytes at most.
    pub bytes: f64,
}

/// Makes the transcript, verifies it, and removes it again: it is 816 MB.
pub fn measure() -> Result<Verified> {
    step(
        "the verifier",
        "its release build, as anyone makes it",
        || {
            show(cargo().args(["--example", "publish"]))?;
            // By itself: what examples need is not in what people run.
            show(cargo().args(["--bin", "verifier"]))
        },
    )?;
    let folder = at(FOLDER);
    let verified = publish(&folder).and_then(|()| verify(&folder));
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot remove the transcript")?;
    }
    verified
}

fn cargo() -> Command {
    let mut build = program("cargo");
    build.args(["build", "--quiet", "--locked", "--release", "--package"]);
    build.arg("verifier");
    build
}

/// Where cargo put it: beside this tool's own folder.
fn built(name: &str) -> Result<std::path::PathBuf> {
    let own = paths::own()?;
    let target = own.ancestors().nth(2).context("no target folder")?;
    Ok(target.join("release").join(name))
}

fn publish(folder: &Path) -> Result<()> {
    let publish = built("examples/publish")?;
    step(
        "a transcript",
        "16 million entries, drawn by the programme's own code",
        || show(program(publish).arg(folder).args(WAVE)),
    )
}

fn verify(folder: &Path) -> Result<Verified> {
    let began = Instant::now();
    let child = program(built("verifier")?)
        .arg("verify")
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("cannot start the verifier")?;
    let (status, kibibytes) = watch(child)?;
    let wall_s = began.elapsed().as_secs_f64();
    ensure!(
        status.success(),
        "the verifier rejected the draw ({status})"
    );
    Ok(Verified {
        wall_s,
        bytes: f64::from(kibibytes) * 1024.0,
    })
}

/// Waits for its end, and the most memory that it had.
fn watch(mut child: Child) -> Result<(ExitStatus, u32)> {
    let file = format!("/proc/{}/status", child.id());
    let mut most = 0;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, most));
        }
        let text = fs::read_to_string(&file).unwrap_or_default();
        most = high_water(&text).unwrap_or_default().max(most);
        thread::sleep(LOOK_EVERY);
    }
}

/// KiB; nothing once the process has given its memory back.
fn high_water(status: &str) -> Option<u32> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::high_water;

    #[test]
    fn the_high_water_mark_is_read_and_a_process_that_ended_has_none() {
        let status = "Name:\tverifier\nVmHWM:\t  431236 kB\nVmRSS:\t    1024 kB\n";
        assert_eq!(high_water(status), Some(431_236));
        assert_eq!(high_water("Name:\tverifier\nState:\tZ (zombie)\n"), None);
    }
}
