//! The browser's program for the form: takes over the page that came as HTML,
//! keeps the draft on the phone, judges locally, talks to the edge. It listens
//! on the main element; the pages themselves carry no handlers, so the HTML that
//! came needs no hydration: the first drawing *is* the edge's. Later pages are
//! drawn by the same Leptos code into the same place.

mod api;
mod dom;
mod flow;
mod json;
mod send;
mod storage;

pub(crate) use storage::fill_in;

use super::model::{Aside, Model, STATE_ID};
use domain::registration::{Draft, Field, Step};
use flow::{Focus, Form};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Where pages are drawn.
const ROOT_ID: &str = "pendaftaran";

/// Takes over the page, if it is the form.
pub fn start() {
    if dom::by_id(ROOT_ID).is_none() {
        return;
    }
    let answered = dom::by_id(STATE_ID)
        .and_then(|block| block.text_content())
        .and_then(|block| json::model(&block));
    let from_edge = answered.is_some();
    let first = answered.unwrap_or_else(|| Model::new(Draft::default(), Step::Nik, &[], None));
    let form = Rc::new(Form::new(first));

    spawn_local(async move {
        let keeps = storage::open().await;
        // What was typed while the page was still plain HTML.
        form.collect();
        take_up(&form, from_edge, keeps).await;
        listen(&form);
        dom::mark_alive();
        form.ask_the_rules();
    });
}

/// Brings back the draft of an earlier visit; a page that the edge has just
/// answered is newer than any.
async fn take_up(form: &Rc<Form>, from_edge: bool, keeps: bool) {
    if !keeps {
        form.change(Focus::Keep, |model| model.aside = Aside::NotKept);
        return;
    }
    if from_edge {
        // Whoever comes from the eligibility check brings a few answers, and may have
        // begun to register before.
        if form.with(|model| model.draft.get(Field::Nik).is_empty())
            && let Some((_, before)) = storage::load().await
        {
            form.change(Focus::Keep, |model| {
                for (field, typed) in before.values() {
                    if model.draft.get(field).is_empty() {
                        model.draft.set(field, typed);
                    }
                }
            });
        }
        form.save();
        return;
    }
    let Some((step, mut draft)) = storage::load().await else {
        return;
    };
    // Whoever types while it is fetched goes on typing.
    form.collect();
    let typed = form.with(|model| model.draft.get(Field::Nik).to_owned());
    if !typed.is_empty() {
        draft.set(Field::Nik, &typed);
    }
    form.write(|kept| *kept = draft);
    let step = form.reachable(step);
    form.set_start(step);
    form.change(Focus::Keep, |model| {
        model.step = step;
        model.aside = Aside::Restored;
    });
}

fn listen(form: &Rc<Form>) {
    let here = Rc::clone(form);
    dom::on_main("input", move |_| {
        here.collect();
        here.save();
        here.remark();
    });
    // Some in-app browsers tell of a choice in a list by `change` only. Nothing is
    // drawn here: it also comes when a finger goes down on the button, and a
    // button that is drawn anew under the finger is not pressed.
    let here = Rc::clone(form);
    dom::on_main("change", move |_| {
        here.collect();
        here.save();
    });
    let here = Rc::clone(form);
    dom::on_main("submit", move |event| {
        event.prevent_default();
        here.act(&dom::submitter_value(&event));
    });
    let here = Rc::clone(form);
    dom::on_main("click", move |event| {
        if dom::inside(&event, "[data-do=clear]").is_some() {
            here.clear();
        } else if let Some(link) = dom::inside(&event, ".error-summary a")
            && dom::follow(&link)
        {
            event.prevent_default();
        }
    });
    let here = Rc::clone(form);
    dom::on_window("popstate", move |_| here.came_back());
    let here = Rc::clone(form);
    dom::on_window("online", move |_| here.try_again());
}
