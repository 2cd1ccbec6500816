//! Bodies: bounded while they are read, whatever they say of their length, and an object
//! where an object is meant.

use proofs::{Runtime, shared};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;

const MEGABYTE: usize = 1 << 20;
/// 90 MB – an isolate has 128.
const SENT: usize = 90 * MEGABYTE;
/// 40 MB – what the process may grow by meanwhile; one body is 90.
const GROWS_KB: u64 = 40_000;

/// How the length of a body is told.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Length {
    Announced,
    Hidden,
}

/// Sends a body as far as it is taken; answers the status and how many bytes were taken.
fn send(runtime: &Runtime, path: &str, headers: &str, length: Length) -> (u16, usize) {
    let address = runtime.edge.strip_prefix("http://localhost:").unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", address.parse().unwrap())).unwrap();
    let told = match length {
        Length::Announced => format!("Content-Length: {SENT}"),
        Length::Hidden => "Transfer-Encoding: chunked".to_owned(),
    };
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost:{address}\r\nOrigin: {}\r\n\
         {told}\r\n{headers}\r\n",
        runtime.edge
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answers = stream.try_clone().unwrap();
    let heard = std::thread::spawn(move || {
        let mut head = [0_u8; 12];
        answers.read_exact(&mut head).ok()?;
        String::from_utf8_lossy(&head).get(9..12)?.parse().ok()
    });
    let mut chunk = vec![b'a'; 0x10000];
    if length == Length::Hidden {
        chunk = [&b"10000\r\n"[..], &chunk, b"\r\n"].concat();
    }
    let mut taken = 0;
    while taken < SENT && stream.write_all(&chunk).is_ok() {
        taken += 0x10000;
    }
    if length == Length::Hidden {
        let _ = stream.write_all(b"0\r\n\r\n");
    }
    (heard.join().unwrap().unwrap_or_default(), taken)
}

#[test]
fn a_body_is_not_taken_in_whatever_it_says_of_its_length() {
    let runtime = Runtime::start();
    runtime.client().get("/api/v1/health").expect(200);
    let form = "Content-Type: multipart/form-data; boundary=x\r\n\
                Cookie: __Host-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n";
    let digest = "Content-Type: application/octet-stream\r\n\
                  Content-Digest: sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:\r\n";
    let all = [
        ("/api/v1/otp", "Content-Type: application/json\r\n", 413),
        ("/sertifikat/kirim/", form, 401),
        // What nobody has signed.
        ("/api/v1/staff/catalogue-files", digest, 404),
        ("/api/v1/staff/vacancy-files", digest, 404),
    ];
    for length in [Length::Announced, Length::Hidden] {
        for (path, headers, status) in all {
            let before = runtime.peak_memory_kb();
            let (answered, taken) = send(&runtime, path, headers, length);
            let grown = runtime.peak_memory_kb() - before;
            assert!(
                grown < GROWS_KB,
                "{length:?} {path}: grew by {grown} KB, having taken {taken} bytes"
            );
            assert!(
                [status, 0].contains(&answered),
                "{length:?} {path}: {answered}"
            );
            runtime.client().get("/api/v1/health").expect(200);
        }
    }
}

/// A list of everything that a structure asks for is no such structure.
#[test]
fn an_array_is_no_object() {
    let document = shared()
        .client()
        .get("/api/v1/openapi.json")
        .expect(200)
        .json();
    let mut asked = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let is_json = operation["requestBody"]["content"]["application/json"].is_object();
            if !is_json || path.contains('{') || path.contains("/partner/") {
                continue;
            }
            asked += 1;
            for body in [
                "[]",
                "[null]",
                "[null, null]",
                "[null, null, null, null]",
                "null",
                "1",
            ] {
                let answer = shared()
                    .client()
                    .method(verb(method), path)
                    .key(&proofs::fresh_key())
                    .body("application/json", body.as_bytes())
                    .send();
                let code: Value = serde_json::from_str(&answer.text).unwrap();
                assert!(
                    matches!(answer.status, 400 | 401),
                    "{method} {path} {body}: {} {code}",
                    answer.status
                );
            }
        }
    }
    assert!(asked >= 8, "only {asked} operations take JSON");
}

fn verb(method: &str) -> &'static str {
    match method {
        "post" => "POST",
        "put" => "PUT",
        "delete" => "DELETE",
        other => panic!("a body with {other}"),
    }
}
