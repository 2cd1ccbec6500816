//! Transcripts that follow the document hold, whatever their shape.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use transcript::Wave;
use verifier::{Address, Folder, Hex, Summary, verify};

fn holds(wave: &Wave) -> Summary {
    let verdict = verify(&wave.publish(), None).unwrap();
    assert_eq!(verdict.findings.listed(), []);
    verdict.summary.unwrap()
}

#[test]
fn a_valid_transcript_holds_and_is_summed_up() {
    let summary = holds(&Wave::small());
    assert_eq!(
        (summary.wave, summary.entries, summary.shards),
        (72, 300, 6)
    );
    assert_eq!(summary.strata.len(), 12);
    let winners: u64 = summary.strata.iter().map(|stratum| stratum.seats).sum();
    assert_eq!(winners, 90);
    assert_eq!(summary.excluded, [("identity_pending".to_owned(), 12)]);
}

#[test]
fn it_holds_against_the_hash_that_was_kept() {
    let published = Wave::small().publish();
    let kept: Hex<32> = transcript::hash(&published.files["commitment.json"])
        .parse()
        .unwrap();
    assert!(verify(&published, Some(kept)).unwrap().findings.is_empty());
}

#[test]
fn each_file_is_read_once() {
    let published = Wave::small().publish();
    verify(&published, None).unwrap();
    let mut reads = published.reads.borrow().clone();
    reads.sort();
    let files: Vec<_> = published.files.keys().cloned().collect();
    assert_eq!(reads, files);
}

#[test]
fn a_draw_holds_with_too_few_seats_too_many_seats_and_none() {
    for seats in [0, 1, 7, 60, 150, 169, 250, 299, 300, 100_000] {
        holds(&Wave::of(300, 3, seats, &[11, 12, 35]));
    }
}

#[test]
fn a_draw_without_entries_holds() {
    holds(&Wave::of(0, 3, 10, &[11]));
    holds(&Wave::of(1, 1, 10, &[96]));
}

#[test]
fn a_commitment_is_not_later_than_its_own_rounds_second() {
    let mut wave = Wave::small();
    // Out at 17:00:05 UTC, one second after committed_at.
    wave.round = (1_785_344_405 - 1_700_000_000) / 3 + 1;
    wave.signed_round = wave.round;
    let summary = holds(&wave);
    assert_eq!(summary.out_at, "2026-07-29T17:00:05+00:00");
}

#[test]
fn a_folder_and_its_address_are_read_alike() {
    let folder = std::env::temp_dir().join(format!("verifier-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("entries")).unwrap();
    let published = Wave::small().publish();
    for (name, bytes) in &published.files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let read = verify(&Folder(folder.clone()), None).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    assert!(read.findings.is_empty());
    let address = serve(published);
    let read = verify(&Address::new(&address), None).unwrap();
    assert!(read.findings.is_empty());
    let missing = verify(&Address::new(&format!("{address}/nothing")), None).unwrap_err();
    assert!(missing.to_string().contains("404"), "{missing}");
}

/// Serves the files as long as the test runs.
fn serve(published: transcript::Published) -> String {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/berkas/undian/72", listener.local_addr().unwrap());
    let files = published.files;
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let asked = lines.next().unwrap().unwrap();
            for line in lines {
                if line.unwrap().is_empty() {
                    break;
                }
            }
            let path = asked.split(' ').nth(1).unwrap();
            let name = path.strip_prefix("/berkas/undian/72/").unwrap();
            let (status, body) = match files.get(name) {
                Some(body) => ("200 OK", body.as_slice()),
                None => ("404 Not Found", b"".as_slice()),
            };
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(body).unwrap();
        }
    });
    address
}
