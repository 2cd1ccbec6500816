//! Pages that are made on the edge: the app's own components, put into the
//! template that the build left among the assets.

use app::document::{Page, SHELL_PATH, render};
use std::cell::RefCell;
use worker::{Env, Error, Response, Result};

thread_local! {
    /// The template does not change while an isolate lives: a new build is a new one.
    static SHELL: RefCell<Option<String>> = const { RefCell::new(None) };
}

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
pub async fn page(env: &Env, page: &Page, status: u16, cache_control: &str) -> Result<Response> {
    Response::builder()
        .with_status(status)
        .with_header("Cache-Control", cache_control)?
        .from_html(render(&shell(env).await?, page))
}

/// Sends the browser to another page after a form was accepted.
pub fn see_other(location: &str, set_cookie: Option<&str>) -> Result<Response> {
    let mut response = Response::builder()
        .with_status(303)
        .with_header("Location", location)?
        .with_header("Cache-Control", "no-store")?;
    if let Some(cookie) = set_cookie {
        response = response.with_header("Set-Cookie", cookie)?;
    }
    Ok(response.empty())
}
