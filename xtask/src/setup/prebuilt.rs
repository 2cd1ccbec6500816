//! Tools as their makers have built them: minutes sooner than compiling them. What comes is
//! taken only if it has the hash that is written down here, runs, and says its version; where
//! anything is missing the tool is compiled.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    fingerprint, paths,
    run::{capture, program},
};

/// Where all of them lie; `PRAKERJA_RELEASES` names another place that holds the same.
const RELEASES: &str = "https://github.com";

/// A tool's release for one kind of machine.
pub struct Release {
    /// As `std::env::consts` has them: operating system and processor.
    pub machine: (&'static str, &'static str),
    /// The archive, below [`RELEASES`].
    pub archive: &'static str,
    /// SHA-256 of the archive, as its makers have published it.
    pub sha256: &'static str,
    /// The program inside.
    pub program: &'static str,
}

/// Fetches a tool if there is a release for this machine and it can be had. Says why, if not.
pub fn fetched(name: &str, version: &str, releases: &[Release]) -> bool {
    let from = env::var("PRAKERJA_RELEASES").unwrap_or_else(|_| RELEASES.to_owned());
    let here = (env::consts::OS, env::consts::ARCH);
    let Some(release) = releases.iter().find(|release| release.machine == here) else {
        return false;
    };
    match fetch(release, &from, (name, version), &paths::tools()) {
        Ok(()) => true,
        Err(error) => {
            eprintln!("  {name} as its makers built it: {error:#}; it is compiled instead");
            false
        }
    }
}

/// Whether it was fetched before.
pub fn is_there(name: &str, version: &str) -> bool {
    mark(&paths::tools(), name, version).exists() && paths::tool(name).exists()
}

fn mark(tools: &Path, name: &str, version: &str) -> std::path::PathBuf {
    tools.join(format!("prebuilt-{name}-{version}"))
}

fn fetch(release: &Release, from: &str, (name, version): (&str, &str), tools: &Path) -> Result<()> {
    let work = tools.join(format!("fetch-{name}"));
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work)?;
    let taken = take(release, from, (name, version), (&work, tools));
    let _ = fs::remove_dir_all(&work);
    taken
}

fn take(
    release: &Release,
    from: &str,
    (name, version): (&str, &str),
    (work, tools): (&Path, &Path),
) -> Result<()> {
    let archive = work.join("archive");
    download(&format!("{from}/{}", release.archive), &archive)?;
    let hash = fingerprint::of_file(&archive)?;
    ensure!(
        hash == release.sha256,
        "the archive has another hash than it should ({hash})"
    );
    let unpack = program("tar")
        .current_dir(work)
        .arg("-xzf")
        .arg(&archive)
        .arg(release.program)
        .status();
    ensure!(
        unpack.is_ok_and(|status| status.success()),
        "the archive cannot be unpacked"
    );
    let found = work.join(release.program);
    // Built for another system's libraries it would not run.
    let says = capture(Command::new(&found).arg("--version")).context("it does not run here")?;
    ensure!(
        says.contains(version),
        "it says that it is `{}`",
        says.trim()
    );
    let bin = tools.join("bin");
    fs::create_dir_all(&bin)?;
    fs::rename(&found, bin.join(name))?;
    fs::write(mark(tools, name, version), release.sha256)?;
    Ok(())
}

/// By curl, which is nearly everywhere; this program has no TLS of its own.
fn download(address: &str, to: &Path) -> Result<()> {
    let status = program("curl")
        .args(["--fail", "--silent", "--location", "--connect-timeout", "5"])
        .args([
            "--max-time",
            "120",
            "--max-filesize",
            "100000000",
            "--output",
        ])
        .arg(to)
        .arg(address)
        .stderr(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!("{address} does not answer"),
        Err(_) => bail!("there is no curl"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{Read, Write},
        net::TcpListener,
        path::PathBuf,
        thread,
    };

    /// A server of one file, until the test ends.
    fn serve(archive: Vec<u8>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0; 1024];
                let _ = stream.read(&mut request);
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
                    archive.len()
                );
                let _ = stream.write_all(head.as_bytes());
                let _ = stream.write_all(&archive);
            }
        });
        address
    }

    fn folder(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("prakerja-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// An archive with a program that says a version.
    fn archive(folder: &Path, says: &str) -> Vec<u8> {
        let text = format!("#!/bin/sh\necho '{says}'\n");
        fs::write(folder.join("tool"), text).unwrap();
        let pack = "chmod +x tool && tar -czf packed tool";
        let packed = Command::new("sh")
            .args(["-c", pack])
            .current_dir(folder)
            .status();
        assert!(packed.unwrap().success());
        fs::read(folder.join("packed")).unwrap()
    }

    fn release(folder: &Path) -> Release {
        let sha256 = fingerprint::of_file(&folder.join("packed")).unwrap();
        Release {
            machine: (env::consts::OS, env::consts::ARCH),
            archive: "makers/tool/releases/1.2.3.tar.gz",
            sha256: String::leak(sha256),
            program: "tool",
        }
    }

    fn why(folder: &Path, release: &Release, from: &str) -> String {
        let error = fetch(release, from, ("tool", "1.2.3"), folder).unwrap_err();
        assert!(!folder.join("bin/tool").exists() && !folder.join("fetch-tool").exists());
        format!("{error:#}")
    }

    #[test]
    fn a_release_with_the_hash_that_is_written_down_is_put_in_its_place() {
        let folder = folder("prebuilt");
        let from = serve(archive(&folder, "tool 1.2.3"));
        fetch(&release(&folder), &from, ("tool", "1.2.3"), &folder).unwrap();
        let says = capture(Command::new(folder.join("bin/tool")).arg("--version")).unwrap();
        assert_eq!(says, "tool 1.2.3\n");
        assert!(mark(&folder, "tool", "1.2.3").exists() && !folder.join("fetch-tool").exists());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_changed_is_of_another_version_or_cannot_be_had_is_not_taken() {
        let folder = folder("not-prebuilt");
        let from = serve(archive(&folder, "tool 9.9.9"));
        let honest = release(&folder);
        assert!(why(&folder, &honest, &from).contains("`tool 9.9.9`"));
        let other = Release {
            sha256: "00",
            ..honest
        };
        assert!(why(&folder, &other, &from).contains("another hash"));
        // Nobody listens on a port that was just given back.
        let gone = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let gone = format!("http://{gone}");
        assert!(why(&folder, &other, &gone).contains("does not answer"));
        fs::remove_dir_all(folder).unwrap();
    }
}
