//! From the cells of one row to a course, and from all rows to a list in which
//! each course stands once. Goes on after a fault, to name them all.

use super::cell::{Asked, AskedBefore, Cell};
use super::{Column, FILE_COURSES, FILE_FAULTS, Fault, Problem};
use crate::catalogue::{
    Broken, Course, CourseId, Described, Directory, EarlierPrice, FreeEquivalent, Likeness, Offer,
    Rating, Summary, Title,
};
use std::ops::ControlFlow;

/// Where cells come from.
pub trait Source {
    /// The value in a column; nothing where the cell is empty or left out.
    fn cell<T: Cell>(&self, column: Column) -> Result<Option<T>, Problem>;
}

/// Rows read so far.
pub struct Rows<'a> {
    known: &'a Directory,
    courses: Vec<Described>,
    seen: Vec<(CourseId, u32)>,
    faults: Vec<Fault>,
    count: usize,
}

impl<'a> Rows<'a> {
    pub const fn new(known: &'a Directory) -> Self {
        Self {
            known,
            courses: vec![],
            seen: vec![],
            faults: vec![],
            count: 0,
        }
    }

    /// Notes a fault.
    pub fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Makes room for one more; where there is none, notes why and says to stop.
    pub fn next(&mut self, line: u32) -> ControlFlow<()> {
        self.count += 1;
        let problem = if self.count > FILE_COURSES {
            Problem::TooManyCourses
        } else if self.faults.len() >= FILE_FAULTS {
            Problem::TooManyFaults
        } else {
            return ControlFlow::Continue(());
        };
        self.fault(Fault::of_line(line, problem));
        ControlFlow::Break(())
    }

    /// All courses, if nothing was wrong.
    pub fn finish(mut self) -> Result<Vec<Described>, Vec<Fault>> {
        self.seen.sort_unstable();
        let mut first = None;
        for (id, line) in self.seen {
            match first {
                Some((one, first)) if one == id => {
                    let problem = Problem::CourseTwice { id, first };
                    self.faults
                        .push(Fault::in_column(line, Column::Id, problem));
                }
                _ => first = Some((id, line)),
            }
        }
        // Stable: within a line they stay in the order of its columns.
        self.faults.sort_by_key(|fault| fault.line);
        if self.faults.is_empty() {
            Ok(self.courses)
        } else {
            Err(self.faults)
        }
    }

    /// Reads one row.
    pub fn read(&mut self, line: u32, source: &impl Source) {
        let before = self.faults.len();
        let mut row = Row {
            line,
            source,
            faults: &mut self.faults,
        };
        let Some(described) = row.described(&mut self.seen) else {
            return;
        };
        row.judge(&described.course, self.known);
        if self.faults.len() == before {
            self.courses.push(described);
        }
    }
}

struct Row<'a, S> {
    line: u32,
    source: &'a S,
    faults: &'a mut Vec<Fault>,
}

