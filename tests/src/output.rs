//! What other programs print, read to its end: a program whose output nobody reads
//! is killed by its next line, or waits for ever once the pipe is full.

use std::io::{BufRead, BufReader, Read};
use std::sync::mpsc;
use std::thread;

/// The lines of a program's output as they come. Those that nobody asks for are read
/// all the same, also after this iterator is dropped.
pub fn lines(output: impl Read + Send + 'static) -> impl Iterator<Item = String> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody listens any more: read on.
            let _ = tell.send(line);
        }
    });
    told.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn a_program_lives_on_when_nobody_asks_for_more_of_its_lines() {
        let mut child = Command::new("sh")
            .args([
                "-c",
                "echo ready; for i in $(seq 20000); do echo more; done",
            ])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let first = lines(child.stdout.take().unwrap()).next();
        assert_eq!(first.as_deref(), Some("ready"));
        assert!(child.wait().unwrap().success(), "it was killed");
    }
}
