//! From page to page: what a button does, what is judged on the phone, where
//! focus goes. What needs the edge is in `send`.

use super::super::html;
use super::super::model::Model;
use super::super::questions::warnings;
use super::json::text;
use super::{ROOT_ID, api, dom, storage};
use crate::browser::clock::Clock;
use crate::ui::say;
use domain::registration::machine::{self, Action, Button, Rules};
use domain::registration::{Draft, FieldError, Step};
use domain::scheme::Scheme;
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
    pub(super) clock: Clock,
    /// The scheme by which the edge judges, once it has said so.
    scheme: RefCell<Option<Scheme>>,
}

impl Form {
    /// A form that shows a page.
    pub fn new(model: Model) -> Self {
        let start = Cell::new(model.step);
        let scheme = model.scheme.as_ref();
        Self {
            scheme: RefCell::new(scheme.and_then(|id| Scheme::find(id.as_str()).ok())),
            model: RefCell::new(model),
            busy: Cell::new(false),
            tries: Cell::new(0),
            start,
            clock: Clock::default(),
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
        let step = self.with(|model| model.step);
        let button = Button::find(action);
        match self.judge(|draft, rules| machine::press(draft, step, button, rules)) {
            Some(Action::Show(step)) => self.show(step),
            Some(Action::Refuse(errors)) => self.refuse(step, &errors),
            Some(Action::SendCode) => self.send_code(),
            Some(Action::VerifyCode) => self.verify_code(),
            Some(Action::Submit) => self.submit(),
            // No scheme is in force: nobody registers by any.
            None => {}
        }
    }

    /// The same page again, with what is wrong on it.
    fn refuse(&self, step: Step, errors: &[FieldError]) {
        self.change(Focus::Summary, |model| {
            *model = Model::new(model.draft.clone(), step, errors, None);
        });
    }

    /// Asks the machine, by the same rules as the edge.
    pub fn judge<T>(&self, ask: impl FnOnce(&Draft, Rules<'_>) -> T) -> Option<T> {
        let today = self.clock.today();
        let told = self.scheme.borrow().clone();
        let scheme = told.or_else(|| Scheme::in_force(today))?;
        let rules = Rules {
            scheme: &scheme,
            today,
        };
        Some(self.with(|model| ask(&model.draft, rules)))
    }

    /// On to the page that follows once the number is proven.
    pub fn advance(&self) {
        if let Some(step) = self.judge(machine::after_code) {
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
        let step = self.reachable(wanted);
        self.show_without_history(step, None);
    }

    /// The wanted page, or the first one before it that still needs something.
    pub fn reachable(&self, wanted: Step) -> Step {
        self.judge(|draft, rules| machine::reachable(draft, wanted, rules))
            .unwrap_or(Step::Nik)
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

    /// Learns the service's clock and scheme; without an answer the phone's counts.
    pub fn ask_the_rules(self: &Rc<Self>) {
        let here = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let Some(told) = api::get("/api/v1/registrations/rules").await else {
                return;
            };
            if let Some(now) = text(&told, "now") {
                here.clock.hear(&now);
                here.await_turn();
            }
            let scheme = text(&told, "scheme").and_then(|id| Scheme::find(&id).ok());
            if scheme.is_some() {
                *here.scheme.borrow_mut() = scheme;
            }
        });
    }
}
