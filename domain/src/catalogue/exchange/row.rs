//! A course as a row: read from its cells, held against its rules, and written.

use super::cell::{Asked, AskedBefore, likeness};
use super::{Column, FILE_COURSES, Problem, Rule};
use crate::catalogue::{
    Broken, Course, CourseId, Described, Directory, EarlierPrice, FreeEquivalent, Likeness, Offer,
    Rating, Summary, Title,
};
use crate::exchange::{Row, Source, Table, Unreadable, list};

impl Table for Described {
    type Column = Column;
    type Id = CourseId;
    type Rule = Rule;
    type Known = Directory;

    const ID: Column = Column::Id;
    const MOST_ROWS: usize = FILE_COURSES;

    fn read<S: Source<Column>>(row: &mut Row<'_, Self, S>, known: &Directory) -> Option<Self> {
        let described = described(row)?;
        judge(row, &described.course, known);
        Some(described)
    }

    fn text(&self, column: Column) -> String {
        let course = &self.course;
        let free = course.free_equivalent.as_ref();
        match column {
            Column::Id => course.id.to_string(),
            Column::Institution => course.institution.to_string(),
            Column::Title => course.title.as_str().to_owned(),
            Column::Summary => self.summary.as_str().to_owned(),
            Column::Field => course.field.as_str().to_owned(),
            Column::Level => course.level.as_str().to_owned(),
            Column::Mode => course.mode.as_str().to_owned(),
            Column::Hours => course.hours.get().to_string(),
            Column::OutsidePrice => course.outside_price.rupiah().0.to_string(),
            Column::Offers => list(asked(self)),
            Column::EarlierPrices => list(asked_before(self)),
            Column::FreeLikeness => free.map_or("", |free| likeness(free.likeness)).to_owned(),
            Column::FreeAt => free.map_or("", |free| free.at.as_str()).to_owned(),
            Column::RatingTenths => course
                .rating
                .map_or(String::new(), |one| one.tenths().to_string()),
            Column::RatingCount => course
                .rating
                .map_or(String::new(), |one| one.count().to_string()),
            Column::Completed => course.completed.to_string(),
            Column::Schedules => list(course.schedules.iter().copied()),
        }
    }
}

/// The course, as far as it can be read; nothing if it lacks what is needed.
fn described(row: &mut Row<'_, Described, impl Source<Column>>) -> Option<Described> {
    let id = row.id();
    let institution = row.needed(Column::Institution);
    let title = row.needed(Column::Title);
    let summary: Option<Summary> = row.maybe(Column::Summary);
    let field = row.needed(Column::Field);
    let level = row.needed(Column::Level);
    let mode = row.needed(Column::Mode);
    let hours = row.needed(Column::Hours);
    let outside_price = row.needed(Column::OutsidePrice);
    let offers = offers(row);
    let free = row.both::<Likeness, Title>(Column::FreeLikeness, Column::FreeAt);
    let rating = rating(row);
    let completed: Option<u32> = row.maybe(Column::Completed);
    let schedules = row.maybe(Column::Schedules);
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

fn offers(row: &mut Row<'_, Described, impl Source<Column>>) -> Vec<Offer> {
    let before = row.faults();
    let asked: Vec<Asked> = row.maybe(Column::Offers).unwrap_or_default();
    let readable = row.faults() == before;
    let earlier: Vec<AskedBefore> = row.maybe(Column::EarlierPrices).unwrap_or_default();
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
            None => row.fault(
                Column::EarlierPrices,
                Problem::Rule(Rule::NotOffered(one.platform)),
            ),
        }
    }
    offers
}

fn rating(row: &mut Row<'_, Described, impl Source<Column>>) -> Option<Rating> {
    let (tenths, count) = row.both::<u8, u32>(Column::RatingTenths, Column::RatingCount)?;
    let rating = Rating::new(tenths, count).ok();
    if rating.is_none() {
        let column = match count {
            0 => Column::RatingCount,
            _ => Column::RatingTenths,
        };
        row.fault(column, Problem::Cell(Unreadable::Bounds));
    }
    rating
}

/// Whether its institution and platforms are there, and it keeps the rules.
fn judge(row: &mut Row<'_, Described, impl Source<Column>>, course: &Course, known: &Directory) {
    if known.institution(course.institution).is_none() {
        let problem = Problem::Rule(Rule::InstitutionUnknown(course.institution));
        row.fault(Column::Institution, problem);
    }
    for offer in &course.offers {
        if known.platform(offer.platform).is_none() {
            row.fault(
                Column::Offers,
                Problem::Rule(Rule::PlatformUnknown(offer.platform)),
            );
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
        row.fault(column, Problem::Rule(Rule::Broken(broken)));
    }
}

/// The offers of a course as they stand in files.
pub fn asked(one: &Described) -> impl Iterator<Item = Asked> {
    one.course.offers.iter().map(|offer| Asked {
        platform: offer.platform,
        price: offer.price,
    })
}

/// What they asked before, as it stands in files.
pub fn asked_before(one: &Described) -> impl Iterator<Item = AskedBefore> {
    one.course.offers.iter().flat_map(|offer| {
        offer.earlier.iter().map(|earlier| AskedBefore {
            platform: offer.platform,
            since: earlier.since,
            price: earlier.price,
        })
    })
}