impl<S: Source> Row<'_, S> {
    fn fault(&mut self, column: Column, problem: Problem) {
        self.faults
            .push(Fault::in_column(self.line, column, problem));
    }

    /// What a column holds; a fault is noted and stands for nothing.
    fn maybe<T: Cell>(&mut self, column: Column) -> Option<T> {
        match self.source.cell(column) {
            Ok(value) => value,
            Err(problem) => {
                self.fault(column, problem);
                None
            }
        }
    }

    fn needed<T: Cell>(&mut self, column: Column) -> Option<T> {
        let before = self.faults.len();
        let value = self.maybe(column);
        if value.is_none() && self.faults.len() == before {
            self.fault(column, Problem::Empty);
        }
        value
    }

    /// Two cells that are filled together or not at all.
    fn both<A: Cell, B: Cell>(&mut self, one: Column, other: Column) -> Option<(A, B)> {
        let before = self.faults.len();
        match (self.maybe(one), self.maybe(other)) {
            (Some(a), Some(b)) => return Some((a, b)),
            (None, Some(_)) if self.faults.len() == before => self.fault(one, Problem::Empty),
            (Some(_), None) if self.faults.len() == before => self.fault(other, Problem::Empty),
            _ => {}
        }
        None
    }

    /// The course, as far as it can be read; nothing if it lacks what is needed.
    fn described(&mut self, seen: &mut Vec<(CourseId, u32)>) -> Option<Described> {
        let id = self.needed(Column::Id);
        seen.extend(id.map(|id| (id, self.line)));
        let institution = self.needed(Column::Institution);
        let title = self.needed(Column::Title);
        let summary: Option<Summary> = self.maybe(Column::Summary);
        let field = self.needed(Column::Field);
        let level = self.needed(Column::Level);
        let mode = self.needed(Column::Mode);
        let hours = self.needed(Column::Hours);
        let outside_price = self.needed(Column::OutsidePrice);
        let offers = self.offers();
        let free = self.both::<Likeness, Title>(Column::FreeLikeness, Column::FreeAt);
        let rating = self.rating();
        let completed: Option<u32> = self.maybe(Column::Completed);
        let schedules = self.maybe(Column::Schedules);
        Some(Described {
            course: Course {
                id: id?,
                institution: institution?,
                title: title?,
                field: field?,
                level: level?,
                mode: mode?,
                hours: hours?,
                outside_price: outside_price?,
                offers,
                free_equivalent: free.map(|(likeness, at)| FreeEquivalent { likeness, at }),
                rating,
                completed: completed.unwrap_or_default(),
                schedules: schedules.unwrap_or_default(),
            },
            summary: summary.unwrap_or_default(),
        })
    }

    fn offers(&mut self) -> Vec<Offer> {
        let before = self.faults.len();
        let asked: Vec<Asked> = self.maybe(Column::Offers).unwrap_or_default();
        let readable = self.faults.len() == before;
        let earlier: Vec<AskedBefore> = self.maybe(Column::EarlierPrices).unwrap_or_default();
        let mut offers: Vec<Offer> = asked
            .into_iter()
            .map(|one| Offer {
                platform: one.platform,
                price: one.price,
                earlier: vec![],
            })
            .collect();
        for one in earlier {
            let AskedBefore { since, price, .. } = one;
            match offers
                .iter_mut()
                .find(|offer| offer.platform == one.platform)
            {
                Some(offer) => offer.earlier.push(EarlierPrice { since, price }),
                // Nothing can be said where the offers themselves are unreadable.
                None if !readable => {}
                None => self.fault(Column::EarlierPrices, Problem::NotOffered(one.platform)),
            }
        }
        offers
    }

    fn rating(&mut self) -> Option<Rating> {
        let (tenths, count) = self.both::<u8, u32>(Column::RatingTenths, Column::RatingCount)?;
        let rating = Rating::new(tenths, count).ok();
        if rating.is_none() {
            let column = match count {
                0 => Column::RatingCount,
                _ => Column::RatingTenths,
            };
            self.fault(column, Problem::Bounds);
        }
        rating
    }

    /// Whether its institution and platforms are there, and it keeps the rules.
    fn judge(&mut self, course: &Course, known: &Directory) {
        if known.institution(course.institution).is_none() {
            let problem = Problem::InstitutionUnknown(course.institution);
            self.fault(Column::Institution, problem);
        }
        for offer in &course.offers {
            if known.platform(offer.platform).is_none() {
                self.fault(Column::Offers, Problem::PlatformUnknown(offer.platform));
            }
        }
        for broken in course.check() {
            let column = match broken {
                Broken::AboveOutsidePrice(_) | Broken::PlatformTwice(_) => Column::Offers,
                Broken::EarlierPricesOrder(_) => Column::EarlierPrices,
                Broken::IdenticalToFree => Column::FreeLikeness,
                Broken::ScheduleTwice(_)
                | Broken::EndsBeforeStart(_)
                | Broken::PlaceMissing(_)
                | Broken::PlaceNeedless(_) => Column::Schedules,
            };
            self.fault(column, Problem::Broken(broken));
        }
    }
}
