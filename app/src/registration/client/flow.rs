//! From page to page: what a button does, what is judged on the phone, where
//! focus goes. What needs the edge is in `send`.

use super::super::html;
use super::super::model::Model;
use super::super::questions::warnings;
use super::{ROOT_ID, api, dom, storage};
use crate::ui::say;
use chrono::{DateTime, NaiveDate};
use domain::contact::OtpCode;
use domain::registration::{Draft, Field, FieldError, Step};
use domain::scheme::Scheme;
use domain::time::programme_date;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Where focus goes after a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// A new page: its heading, and up.
    Heading,
    /// Something is wrong: the summary.
    Summary,
    /// Nothing moved for the person.
    Keep,
}

/// The form while it lives.
pub struct Form {
    /// What is on the screen, and what was typed since.
    model: RefCell<Model>,
    /// Something is on its way: a second tap does nothing.
    pub busy: Cell<bool>,
    /// Failed sendings in a row.
    pub tries: Cell<u32>,
    /// The page that an address without a name stands for.
    start: Cell<Step>,
    /// The service's clock minus the phone's; phones are often wrong.
    clock_ms: Cell<f64>,
}

impl Form {
    /// A form that shows a page.
    pub fn new(model: Model) -> Self {
        let start = Cell::new(model.step);
        Self {
            model: RefCell::new(model),
            busy: Cell::new(false),
            tries: Cell::new(0),
            start,
            clock_ms: Cell::new(0.0),
        }
    }

    /// Reads the page.
    pub fn with<T>(&self, read: impl FnOnce(&Model) -> T) -> T {
        read(&self.model.borrow())
    }

    /// Changes the draft without drawing anything.
    pub fn write(&self, change: impl FnOnce(&mut Draft)) {
        change(&mut self.model.borrow_mut().draft);
    }

    /// Changes the page, draws it, and moves focus.
    pub fn change(&self, focus: Focus, change: impl FnOnce(&mut Model)) {
        let before = dom::focused();
        change(&mut self.model.borrow_mut());
        let (html, step, wrong) = self.with(|model| (html(model), model.step, model.is_wrong()));
        dom::draw(ROOT_ID, &html);
        dom::name_page(step, wrong);
        match (focus, before) {
            (Focus::Heading, _) => {
                dom::focus_on("#pendaftaran h1");
                dom::scroll_up();
            }
            (Focus::Summary, _) => dom::focus_on("#ringkasan"),
            (Focus::Keep, Some(id)) => dom::focus_on(&format!("#{id}")),
            (Focus::Keep, None) => {}
        }
    }

    /// The page that an address without a name stands for.
    pub fn set_start(&self, step: Step) {
        self.start.set(step);
    }

    /// Takes what the inputs hold into the draft.
    pub fn collect(&self) {
        let fields = self.with(|model| model.step.fields());
        if let Some(typed) = dom::typed(fields) {
            self.write(|draft| {
                for (field, value) in typed {
                    draft.set(field, &value);
                }
            });
        }
    }

    /// Keeps the draft on the phone.
    pub fn save(&self) {
        self.with(|model| storage::save(model.step, &model.draft));
    }

    /// Says what looks unusual about the NIK, while it is typed.
    pub fn remark(&self) {
        if self.with(|model| model.step) == Step::Nik {
            dom::remark(&self.with(|model| warnings(&model.draft.nik_warnings())));
        }
    }

    /// A button was pressed.
    pub fn act(self: &Rc<Self>, action: &str) {
        if self.busy.get() {
            return;
        }
        self.collect();
        self.save();
        match action.strip_prefix("edit:").and_then(Step::find) {
            Some(step) => self.show(step),
            None => match action {
                "back" => self.back(),
                "resend" => self.send_code(),
                "submit" => self.submit(),
                _ => self.next(),
            },
        }
    }

