//! The program as a person runs it: its words and its exit codes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use std::{fs, path::PathBuf, process::Command};

use transcript::{Wave, proof::proof};

/// A folder with a wave's files and one proof, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn of(name: &str, wave: &Wave) -> Self {
        let folder = std::env::temp_dir().join(format!("verifier-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("entries")).unwrap();
        for (name, bytes) in wave.publish().files {
            fs::write(folder.join(name), bytes).unwrap();
        }
        fs::write(folder.join("proof"), proof(wave, 0, 1)).unwrap();
        Self(folder)
    }

    /// Runs the program here; its exit code, and all that it says.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_verifier"))
            .current_dir(&self.0)
            .args(arguments)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(said).unwrap(),
        )
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_draw_that_holds_ends_with_0() {
    let folder = Folder::of("holds", &Wave::small());
    let hash = transcript::hash(&fs::read(folder.0.join("commitment.json")).unwrap());
    let (code, said) = folder.run(&["verify", ".", "--strata", "--commitment-hash", &hash]);
    assert_eq!(code, 0, "{said}");
    for words in [
        "The draw of wave 72 holds.",
        "300 in 6 shards",
        "a test beacon, not a public one",
        "the hash that was given",
        "96 general",
        &hash,
    ] {
        assert!(said.contains(words), "`{words}` is not in:\n{said}");
    }
}

#[test]
fn a_draw_that_is_broken_ends_with_1_and_says_where() {
    let mut wave = Wave::small();
    wave.shards[0].swap(0, 1);
    let folder = Folder::of("broken", &wave);
    let (code, said) = folder.run(&["verify", "."]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("entries/000.bin, record 1: order: "),
        "{said}"
    );
    let (code, said) = folder.run(&["verify", ".", "--commitment-hash", &"0".repeat(64)]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("the given commitment hash: "), "{said}");
}

#[test]
fn a_draw_that_cannot_be_read_ends_with_2() {
    let folder = Folder::of("unreadable", &Wave::small());
    fs::remove_file(folder.0.join("entries/001.bin")).unwrap();
    let (code, said) = folder.run(&["verify", "."]);
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("entries/001.bin could not be read: "),
        "{said}"
    );
    let (code, said) = folder.run(&["verify", ".", "--commitment-hash", "00"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("expected 64 hexadecimal digits"), "{said}");
}

#[test]
fn a_proof_says_where_the_ticket_stands() {
    let folder = Folder::of("proof", &Wave::small());
    let files = ["--commitment", "commitment.json", "--result", "result.json"];
    let (code, said) = folder.run(&[&["prove", "proof"], files.as_slice()].concat());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("entries/000.bin, record 1"), "{said}");
    assert!(said.contains(" the threshold"), "{said}");
    let (code, said) = folder.run(&[&["prove", "rules.json"], files.as_slice()].concat());
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("proof, length: expected at most 1024 bytes"),
        "{said}"
    );
    let (code, _) = folder.run(&[&["prove", "nothing"], files.as_slice()].concat());
    assert_eq!(code, 2);
}
