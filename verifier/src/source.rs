//! Where a transcript is read from: a folder, or the address of one. One file
//! at a time, and never more of it than asked for, whatever the server sends.

use std::{
    fs::File,
    io::{self, Read},
    path::PathBuf,
    time::Duration,
};

use thiserror::Error;

/// A whole answer may take this long; a shard of 16 million entries in 256 is
/// 3 MB, which a slow line brings in a minute.
const ANSWER_WAIT: Duration = Duration::from_secs(300);

/// A file that could not be read. It says nothing about the draw.
#[derive(Debug, Error)]
#[error("{name} could not be read: {reason}")]
pub struct Unreadable {
    /// The file's name in the transcript.
    pub name: String,
    /// What the system or the server said.
    pub reason: String,
}

/// The files of one wave.
pub trait Files {
    /// The first `limit` bytes of a file, or all of it if it is shorter.
    ///
    /// # Errors
    /// When there is no such file, or reading it breaks off.
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unreadable>;
}

/// A folder on this machine.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Files for Folder {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        File::open(self.0.join(name))
            .and_then(|file| take(file, limit))
            .map_err(|error| unreadable(name, &error))
    }
}

/// A folder on a server.
#[derive(Debug)]
pub struct Address {
    base: String,
    agent: ureq::Agent,
}

impl Address {
    /// Of the folder that holds `rules.json`.
    pub fn new(base: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(ANSWER_WAIT))
            .user_agent("prakerja-verifier")
            .build()
            .into();
        Self {
            base: base.trim_end_matches('/').to_owned(),
            agent,
        }
    }
}

impl Files for Address {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let answer = self.agent.get(format!("{}/{name}", self.base)).call();
        let body = answer
            .map_err(|error| unreadable(name, &error))?
            .into_body();
        take(body.into_reader(), limit).map_err(|error| unreadable(name, &error))
    }
}

/// What the command line names.
pub fn open(transcript: &str) -> Box<dyn Files> {
    if transcript.starts_with("http://") || transcript.starts_with("https://") {
        Box::new(Address::new(transcript))
    } else {
        Box::new(Folder(transcript.into()))
    }
}

fn take(from: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(name: &str, error: &dyn std::error::Error) -> Unreadable {
    Unreadable {
        name: name.to_owned(),
        reason: error.to_string(),
    }
}
