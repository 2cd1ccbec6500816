//! Home, with the wave of the moment. If the list of waves cannot be read, the
//! page is shown without it.

use crate::http::page;
use crate::http::{Answer, Context};
use app::pages::LiveWaves;
use domain::wave::{next_wave, open_wave};
use worker::Response;

/// Shows it.
pub async fn show(context: &Context) -> Answer<Response> {
    let waves = match crate::wave::all(&context.env).await {
        Ok(waves) => Some(LiveWaves {
            open: open_wave(&waves, context.now).cloned(),
            next: next_wave(&waves, context.now).cloned(),
        }),
        Err(error) => {
            worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
            None
        }
    };
    let shown = app::pages::home(context.locale, waves.as_ref());
    Ok(page(context, &shown, 200, "public, max-age=15").await?)
}
