//! A certificate short enough for a QR code that cheap cameras read: what every
//! certificate says alike becomes a single byte, what one says twice is written
//! once, and the JWT comes back byte for byte. Whatever is not written in our
//! order stays as long as it is.

use super::claims::Credential;
use super::json::Value;
use super::jwt::MOST_BYTES;
use data_encoding::BASE64URL_NOPAD;

/// The first byte: which table it was written with. Links in print live for
/// decades, so a table is never changed; a better one gets the next number.
const TABLE: u8 = 1;

/// What stands for what. JSON has no bytes below 32, so they are free.
const STANDS_FOR: [(u8, &str); 19] = [
    (
        1,
        r#"{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"type":["VerifiableCredential","OpenBadgeCredential"],"id":"urn:uuid:"#,
    ),
    (2, r#"","issuer":{"id":"did:web:"#),
    (3, r#"","type":["Profile"],"name":""#),
    (4, r#""},"validFrom":""#),
    (
        5,
        r#"","credentialSubject":{"type":["AchievementSubject"],"identifier":[{"type":"IdentityObject","hashed":false,"identityHash":""#,
    ),
    (6, r#"","identityType":"name"}],"creditsEarned":"#),
    (7, r#","achievement":{"id":""#),
    (8, r#"","type":["Achievement"],"name":""#),
    (
        9,
        r#"","description":"Pelatihan Program Prakerja.","criteria":{"narrative":"Menyelesaikan pelatihan dengan kehadiran dan kemajuan yang disyaratkan."}}},"credentialStatus":{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":""#,
    ),
    (10, r#"","statusListCredential":""#),
    (11, r#"{"alg":"EdDSA","typ":"vc+jwt","kid":"did:web:"#),
    (12, "/berkas/sertifikat/status/"),
    (13, ":penerbit:L"),
    (14, "/pelatihan/K"),
    (15, "https://"),
    (16, r#"","name":""#),
    (17, "http://"),
    (18, r#""}}"#),
    (19, r#""}"#),
];

/// Stand for the host and the title, which each certificate has its own of.
const HOST: u8 = 30;
const TITLE: u8 = 31;

/// The short form of a certificate, for behind the `#` of a link; the JWT itself
/// where it cannot be shortened.
#[must_use]
pub fn short(jwt: &str) -> String {
    shortened(jwt)
        .filter(|short| short.len() < jwt.len())
        .unwrap_or_else(|| jwt.to_owned())
}

fn shortened(jwt: &str) -> Option<String> {
    let mut parts = jwt
        .split('.')
        .map(|part| BASE64URL_NOPAD.decode(part.as_bytes()));
    let mut part = || parts.next()?.ok();
    let (header, claims, signature) = (part()?, part()?, part()?);
    let signature: [u8; 64] = signature.try_into().ok()?;
    let (header, claims) = (
        String::from_utf8(header).ok()?,
        String::from_utf8(claims).ok()?,
    );
    let credential = Credential::read(&Value::parse(&claims)?).ok()?;
    let host = credential.issuer.strip_prefix("did:web:")?;
    let host = host.split(':').next()?;
    // Only where it is written without escapes is it found again.
    let title = credential.title.as_str();
    let mut out = vec![TABLE];
    for own in [host, title] {
        out.push(u8::try_from(own.len()).ok()?);
        out.extend(own.as_bytes());
    }
    out.extend(signature);
    out.extend(packed(&header, host, title)?);
    out.push(0);
    out.extend(packed(&claims, host, title)?);
    let short = BASE64URL_NOPAD.encode(&out);
    // What does not come back as it was is no short form.
    (long(&short)? == jwt).then_some(short)
}

fn packed(text: &str, host: &str, title: &str) -> Option<Vec<u8>> {
    let own = [(HOST, host), (TITLE, title)];
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        if sign < ' ' {
            return None;
        }
        let found = STANDS_FOR
            .iter()
            .chain(&own)
            .filter(|(_, words)| words.len() > 1)
            .find_map(|(byte, words)| Some((*byte, rest.strip_prefix(words)?)));
        if let Some((byte, after)) = found {
            out.push(byte);
            rest = after;
        } else {
            let (this, after) = rest.split_at_checked(sign.len_utf8())?;
            out.extend(this.as_bytes());
            rest = after;
        }
    }
    Some(out)
}

fn long(short: &str) -> Option<String> {
    let bytes = BASE64URL_NOPAD.decode(short.as_bytes()).ok()?;
    let rest = bytes.strip_prefix(&[TABLE])?;
    let (host, rest) = own(rest)?;
    let (title, rest) = own(rest)?;
    let (signature, rest) = rest.split_at_checked(64)?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    let (header, claims) = (rest.get(..end)?, rest.get(end + 1..)?);
    let part = |bytes| Some(BASE64URL_NOPAD.encode(&unpacked(bytes, host, title)?));
    Some(format!(
        "{}.{}.{}",
        part(header)?,
        part(claims)?,
        BASE64URL_NOPAD.encode(signature)
    ))
}

/// A length and so many bytes.
fn own(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first()?;
    rest.split_at_checked(usize::from(*length))
}

fn unpacked(bytes: &[u8], host: &[u8], title: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for byte in bytes {
        match *byte {
            HOST => out.extend(host),
            TITLE => out.extend(title),
            code @ ..32 => {
                let (_, words) = STANDS_FOR.iter().find(|(known, _)| *known == code)?;
                out.extend(words.as_bytes());
            }
            byte => out.push(byte),
        }
        // A handful of bytes must not become megabytes.
        if out.len() > MOST_BYTES {
            return None;
        }
    }
    Some(out)
}

/// The JWT in what somebody pastes or scans: a link, its short form, or the JWT
/// itself, with the white space that copying brings.
#[must_use]
pub fn read_link(text: &str) -> Option<String> {
    if text.len() > 4 * MOST_BYTES {
        return None;
    }
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let text = text
        .rsplit_once('#')
        .map_or(text.as_str(), |(_, after)| after);
    if text.contains('.') {
        (text.len() <= MOST_BYTES).then(|| text.to_owned())
    } else {
        long(text)
    }
}
