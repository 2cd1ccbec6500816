//! Reading bodies: bounded before anything else, then strict.

use super::{Answer, Refusal};
use data_encoding::BASE64;
use domain::draw::Hex;
use domain::messages::Code;
use futures_util::StreamExt;
use serde::de::{DeserializeOwned, IgnoredAny};
use worker::{ByteStream, Request};

/// 16 KB – the longest honest registration is under 2 KB; forms carry drafts too.
const MAX_BODY_BYTES: usize = 16 * 1024;

/// 16 MB – larger than a phone's photo. So much of a body that is too long is read and thrown
/// away, so that its sender hears that it was.
const MAX_DRAINED_BYTES: usize = 16_000_000;

/// A body's bytes: of that type, and so many at most. One that does not say how long it is
/// is read until it is too long, and no further.
pub async fn bytes_up_to(
    request: &mut Request,
    content_type: &str,
    most: usize,
) -> Answer<Vec<u8>> {
    is_of_type(request, content_type)?;
    let announced = request
        .headers()
        .get("Content-Length")?
        .and_then(|length| length.parse::<usize>().ok());
    if let Some(length) = announced.filter(|length| *length > most) {
        if length <= MAX_DRAINED_BYTES {
            throw_away(request.stream()?).await;
        }
        return Err(Refusal::code(Code::RequestTooLarge));
    }
    if announced.is_some() {
        // The runtime holds a body to the length that it announced.
        return Ok(request.bytes().await?);
    }
    let mut stream = request.stream()?;
    let mut bytes = vec![];
    while let Some(chunk) = stream.next().await {
        bytes.extend(chunk?);
        if bytes.len() > most {
            drop(bytes);
            throw_away(stream).await;
            return Err(Refusal::code(Code::RequestTooLarge));
        }
    }
    Ok(bytes)
}

async fn text(request: &mut Request, content_type: &str, most: usize) -> Answer<String> {
    let bytes = bytes_up_to(request, content_type, most).await?;
    String::from_utf8(bytes).map_err(|_| Refusal::code(Code::RequestMalformed))
}

/// A body of bytes that are no text, so many at most.
pub async fn octets(request: &mut Request, most: usize) -> Answer<Vec<u8>> {
    bytes_up_to(request, "application/octet-stream", most).await
}

fn is_of_type(request: &Request, content_type: &str) -> Answer<()> {
    let given = request.headers().get("Content-Type")?.unwrap_or_default();
    if given.split(';').next().map(str::trim) == Some(content_type) {
        Ok(())
    } else {
        Err(Refusal::code(Code::RequestContentType))
    }
}

/// The SHA-256 that the sender of bytes says they have (`Content-Digest`), before any of
/// them is read.
pub fn content_digest(request: &Request) -> Answer<Option<Hex<32>>> {
    is_of_type(request, "application/octet-stream")?;
    let header = request.headers().get("Content-Digest")?;
    Ok(header.as_deref().and_then(read_digest))
}

/// SHA-256 of RFC 9530's header: `sha-256=:…:`.
fn read_digest(header: &str) -> Option<Hex<32>> {
    let found = header.split(',').find_map(|one| {
        let value = one.trim().strip_prefix("sha-256=:")?;
        value.strip_suffix(':')
    })?;
    let bytes = BASE64.decode(found.as_bytes()).ok()?;
    bytes.try_into().ok().map(Hex)
}

/// A JSON body, without fields that nobody knows.
pub async fn json<T: DeserializeOwned>(request: &mut Request) -> Answer<T> {
    json_up_to(request, MAX_BODY_BYTES).await
}

/// The same, of so many bytes at most.
pub async fn json_up_to<T: DeserializeOwned>(request: &mut Request, most: usize) -> Answer<T> {
    let text = text(request, "application/json", most).await?;
    object(&text).map_err(Refusal::code)
}

/// Reads an object. An array of what its fields would say is none, though serde takes it
/// for one.
///
/// # Errors
/// [`Code::RequestMalformed`] or [`Code::RequestUnknownField`].
pub fn object<T: DeserializeOwned>(json: &str) -> Result<T, Code> {
    if !json.trim_ascii_start().starts_with('{') {
        return Err(match serde_json::from_str::<IgnoredAny>(json) {
            Ok(_) => Code::RequestUnknownField,
            Err(_) => Code::RequestMalformed,
        });
    }
    serde_json::from_str(json).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Code::RequestUnknownField,
        _ => Code::RequestMalformed,
    })
}

/// A form's body.
pub async fn form(request: &mut Request) -> Answer<String> {
    text(request, "application/x-www-form-urlencoded", MAX_BODY_BYTES).await
}

/// Reads what is left of a small body that nobody asked for. A connection whose
/// request was answered before it was read is closed, and a phone may then see
/// a broken connection instead of the answer.
pub async fn drain(request: &mut Request) {
    let announced = request.headers().get("Content-Length").ok().flatten();
    let small = announced
        .and_then(|length| length.parse::<usize>().ok())
        .is_some_and(|length| length <= MAX_BODY_BYTES);
    if small && !request.inner().body_used() {
        let _ = request.bytes().await;
    }
}

/// Reads a stream up to [`MAX_DRAINED_BYTES`] and keeps nothing. Dropped before its end, a
/// stream is cancelled: what is still on its way is not taken in.
async fn throw_away(mut stream: ByteStream) {
    let mut read = 0;
    while read <= MAX_DRAINED_BYTES
        && let Some(Ok(chunk)) = stream.next().await
    {
        read += chunk.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::draw::file_hash;
    use serde::Deserialize;

    #[test]
    fn a_digest_is_read_from_the_header_that_names_it() {
        let hash = file_hash(b"abc");
        let text = BASE64.encode(&hash.0);
        let read = read_digest;
        assert_eq!(read(&format!("sha-256=:{text}:")), Some(hash));
        assert_eq!(read(&format!("sha-512=:xx:, sha-256=:{text}:")), Some(hash));
        for none in ["", "sha-256=abc", &text, "sha-256=:abc:"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pair {
        one: Option<u8>,
        two: Option<u8>,
    }

    #[test]
    fn an_object_is_an_object() {
        let pair = Pair {
            one: Some(1),
            two: None,
        };
        assert_eq!(object(" \n{\"one\": 1}"), Ok(pair));
        assert_eq!(
            object::<Pair>("{\"six\": 1}"),
            Err(Code::RequestUnknownField)
        );
        for other in ["[1, null]", "[]", "null", "1"] {
            let read = object::<Pair>(other);
            assert_eq!(read, Err(Code::RequestUnknownField), "{other}");
        }
        for none in ["", " ", "{", "[1"] {
            let read = object::<Pair>(none);
            assert_eq!(read, Err(Code::RequestMalformed), "{none}");
        }
    }
}
