//! Judges on the phone, by the rules that the edge judges by, also without a network: the
//! report as soon as it is asked for, and while answers come in what is already certain.

use super::report::so_far;
use super::{Model, ROOT_ID, check, form, title};
use crate::browser::clock::Clock;
use crate::browser::{dom, fetch, json};
use crate::registration::client::fill_in;
use crate::ui::{self, spoken, to};
use domain::eligibility::{EligibilityDraft, Report, evaluate};
use domain::registration::FieldError;
use domain::scheme::Scheme;
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{FormData, HtmlFormElement};

/// Takes the form over.
pub fn start() {
    if dom::by_id(ROOT_ID).is_none() {
        return;
    }
    let clock = Rc::new(Clock::default());
    let here = Rc::clone(&clock);
    dom::on_main("input", move |_| say_so_far(&here));
    let here = Rc::clone(&clock);
    dom::on_main("submit", move |event| {
        event.prevent_default();
        if dom::inside(&event, &format!("#{}", form::ID)).is_some() {
            answer(&here);
        } else {
            take_along();
        }
    });
    spawn_local(async move {
        ask_the_time(&clock).await;
    });
    dom::mark_alive();
}

async fn ask_the_time(clock: &Clock) {
    let call = fetch::Call {
        method: "GET",
        path: "/api/v1/health",
        body: JsValue::UNDEFINED,
        headers: &[],
        patience: Duration::from_secs(8),
    };
    let reply = fetch::ask(call).await.ok();
    if let Some(now) = reply.and_then(|reply| json::text(&reply.body, "now")) {
        clock.hear(&now);
    }
}

fn typed() -> EligibilityDraft {
    let form = dom::by_id(form::ID).and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let data = form.and_then(|form| FormData::new_with_form(&form).ok());
    let mut draft = EligibilityDraft::default();
    for (name, value) in draft.slots() {
        let typed = data.as_ref().and_then(|data| data.get(name).as_string());
        *value = typed.unwrap_or_default();
    }
    draft
}

fn judged(draft: &EligibilityDraft, clock: &Clock) -> Result<Option<Report>, Vec<FieldError>> {
    let today = clock.today();
    let answers = draft.answers(today)?;
    let scheme = Scheme::in_force(today);
    Ok(scheme.map(|scheme| evaluate(&scheme, &answers, today, spoken())))
}

/// What the answers so far come to; a date that is half typed says nothing yet.
fn say_so_far(clock: &Clock) {
    if let Ok(Some(report)) = judged(&typed(), clock) {
        dom::draw(form::SO_FAR_ID, &so_far(&report).into_view().to_html());
    }
}

/// The same page again, with the report or with what is wrong.
fn answer(clock: &Clock) {
    let draft = typed();
    let (report, errors) = match judged(&draft, clock) {
        Ok(report) => (report, vec![]),
        Err(errors) => (None, errors),
    };
    let model = Model {
        draft: &draft,
        report: report.as_ref(),
        wrong: &ui::in_words(&errors),
    };
    dom::draw(ROOT_ID, &check(&model).into_view().to_html());
    document().set_title(title(&model));
    let first = if errors.is_empty() {
        "#cek h1"
    } else {
        "#ringkasan"
    };
    window().scroll_to_with_x_and_y(0.0, 0.0);
    dom::focus_on(first);
}

/// On to the registration, whose draft takes what was answered here. What was typed there
/// before stays.
fn take_along() {
    let draft = typed();
    spawn_local(async move {
        fill_in(&draft.for_registration()).await;
        let _ = window().location().assign(&to("/daftar/"));
    });
}
