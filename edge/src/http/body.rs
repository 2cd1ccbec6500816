//! Reading bodies: bounded before anything else, then strict.

use super::{Answer, Refusal};
use domain::messages::Code;
use serde::de::DeserializeOwned;
use worker::Request;

/// 16 KB – the longest honest registration is under 2 KB; forms carry drafts too.
const MAX_BODY_BYTES: usize = 16 * 1024;

/// A body's bytes: of that type, and so many at most.
pub async fn bytes_up_to(
    request: &mut Request,
    content_type: &str,
    most: usize,
) -> Answer<Vec<u8>> {
    let given = request.headers().get("Content-Type")?.unwrap_or_default();
    if given.split(';').next().map(str::trim) != Some(content_type) {
        return Err(Refusal::code(Code::RequestContentType));
    }
    let announced = request
        .headers()
        .get("Content-Length")?
        .and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|length| length > most) {
        return Err(Refusal::code(Code::RequestTooLarge));
    }
    let bytes = request.bytes().await?;
    if bytes.len() > most {
        return Err(Refusal::code(Code::RequestTooLarge));
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

/// A JSON body, without fields that nobody knows.
pub async fn json<T: DeserializeOwned>(request: &mut Request) -> Answer<T> {
    json_up_to(request, MAX_BODY_BYTES).await
}

/// The same, of so many bytes at most.
pub async fn json_up_to<T: DeserializeOwned>(request: &mut Request, most: usize) -> Answer<T> {
    let text = text(request, "application/json", most).await?;
    serde_json::from_str(&text).map_err(|error| {
        Refusal::code(match error.classify() {
            serde_json::error::Category::Data => Code::RequestUnknownField,
            _ => Code::RequestMalformed,
        })
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
