//! The registration page. Its field is native HTML first; hydration takes over
//! what was typed before the program arrived instead of emptying it.

use leptos::prelude::{
    ClassAttribute, Effect, ElementChild, Get, GlobalAttributes, IntoView, OnAttribute,
    PropAttribute, RwSignal, Set, component, event_target_value, view,
};

/// The form.
#[component]
pub fn RegistrationPage() -> impl IntoView {
    // Hydration must begin with what the prerendered page shows (nothing), or
    // texts that depend on it stay empty; what was typed follows right after.
    let typed = typed_before("nama");
    let name = RwSignal::new(String::new());
    Effect::new(move || name.set(typed.clone()));
    view! {
        <h1>"Daftar"</h1>
        <form method="post" action="/daftar/">
            <div class="field">
                <label for="nama">"Nama lengkap"</label>
                <input
                    id="nama"
                    name="nama"
                    type="text"
                    autocomplete="name"
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </div>
            <p>"Nama Anda: " <output for="nama">{move || name.get()}</output></p>
            <button type="submit">"Lanjut"</button>
        </form>
    }
}

/// What the person typed while the page was still plain HTML.
#[cfg(feature = "hydrate")]
fn typed_before(id: &str) -> String {
    use wasm_bindgen::JsCast;
    leptos::prelude::document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok())
        .map(|input| input.value())
        .unwrap_or_default()
}

/// Nothing was typed yet when the page is made.
#[cfg(not(feature = "hydrate"))]
fn typed_before(_id: &str) -> String {
    String::new()
}
