//! Pages that are made on the edge: the app's own components, put into the
//! template that the build left among the assets.

use super::Context;
use app::document::{SHELL_PATH, render};
use app::page::{Indexing, Page};
use domain::messages::Locale;
use std::cell::RefCell;
use std::fmt::Write;
use worker::{Env, Error, Response, Result};

thread_local! {
    /// The template does not change while an isolate lives: a new build is a new one.
    static SHELL: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Never kept on the way.
pub const NO_STORE: &str = "no-store";

/// Header by which a phone's worker learns whose account is signed in on it: by the name
/// that tells accounts apart, and on pages alone that nobody else may store.
pub const ACCOUNT: &str = "Prakerja-Account";

/// Header by which a phone may keep a page that is never stored otherwise: `anyone`'s,
/// or a person's `own` (`app/worker/copies.js`).
pub const KEEP: &str = "Prakerja-Keep";

async fn shell(env: &Env) -> Result<String> {
    if let Some(shell) = SHELL.with_borrow(Clone::clone) {
        return Ok(shell);
    }
    // The host does not matter to ASSETS.
    let mut response = env
        .assets("ASSETS")?
        .fetch(format!("https://assets{SHELL_PATH}"), None)
        .await?;
    if response.status_code() != 200 {
        return Err(Error::RustError(format!(
            "the page template answered {}",
            response.status_code()
        )));
    }
    let shell = response.text().await?;
    SHELL.set(Some(shell.clone()));
    Ok(shell)
}

/// Answers with a page.
pub async fn page(
    context: &Context,
    page: &Page,
    status: u16,
    cache_control: &str,
) -> Result<Response> {
    let mut response = Response::builder()
        .with_status(status)
        .with_header("Cache-Control", cache_control)?;
    if status == 200 && page.indexing == Indexing::Listed {
        response = response.with_header("Link", &languages(context, &page.path)?)?;
        if cache_control == NO_STORE {
            // Another for everybody who asks, so no cache on the way may have it; but the
            // phone that has it may show it again without a network.
            response = response.with_header(KEEP, "anyone")?;
        }
    }
    if let Some(tag) = tag_to_tell(context, cache_control) {
        response = response.with_header(ACCOUNT, &tag)?;
    }
    response.from_html(render(&shell(&context.env).await?, page))
}

/// The account that a page's phone may be told: nobody else may store the page, and the
/// phone is the person's own.
fn tag_to_tell(context: &Context, cache_control: &str) -> Option<String> {
    let may = cache_control == NO_STORE && !context.is_borrowed();
    context.account_tag().filter(|_| may)
}

/// What search engines want to know of a page, as a header (RFC 8288): its address
/// without any query, and where it stands in each language. Only the edge knows
/// under which host.
pub fn languages(context: &Context, path: &str) -> Result<String> {
    let origin = context.env.var("PUBLIC_URL")?.to_string();
    let own = context.locale.address(path);
    let mut links = format!("<{origin}{own}>; rel=\"canonical\"");
    for locale in Locale::ALL {
        // Writing into a string does not fail.
        let _ = write!(
            links,
            ", <{origin}{}>; rel=\"alternate\"; hreflang=\"{}\"",
            locale.address(path),
            locale.tag()
        );
    }
    Ok(links)
}

/// Sends the browser to another page after a form was accepted.
pub fn see_other(locale: Locale, path: &str) -> Result<Response> {
    Ok(Response::builder()
        .with_status(303)
        .with_header("Location", &locale.address(path))?
        .with_header("Cache-Control", "no-store")?
        .empty())
}
