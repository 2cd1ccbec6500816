//! One person's search: the catalogue with its words, what was asked last, and
//! what is ticked.

use super::address::{self, REST};
use super::supply::Kept;
use super::{form, supply};
use crate::browser::dom;
use crate::browser::timers::Debounce;
use crate::catalogue::PER_PAGE;
use crate::catalogue::results::{self, COURSES_ID, FOUND_ID, List, Source};
use crate::catalogue::search_parameters::SearchParameters;
use crate::ui::say;
use chrono::NaiveDate;
use domain::catalogue::search::{Query, Seed};
use leptos::prelude::{Owner, RenderHtml, document, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::Element;

/// What gets focus after drawing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Whatever has it.
    Keep,
    /// What was found.
    Found,
}

/// Everything that the program remembers while the page lives.
pub struct Search {
    kept: RefCell<Kept>,
    today: NaiveDate,
    shown: RefCell<SearchParameters>,
    /// Somebody is in the middle of a question: its address is being changed, and
    /// no entry is added to the history.
    typing: Cell<bool>,
    ticked: RefCell<Vec<String>>,
    address: Debounce,
    news: Debounce,
    rest: Debounce,
}

/// Courses that are drawn at each keystroke: more than any phone shows at once. The
/// others of the page follow when the fingers rest.
const AT_ONCE: usize = 4;

impl Search {
    /// On the page as the edge has sent it.
    pub fn new(kept: Kept, today: NaiveDate) -> Self {
        // The order in the form is the one in which the list came.
        let seed = form::query().as_deref().and_then(SearchParameters::seed_of);
        let query = address::query();
        Self {
            kept: RefCell::new(kept),
            today,
            shown: RefCell::new(SearchParameters::parse(&query, seed.unwrap_or(Seed(0)))),
            typing: Cell::new(false),
            ticked: RefCell::default(),
            address: Debounce::default(),
            news: Debounce::default(),
            rest: Debounce::default(),
        }
    }

    fn seed(&self) -> Seed {
        self.shown.borrow().seed
    }

    /// The address of what is shown.
    pub fn address(&self) -> String {
        let shown = self.shown.borrow();
        shown.address(shown.page)
    }

    /// Something in the form may have changed.
    pub fn typed(self: &Rc<Self>) {
        let Some(query) = form::query() else {
            return;
        };
        let asked = SearchParameters::parse(&query, self.seed());
        {
            let shown = self.shown.borrow();
            let same = SearchParameters {
                page: shown.page,
                ..asked.clone()
            };
            if same == *shown {
                return;
            }
            if asked.area != shown.area {
                form::offer_places(&asked);
            }
        }
        *self.shown.borrow_mut() = asked;
        self.draw(AT_ONCE);
        if !self.typing.replace(true) {
            address::push(&self.address());
        } else {
            let address = self.address();
            self.address.then(REST, move || address::replace(&address));
        }
    }

    /// The question is finished: the address is true, and the next one gets an
    /// entry of its own.
    pub fn settle(&self) {
        if self.typing.replace(false) {
            self.address.drop_it();
            address::replace(&self.address());
        }
    }

    /// The back button, or the one that undoes it.
    pub fn came_back(self: &Rc<Self>) {
        self.typing.set(false);
        self.address.drop_it();
        self.go(&address::query(), Focus::Keep);
    }

    /// Answers a question from an address.
    pub fn go(self: &Rc<Self>, query: &str, focus: Focus) {
        let seed = SearchParameters::seed_of(query).unwrap_or(self.seed());
        *self.shown.borrow_mut() = SearchParameters::parse(query, seed);
        form::fill(&self.shown.borrow());
        self.draw(PER_PAGE);
        if focus == Focus::Found {
            form::focus_on_found();
        }
    }

    /// A new catalogue, if there is one. What is on the screen stays.
    pub async fn renew(&self) {
        let known = self.kept.borrow().clone();
        if let Some(newer) = supply::newer_than(&known).await {
            *self.kept.borrow_mut() = newer;
        }
    }

    /// The line that says where the figures are from is drawn with the next answer;
    /// whoever reads hears it now.
    pub fn network_changed(&self) {
        let words = match source() {
            Source::PhoneOffline => say!(
                "Tanpa jaringan. Pencarian tetap berjalan di ponsel ini.",
                "No network. The search goes on working on this phone."
            ),
            Source::Phone | Source::Edge => say!("Jaringan kembali.", "The network is back."),
        };
        self.news.then(REST, move || tell(words));
    }

    /// Draws so many courses of the page, and the rest when the fingers rest.
    fn draw(self: &Rc<Self>, drawn: usize) {
        self.with_list(drawn, |list| {
            // Our own drawing, in which everything typed is escaped.
            let html = Owner::new().with(|| results::results(list).to_html());
            dom::draw(FOUND_ID, &html);
            let (here, version) = (Rc::clone(self), list.version);
            self.rest.then(REST, move || here.draw_rest(drawn, version));
        });
        self.tick_again();
    }

    fn draw_rest(self: &Rc<Self>, drawn: usize, version: u32) {
        if self.kept.borrow().version != version {
            // A newer catalogue has come meanwhile: its courses are not put below
            // those of the old one.
            return self.draw(PER_PAGE);
        }
        self.with_list(drawn, |list| {
            let html = Owner::new().with(|| results::more(list).to_html());
            if let Some(place) = dom::by_id(COURSES_ID) {
                let _ = place.insert_adjacent_html("beforeend", &html);
            }
            document().set_title(&results::title(list.asked));
            tell(&results::count(list.hits.total));
        });
        self.tick_again();
    }

    fn tick_again(&self) {
        for code in self.ticked.borrow().iter() {
            form::tick(code);
        }
    }

    fn with_list(&self, drawn: usize, then: impl FnOnce(&List<'_>)) {
        let (kept, asked) = (self.kept.borrow(), self.shown.borrow());
        let filters = asked.filters();
        let hits = kept.index.search(&Query {
            text: &asked.text,
            filters: &filters,
            sort: asked.sort,
            seed: asked.seed,
            today: self.today,
            skip: asked.skip(),
            take: PER_PAGE,
        });
        then(&List {
            asked: &asked,
            hits: &hits,
            catalogue: kept.index.catalogue(),
            version: kept.version,
            as_of: kept.as_of,
            today: self.today,
            source: source(),
            drawn,
        });
    }

    /// A course is ticked, or not any more.
    pub fn tick(&self, tick: &Element) {
        let Some((code, checked)) = form::ticked(tick) else {
            return;
        };
        let mut ticked = self.ticked.borrow_mut();
        ticked.retain(|one| *one != code);
        if checked {
            ticked.push(code);
        }
    }

    /// Courses that were ticked and are on another page are compared too.
    pub fn bring_ticks(&self, compared: &Element) {
        for code in self.ticked.borrow().iter() {
            if !form::tick(code) {
                form::send_along(compared, code);
            }
        }
    }
}

/// What readers of the screen hear.
fn tell(words: &str) {
    if let Some(place) = dom::by_id("kabar") {
        place.set_text_content(Some(words));
    }
}

fn source() -> Source {
    if window().navigator().on_line() {
        Source::Phone
    } else {
        Source::PhoneOffline
    }
}
