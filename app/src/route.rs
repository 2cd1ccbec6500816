//! Which page an address names. The one list that the prerender, the edge and
//! the browser share; there is no router library (47 KB brotli).

use leptos::prelude::{AnyView, IntoAny};

use crate::{home::Home, registration::RegistrationPage};

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// `/`
    Home,
    /// `/daftar/`
    Registration,
    /// Any other address.
    NotFound,
}

impl Route {
    /// Reads an address, with or without its closing slash.
    pub fn parse(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" => Self::Home,
            "/daftar" => Self::Registration,
            _ => Self::NotFound,
        }
    }
}

/// The components of a page, as they stand inside the main element.
pub fn view(route: Route) -> AnyView {
    match route {
        Route::Home => Home().into_any(),
        Route::Registration => RegistrationPage().into_any(),
        Route::NotFound => crate::home::NotFound().into_any(),
    }
}
