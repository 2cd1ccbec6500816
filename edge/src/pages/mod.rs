//! Pages.
use crate::http::Context;
use worker::{Request, Response, Result};

pub async fn answer(request: Request, context: &Context) -> (&'static str, Result<Response>) {
    let r = async { context.env.assets("ASSETS")?.fetch_request(request).await }.await;
    ("assets", r)
}
