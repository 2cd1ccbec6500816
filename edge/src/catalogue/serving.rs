//! The catalogue's files as everybody reads them; any cache may keep them.

use super::current::{self, Current};
use super::files::{File, read, read_part};
use crate::http::{Answer, Context, Refusal};
use domain::catalogue::{CourseId, PLACE, Summary, summaries};
use domain::messages::Code;
use worker::js_sys::Reflect;
use worker::{Cache, Env, Error, Headers, Request, Response, Result};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// What a course teaches, read from its place in the file of all summaries.
pub async fn summary(env: &Env, current: &Current, course: CourseId) -> Result<Option<Summary>> {
    let courses = current.index.catalogue().courses();
    let Ok(place) = courses.binary_search_by_key(&course, |one| one.id) else {
        return Ok(None);
    };
    let odd = |_| Error::RustError("summaries that are none".to_owned());
    let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let (place, count) = (number(place), number(courses.len()));
    let file = File::Summaries(current.version);
    let ends = read_part(env, file, summaries::ends_of(place)).await?;
    let part = summaries::text_of(place, count, &ends).map_err(odd)?;
    // Nothing is no range.
    if part.is_empty() {
        return Ok(None);
    }
    let text = String::from_utf8(read_part(env, file, part).await?)
        .map_err(|_| Error::RustError("a summary that is no text".to_owned()))?;
    Ok(Summary::parse(&text).ok())
}

/// Answers `GET /berkas/katalog/…`. A file that was brought and is not published
/// yet is not there.
///
/// Nobody on the way compresses bytes of no known kind, so the runtime is told to:
/// it encodes a body that claims to be in brotli and is made here. What lies in
/// the bucket and in the cache are the bytes whose hash two have signed.
pub async fn serve(context: &Context, request: &Request, path: &str) -> Answer<Response> {
    let response = plain(context, path).await?;
    let accepted = accepted(request)?;
    let headers = Headers::new();
    for (name, value) in response.headers() {
        headers.append(&name, &value)?;
    }
    headers.set("Vary", "Accept-Encoding")?;
    if takes_brotli(&accepted) {
        headers.set("Content-Encoding", "br")?;
        headers.delete("Content-Length")?;
    }
    Ok(response.with_headers(headers))
}

/// What the client itself accepts: the header here is the network's own.
fn accepted(request: &Request) -> Result<String> {
    let own = Reflect::get(request.inner(), &"cf".into())
        .and_then(|cf| Reflect::get(&cf, &"clientAcceptEncoding".into()));
    match own.ok().and_then(|own| own.as_string()) {
        Some(own) => Ok(own),
        None => Ok(request
            .headers()
            .get("Accept-Encoding")?
            .unwrap_or_default()),
    }
}

fn takes_brotli(accepted: &str) -> bool {
    accepted.split(',').any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        name.trim().eq_ignore_ascii_case("br")
            && weight.parse().is_ok_and(|weight: f32| weight > 0.0)
    })
}

async fn plain(context: &Context, path: &str) -> Answer<Response> {
    let missing = || Refusal::code(Code::NotFound);
    let file = path
        .strip_prefix(PLACE)
        .and_then(File::parse)
        .ok_or_else(missing)?;
    let cache = Cache::default();
    let key = format!("https://files.invalid{path}");
    if let Some(known) = cache.get(&key, false).await? {
        return Ok(known);
    }
    let env = &context.env;
    let reached = |listed: Option<current::Listed>| {
        listed.is_some_and(|listed| file.version() <= listed.version)
    };
    // Whoever was told of a version by another isolate finds it in this one.
    if !reached(current::listed(env).await?) && !reached(current::newest(env).await?) {
        return Err(missing());
    }
    let bytes = read(env, file).await?.ok_or_else(missing)?;
    let mut response = Response::builder()
        .with_header("Content-Type", "application/octet-stream")?
        .with_header("Cache-Control", IMMUTABLE)?
        .fixed(bytes);
    cache.put(&key, response.cloned()?).await?;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_for_those_who_take_it() {
        for (accepted, takes) in [
            ("br", true),
            ("gzip, deflate, br, zstd", true),
            ("gzip, br;q=0.5", true),
            ("gzip;q=1, BR", true),
            ("", false),
            ("gzip", false),
            ("br;q=0", false),
            ("brotli", false),
        ] {
            assert_eq!(takes_brotli(accepted), takes, "{accepted}");
        }
    }
}
