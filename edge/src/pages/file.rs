//! What the build left: files, pages that are the same for all, and the one for what no form can
//! show.

use crate::http::{Context, NO_STORE, Refusal, languages, page};
use domain::messages::{Code, Locale, Params};
use worker::{Headers, Request, Response, Result};

/// A file, or a page of the build, as it was asked for.
pub async fn asset(request: Request, context: &Context) -> Result<Response> {
    if request.path() == app::document::SHELL_PATH {
        return refused(Refusal::code(Code::NotFound), context)
            .await
            .map(|r| r.with_status(404));
    }
    let path = request.path();
    let response = context.env.assets("ASSETS")?.fetch_request(request).await?;
    let type_ = response.headers().get("Content-Type")?.unwrap_or_default();
    if response.status_code() != 200 || !type_.starts_with("text/html") {
        return Ok(response);
    }
    let headers = Headers::new();
    for (name, value) in response.headers() {
        headers.append(&name, &value)?;
    }
    headers.set("Link", &languages(context, Locale::of_address(&path).1)?)?;
    Ok(response.with_headers(headers))
}

/// A page of its own for what no form can show.
pub async fn refused(refusal: Refusal, context: &Context) -> Result<Response> {
    let (code, params) = match refusal {
        Refusal::Whole(code, params) => (code, params),
        Refusal::Fields(errors) => (
            errors
                .first()
                .map_or(Code::RequestInvalid, |error| error.code),
            Params::default(),
        ),
        Refusal::Broken(error) => {
            worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
            (Code::Internal, Params::default())
        }
    };
    let status = domain::api::status_of(code);
    let sentence = code.sentence(context.locale, &params);
    let mut response = page(
        context,
        &app::pages::problem(context.locale, status, &sentence),
        status,
        NO_STORE,
    )
    .await?;
    if let Some(wait) = params.wait_seconds {
        response
            .headers_mut()
            .set("Retry-After", &wait.to_string())?;
    }
    Ok(response)
}
