//! The browser's program for the list of courses: fetches the catalogue once,
//! afterwards only what has changed, and searches it at each keystroke. It listens
//! on the main element and draws what was found with the edge's own component; the
//! list that came as HTML stays until somebody asks for another. Without this
//! program, or until the catalogue is here, the form works as a form.

mod address;
mod form;
mod keep;
mod search;
mod supply;

use super::results::FOUND_ID;
use crate::browser::dom;
use crate::ui::to;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MouseEvent};

use search::{Focus, Search};

/// Takes over the list, if the page is one.
pub fn start() {
    let Some(page) = dom::by_id(FOUND_ID) else {
        return;
    };
    let number = |name| page.get_attribute(name)?.parse().ok();
    let day = |name| page.get_attribute(name)?.parse().ok();
    let (Some(version), Some(as_of), Some(today)) =
        (number("data-versi"), day("data-terbit"), day("data-hari"))
    else {
        return;
    };
    spawn_local(async move {
        let Some(kept) = supply::at_least(version, as_of).await else {
            return;
        };
        let search = Rc::new(Search::new(kept, today));
        listen(&search);
        dom::mark_alive();
        // What was typed while the catalogue was on its way.
        search.typed();
    });
}

fn listen(search: &Rc<Search>) {
    let here = Rc::clone(search);
    dom::on_main("input", move |event| {
        if dom::inside(&event, form::SEARCH).is_some() {
            here.typed();
        }
    });
    // Some in-app browsers tell of a choice in a list by `change` only.
    let here = Rc::clone(search);
    dom::on_main("change", move |event| {
        if let Some(tick) = dom::inside(&event, form::TICK) {
            here.tick(&tick);
        } else if dom::inside(&event, form::SEARCH).is_some() {
            here.typed();
            here.settle();
        }
    });
    let here = Rc::clone(search);
    dom::on_main("submit", move |event| {
        if dom::inside(&event, form::SEARCH).is_some() {
            event.prevent_default();
            here.typed();
            here.settle();
            form::focus_on_found();
        } else if let Some(compared) = dom::inside(&event, form::COMPARED) {
            here.bring_ticks(&compared);
        }
    });
    let here = Rc::clone(search);
    dom::on_main("click", move |event| {
        here.settle();
        if let Some(query) = own_link(&event) {
            event.prevent_default();
            here.follow(&query);
        }
    });
    let here = Rc::clone(search);
    dom::on_window("popstate", move |_| here.came_back());
    let here = Rc::clone(search);
    dom::on_window("offline", move |_| here.network_changed());
    let here = Rc::clone(search);
    dom::on_window("online", move |_| {
        here.network_changed();
        let here = Rc::clone(&here);
        spawn_local(async move { here.renew().await });
    });
}

/// The query of a link to another page of the list, unless it is to open elsewhere.
fn own_link(event: &Event) -> Option<String> {
    let mouse = event.dyn_ref::<MouseEvent>()?;
    if mouse.button() != 0 || mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() {
        return None;
    }
    let link = dom::inside(event, "#temuan a")?;
    let address = link.get_attribute("href")?;
    match address.strip_prefix(&to(super::results::PATH))? {
        "" => Some(String::new()),
        rest => rest.strip_prefix('?').map(str::to_owned),
    }
}

impl Search {
    /// Another page of the list.
    fn follow(self: &Rc<Self>, query: &str) {
        self.go(query, Focus::Found);
        address::push(&self.address());
    }
}
