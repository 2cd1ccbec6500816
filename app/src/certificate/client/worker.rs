//! In the worker: decodes one picture, turns it upright (decoding does that), draws
//! it smaller and encodes it as JPEG until it is small enough. The page stays free
//! meanwhile.

use super::shrink::ENOUGH;
use js_sys::{Object, Reflect, Uint8Array, global};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, DedicatedWorkerGlobalScope, ImageBitmap, ImageEncodeOptions, MessageEvent,
    OffscreenCanvas, OffscreenCanvasRenderingContext2d,
};

/// Longest side in pixels and quality, one after the other. A page of A4 stays
/// readable at 1,024 by 724; the last is small whatever is in it.
const TRIES: [(f64, f64); 7] = [
    (1920.0, 0.8),
    (1600.0, 0.75),
    (1600.0, 0.6),
    (1280.0, 0.55),
    (1024.0, 0.5),
    (800.0, 0.4),
    (640.0, 0.3),
];

/// Says that it listens, then answers each picture with bytes or with nothing.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    let to = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let to = to.clone();
        spawn_local(async move {
            let answer = match event.data().dyn_into::<Blob>() {
                Ok(picture) => small(&to, &picture).await.unwrap_or_default(),
                Err(_) => Vec::new(),
            };
            let _ = to.post_message(&Uint8Array::from(answer.as_slice()));
        });
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("siap"));
}

async fn small(scope: &DedicatedWorkerGlobalScope, picture: &Blob) -> Option<Vec<u8>> {
    let bitmap = JsFuture::from(scope.create_image_bitmap_with_blob(picture).ok()?).await;
    let bitmap: ImageBitmap = bitmap.ok()?.dyn_into().ok()?;
    let mut answer = None;
    for (side, quality) in TRIES {
        let blob = drawn(&bitmap, side, quality).await?;
        if blob.size() <= f64::from(ENOUGH) {
            let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
            answer = Some(Uint8Array::new(&buffer).to_vec());
            break;
        }
    }
    // Dozens of megabytes; the collector would not hurry.
    bitmap.close();
    answer
}

async fn drawn(bitmap: &ImageBitmap, side: f64, quality: f64) -> Option<Blob> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (side / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round(), (height * scale).round());
    let canvas = OffscreenCanvas::new(width.max(1.0) as u32, height.max(1.0) as u32).ok()?;
    // Drawn by this thread and not by the graphics process: that would keep the page's
    // own frames waiting for half a second.
    let settings = Object::new();
    Reflect::set(&settings, &"willReadFrequently".into(), &true.into()).ok()?;
    let context = canvas
        .get_context_with_context_options("2d", &settings)
        .ok()??;
    let context: OffscreenCanvasRenderingContext2d = context.dyn_into().ok()?;
    context.set_image_smoothing_enabled(true);
    // What a picture lets through is paper, not black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)
        .ok()?;
    let options = ImageEncodeOptions::new();
    options.set_type("image/jpeg");
    options.set_quality(quality);
    let blob = canvas.convert_to_blob_with_options(&options).ok()?;
    JsFuture::from(blob).await.ok()?.dyn_into().ok()
}