    fn next(self: &Rc<Self>) {
        let step = self.with(|model| model.step);
        let errors = self.judge(step);
        if !errors.is_empty() {
            self.change(Focus::Summary, |model| {
                *model = Model::new(model.draft.clone(), step, &errors, None);
            });
            return;
        }
        match step {
            Step::Phone if !self.with(|model| model.draft.phone_is_proven()) => self.send_code(),
            Step::Otp => self.verify_code(),
            Step::Check => self.submit(),
            _ => self.advance(),
        }
    }

    /// What is wrong on a page, by the same rules as on the edge.
    pub fn judge(&self, step: Step) -> Vec<FieldError> {
        self.with(|model| {
            if step == Step::Otp {
                let parsed = OtpCode::parse(model.draft.get(Field::Otp));
                return parsed
                    .err()
                    .map(|code| FieldError::new(Field::Otp, code))
                    .into_iter()
                    .collect();
            }
            let today = self.today();
            Scheme::in_force(today)
                .map(|scheme| model.draft.errors(step, &scheme, today))
                .unwrap_or_default()
        })
    }

    /// On to the next question; to the last page when nothing is left to ask.
    pub fn advance(&self) {
        let next = self.with(|model| {
            let done = self.resume_at(&model.draft) == Step::Check;
            match model.step.next() {
                _ if done => Step::Check,
                Step::Otp => Step::Otp.next(),
                next => next,
            }
        });
        self.show(next);
    }

    fn back(&self) {
        let previous = self.with(|model| match model.step.previous() {
            Some(Step::Otp) => Some(Step::Phone),
            other => other,
        });
        if let Some(step) = previous {
            self.show(step);
        }
    }

    /// Goes to a page, with an entry in the history.
    pub fn show(&self, step: Step) {
        dom::push(step);
        self.show_without_history(step, None);
    }

    /// Goes to a page, perhaps with something to know.
    pub fn show_without_history(&self, step: Step, notice: Option<&str>) {
        self.change(Focus::Heading, |model| {
            *model = Model::new(model.draft.clone(), step, &[], notice);
        });
        self.save();
    }

    /// The browser's back and forward buttons.
    pub fn came_back(&self) {
        let wanted = dom::step_in_address().unwrap_or(self.start.get());
        if wanted == self.with(|model| model.step) || self.busy.get() {
            return;
        }
        self.collect();
        let step = self.with(|model| self.reachable(&model.draft, wanted));
        self.show_without_history(step, None);
    }

    /// The wanted page, or the first one before it that still needs something.
    pub fn reachable(&self, draft: &Draft, wanted: Step) -> Step {
        let wanted = match wanted {
            Step::Otp if draft.get(Field::Challenge).is_empty() => Step::Phone,
            other => other,
        };
        let open = self.resume_at(draft);
        if wanted.position() > open.position() && open != Step::Otp {
            open
        } else {
            wanted
        }
    }

    fn resume_at(&self, draft: &Draft) -> Step {
        let today = self.today();
        Scheme::in_force(today).map_or(Step::Nik, |scheme| draft.resume_at(&scheme, today))
    }

    /// Forgets everything, here and on the phone.
    pub fn clear(&self) {
        storage::clear();
        self.tries.set(0);
        dom::news(say!(
            "Isian sudah dihapus dari ponsel ini.",
            "What you had typed has been wiped from this phone."
        ));
        self.write(|draft| *draft = Draft::default());
        self.show(Step::Nik);
    }

    fn today(&self) -> NaiveDate {
        let milliseconds = js_sys::Date::now() + self.clock_ms.get();
        let now = DateTime::from_timestamp_millis(milliseconds as i64).unwrap_or_default();
        programme_date(now)
    }

    /// Learns the service's clock; without an answer the phone's counts.
    pub fn ask_the_time(self: &Rc<Self>) {
        let here = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(now) = api::get("/api/v1/health", "now").await {
                let now = js_sys::Date::parse(&now);
                if now.is_finite() {
                    here.clock_ms.set(now - js_sys::Date::now());
                }
            }
        });
    }
}
