//! A view of whatever type, as one: its HTML. Leptos' own way (`AnyView`) brings for each
//! type what would hydrate, rebuild and resolve it later, which nothing here ever does: two
//! megabytes of the edge's WASM, and kilobytes of the phone's.

use leptos::prelude::{IntoView, RenderHtml};
use leptos::tachys::html::InertElement;

/// HTML that is finished.
pub type Drawn = InertElement;

/// Draws a view at once.
pub trait Draw {
    /// Its HTML, as a view.
    fn drawn(self) -> Drawn;
}

impl<V: IntoView> Draw for V {
    fn drawn(self) -> Drawn {
        InertElement::new(self.into_view().to_html())
    }
}

/// HTML of a view, made under its own reactive owner.
#[cfg(feature = "ssr")]
pub(crate) fn to_html(make: impl FnOnce() -> Drawn) -> String {
    let owner = leptos::prelude::Owner::new();
    let html = owner.with(|| make().to_html());
    owner.cleanup();
    html
}
