//! Certificates to send, and the ways of sending them. Files are built byte by
//! byte: small, whole, and hostile where a test wants them so.

use crate::market::{Market, account, commit, reserve, wish};
use crate::{Answer, Client, fresh_key, until};
use data_encoding::BASE64;
use domain::catalogue::{Course, Mode};
use domain::certificate::PART_BYTES;
use domain::draw::file_hash;
use serde_json::{Value, json};

/// What a photo's notes hold, and no kept file may: where it was taken.
pub const PLACE: &[u8] = b"6.1754S106.8272E";

/// What scanners take for a virus, by agreement. In two halves, or a scanner of
/// this machine would take this program for one.
pub fn eicar() -> Vec<u8> {
    let halves = [
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-",
        "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    halves.concat().into_bytes()
}

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], length.as_slice(), payload].concat()
}

/// A photo with its place in it, about as long as asked, unlike any of another
/// number.
pub fn photo(number: u32, bytes: usize) -> Vec<u8> {
    let place = [b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0".as_slice(), PLACE].concat();
    let mut pixels = number.to_be_bytes().map(|byte| byte & 0x7F).to_vec();
    pixels.extend((0..bytes).map(|n| u8::try_from(n % 251).unwrap()));
    [
        vec![0xFF, 0xD8],
        segment(0xE1, &place),
        segment(0xDB, &[0; 65]),
        segment(0xC0, &[8, 0, 30, 0, 40, 1, 1, 0x11, 0]),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        pixels,
        vec![0xFF, 0xD9],
    ]
    .concat()
}

/// A PDF of one object.
pub fn pdf(object: &[u8]) -> Vec<u8> {
    let end = b"\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
    [b"%PDF-1.4\n1 0 obj\n", object, end].concat()
}

/// The first bytes of a PNG of ten thousand by six thousand pixels.
pub fn sixty_megapixels() -> Vec<u8> {
    // The sum was computed once; it covers name and data.
    let data = [0, 0, 0x27, 0x10, 0, 0, 0x17, 0x70, 8, 2, 0, 0, 0];
    let named = [b"IHDR".as_slice(), &data].concat();
    let sum = crc(&named).to_be_bytes();
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0d", named.as_slice(), &sum].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

/// What announces a file.
pub fn announced(purchase: &Value, file: &[u8]) -> Value {
    json!({
        "purchase": purchase["id"],
        "size": file.len(),
        "sha256": file_hash(file).to_string(),
    })
}

/// Announces a file.
pub fn begin(client: &Client, key: &str, purchase: &Value, file: &[u8]) -> Answer {
    let body = announced(purchase, file);
    client
        .post("/api/v1/account/certificates")
        .key(key)
        .json(&body)
        .send()
}

/// The bytes of one part.
pub fn part_of(file: &[u8], number: u16) -> &[u8] {
    let length = usize::try_from(PART_BYTES).unwrap();
    let begin = usize::from(number) * length;
    &file[begin..file.len().min(begin + length)]
}

/// The address of a sending.
pub fn path(id: &Value, end: &str) -> String {
    format!("/api/v1/account/certificates/{}{end}", id.as_str().unwrap())
}

/// The header that says what a part's bytes are.
pub fn digest(bytes: &[u8]) -> String {
    format!("sha-256=:{}:", BASE64.encode(&file_hash(bytes).0))
}

/// Sends one part.
pub fn send_part(client: &Client, id: &Value, number: u16, bytes: &[u8]) -> Answer {
    client
        .method("PUT", &path(id, &format!("/part?number={number}")))
        .body("application/octet-stream", bytes)
        .header("Content-Digest", &digest(bytes))
        .send()
}

/// Closes a sending.
pub fn finish(client: &Client, id: &Value) -> Answer {
    client.post(&path(id, "/finish")).send()
}

/// The whole way of a file; the answer to what closes it, or the first refusal.
pub fn send(client: &Client, purchase: &Value, file: &[u8]) -> Answer {
    let begun = begin(client, &fresh_key(), purchase, file);
    if begun.status != 201 {
        return begun;
    }
    let begun = begun.json();
    for number in begun["missing"].as_array().unwrap() {
        let number = u16::try_from(number.as_u64().unwrap()).unwrap();
        let answer = send_part(client, &begun["id"], number, part_of(file, number));
        if answer.status != 200 {
            return answer;
        }
    }
    finish(client, &begun["id"])
}

/// The form, as a browser without a program sends it.
pub fn send_form(
    client: &Client,
    origin: &str,
    key: &str,
    purchase: &Value,
    file: &[u8],
) -> Answer {
    let field = |name: &str, value: &str| {
        format!("--batas\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let head = field("pelatihan", purchase["id"].as_str().unwrap())
        + &field("idempotency_key", key)
        + "--batas\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"IMG_1.JPG\"\r\nContent-Type: image/jpeg\r\n\r\n";
    let body = [head.as_bytes(), file, b"\r\n--batas--\r\n"].concat();
    client
        .post("/sertifikat/kirim/")
        .header("Sec-Fetch-Site", "same-origin")
        .header("Origin", origin)
        .body("multipart/form-data; boundary=batas", &body)
        .send()
}

/// The newest certificate on somebody's account.
pub fn certificate(client: &Client) -> Value {
    account(client)["certificates"][0].clone()
}

/// Waits until it stands so.
pub fn await_status(client: &Client, status: &str) -> Value {
    until(&format!("the certificate to be {status}"), || {
        Some(certificate(client)).filter(|one| one["status"] == status)
    })
}

/// Buys and redeems a course that goes on.
pub fn redeem(market: &Market, client: &Client, order: &str) -> (String, Value) {
    redeem_course(market, client, market.course(Mode::Online), order)
}

/// The same for a course without a schedule.
pub fn redeem_course(
    market: &Market,
    client: &Client,
    course: &Course,
    order: &str,
) -> (String, Value) {
    let purchase = reserve(client, &fresh_key(), &wish(course, None))
        .expect(201)
        .json();
    let platform = course.offers[0].platform.to_string();
    let body = commit(&purchase, order, order);
    market
        .runtime
        .platform(&platform, "redeem-code/commit", &body)
        .expect(200);
    (platform, purchase)
}
