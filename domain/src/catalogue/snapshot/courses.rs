//! Courses as columns: all codes, all titles, all prices, … Like stands beside
//! like, and brotli sees it.

use super::SnapshotError::{self, Malformed};
use super::bytes::{Reader, Writer};
use crate::catalogue::{
    Course, CourseId, EarlierPrice, Field, FreeEquivalent, Hours, InstitutionId, Level, Likeness,
    Mode, Offer, Place, PlatformId, Price, Rating, Schedule, Title,
};
use crate::money::Rupiah;
use chrono::{Datelike, NaiveDate};

const fn greatest_divisor(one: u32, other: u32) -> u32 {
    if other == 0 {
        one
    } else {
        greatest_divisor(other, one % other)
    }
}

fn days(day: NaiveDate) -> u32 {
    // No catalogue has a day before the common era.
    u32::try_from(day.num_days_from_ce()).unwrap_or_default()
}

fn day(days: u32) -> Result<NaiveDate, SnapshotError> {
    i32::try_from(days)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .ok_or(Malformed)
}

/// Writes courses, which are in the order of their codes.
pub fn write(out: &mut Writer, courses: &[&Course]) {
    let all = || courses.iter().copied();
    let offers = || all().flat_map(|one| one.offers.iter().map(move |offer| (one, offer)));
    let earlier = || offers().flat_map(|(_, offer)| &offer.earlier);
    let schedules = || all().flat_map(|one| &one.schedules);
    let frees = || all().filter_map(|one| one.free_equivalent.as_ref());
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);

    // Prices are round, so they are counted in what divides all of them.
    let unit = all()
        .map(|one| one.outside_price)
        .chain(offers().map(|(_, offer)| offer.price))
        .chain(earlier().map(|one| one.price))
        .fold(0, |unit, price| greatest_divisor(unit, price.get()))
        .max(1);
    let first = earlier()
        .map(|one| one.since)
        .chain(schedules().map(|one| one.starts))
        .min()
        .map_or(0, days);
    let since = |day| days(day).saturating_sub(first);
    let mut places: Vec<Place> = schedules().filter_map(|one| one.place).collect();
    places.sort_unstable();
    places.dedup();

    out.count(courses.len());
    out.number(unit);
    out.number(first);
    out.count(places.len());
    out.ascending(places.iter().map(|one| u32::from(one.number())));

    out.ascending(all().map(|one| one.id.number()));
    out.texts(all().map(|one| one.title.as_str()));
    out.column(all().map(|one| one.institution.number()));
    out.column(all().map(|one| u32::from(one.field.position())));
    out.column(all().map(|one| u32::from(one.level.position())));
    out.column(all().map(|one| u32::from(one.mode.position())));
    out.column(all().map(|one| u32::from(one.hours.get())));
    out.column(all().map(|one| one.outside_price.get() / unit));

    out.column(all().map(|one| count(one.offers.len())));
    out.column(offers().map(|(_, offer)| offer.platform.number()));
    let below = |outside: Price, price: Price| outside.get().saturating_sub(price.get());
    out.column(offers().map(|(one, offer)| below(one.outside_price, offer.price) / unit));
    out.column(offers().map(|(_, offer)| count(offer.earlier.len())));
    out.column(earlier().map(|one| since(one.since)));
    out.column(earlier().map(|one| one.price.get() / unit));

    out.column(all().map(
        |one| match one.free_equivalent.as_ref().map(|free| free.likeness) {
            None => 0,
            Some(Likeness::Identical) => 1,
            Some(Likeness::Similar) => 2,
        },
    ));
    out.texts(frees().map(|free| free.at.as_str()));
    write_figures(out, courses);

    out.column(all().map(|one| count(one.schedules.len())));
    out.column(schedules().map(|one| u32::from(one.number)));
    out.column(schedules().map(|one| since(one.starts)));
    out.column(schedules().map(|one| days(one.ends).saturating_sub(days(one.starts))));
    out.column(schedules().map(|one| {
        one.place.map_or(0, |place| {
            count(places.partition_point(|other| *other <= place))
        })
    }));
    out.column(schedules().map(|one| u32::from(one.seats)));
}

/// Reads courses.
pub fn read(from: &mut Reader<'_>) -> Result<Vec<Course>, SnapshotError> {
    let count = from.count()?;
    let unit = from.number()?;
    let first = from.number()?;
    let place_count = from.count()?;
    let places = places(&from.ascending(place_count)?)?;
    let price = |units: u32| {
        let rupiah = i64::from(units) * i64::from(unit);
        Price::new(Rupiah(rupiah)).map_err(|_| Malformed)
    };
    let since = |days: u32| day(first.checked_add(days).ok_or(Malformed)?);

    let ids = from.ascending(count)?;
    let titles = from.texts(count)?;
    let institutions = from.column(count)?;
    let fields = from.column(count)?;
    let levels = from.column(count)?;
    let modes = from.column(count)?;
    let hours = from.column(count)?;
    let outsides = from.column(count)?;

    let (offer_counts, offer_count) = from.counts(count)?;
    let mut platforms = from.column(offer_count)?.into_iter();
    let mut discounts = from.column(offer_count)?.into_iter();
    let (earlier_counts, earlier_count) = from.counts(offer_count)?;
    let mut earlier_counts = earlier_counts.into_iter();
    let mut earlier_days = from.column(earlier_count)?.into_iter();
    let mut earlier_prices = from.column(earlier_count)?.into_iter();

    let likenesses = from.column(count)?;
    let free_count = likenesses.iter().filter(|one| **one != 0).count();
    let mut frees = from.texts(free_count)?.into_iter();
    let mut figures = read_figures(from, count)?.into_iter();

    let (schedule_counts, schedule_count) = from.counts(count)?;
    let mut numbers = from.column(schedule_count)?.into_iter();
    let mut starts = from.column(schedule_count)?.into_iter();
    let mut lengths = from.column(schedule_count)?.into_iter();
    let mut at = from.column(schedule_count)?.into_iter();
    let mut seats = from.column(schedule_count)?.into_iter();

    let mut courses = Vec::with_capacity(count);
    let heads = ids.iter().zip(titles).zip(institutions).zip(fields);
    let kinds = levels.iter().zip(modes).zip(hours).zip(outsides);
    let lists = offer_counts.iter().zip(likenesses).zip(schedule_counts);
    for ((head, kind), list) in heads.zip(kinds).zip(lists) {
        let (((id, title), institution), field) = head;
        let (((level, mode), hours), outside) = kind;
        let ((offer_count, likeness), schedule_count) = list;
        let outside_price = price(outside)?;
        let mut offers = Vec::with_capacity(length(*offer_count)?);
        for _ in 0..*offer_count {
            let discount = take(&mut discounts)?;
            let earlier_count = take(&mut earlier_counts)?;
            let mut earlier = Vec::with_capacity(length(earlier_count)?);
            for _ in 0..earlier_count {
                earlier.push(EarlierPrice {
                    since: since(take(&mut earlier_days)?)?,
                    price: price(take(&mut earlier_prices)?)?,
                });
            }
            offers.push(Offer {
                platform: PlatformId::numbered(take(&mut platforms)?).ok_or(Malformed)?,
                price: price(outside.checked_sub(discount).ok_or(Malformed)?)?,
                earlier,
            });
        }
        let mut schedules = Vec::with_capacity(length(schedule_count)?);
        for _ in 0..schedule_count {
            let starts = take(&mut starts)?;
            let ends = starts.checked_add(take(&mut lengths)?).ok_or(Malformed)?;
            schedules.push(Schedule {
                number: narrow(take(&mut numbers)?)?,
                starts: since(starts)?,
                ends: since(ends)?,
                place: match length(take(&mut at)?)?.checked_sub(1) {
                    None => None,
                    Some(index) => Some(*places.get(index).ok_or(Malformed)?),
                },
                seats: narrow(take(&mut seats)?)?,
            });
        }
        let likeness = match likeness {
            0 => None,
            1 => Some(Likeness::Identical),
            2 => Some(Likeness::Similar),
            _ => return Err(Malformed),
        };
        let free_equivalent = match likeness {
            None => None,
            Some(likeness) => Some(FreeEquivalent {
                likeness,
                at: title_of(frees.next().unwrap_or_default())?,
            }),
        };
        let (rating, completed) = figures.next().ok_or(Malformed)?;
        courses.push(Course {
            id: CourseId::numbered(*id).ok_or(Malformed)?,
            institution: InstitutionId::numbered(institution).ok_or(Malformed)?,
            title: title_of(title)?,
            field: Field::at(narrow(field)?).ok_or(Malformed)?,
            level: Level::at(narrow(*level)?).ok_or(Malformed)?,
            mode: Mode::at(narrow(mode)?).ok_or(Malformed)?,
            hours: Hours::new(narrow(hours)?).map_err(|_| Malformed)?,
            outside_price,
            offers,
            free_equivalent,
            rating,
            completed,
            schedules,
        });
    }
    Ok(courses)
}

/// Writes what changes when participants complete a course and rate it.
pub fn write_figures(out: &mut Writer, courses: &[&Course]) {
    let all = || courses.iter().copied();
    let ratings = || all().filter_map(|one| one.rating);
    out.column(all().map(|one| one.rating.map_or(0, |rating| u32::from(rating.tenths()))));
    out.column(ratings().map(Rating::count));
    out.column(all().map(|one| one.completed));
}

/// Rating and completions of so many courses.
pub fn read_figures(
    from: &mut Reader<'_>,
    count: usize,
) -> Result<Vec<(Option<Rating>, u32)>, SnapshotError> {
    let tenths = from.column(count)?;
    let rated = tenths.iter().filter(|one| **one != 0).count();
    let mut counts = from.column(rated)?.into_iter();
    let completed = from.column(count)?;
    let mut figures = Vec::with_capacity(count);
    for (tenths, completed) in tenths.iter().zip(completed) {
        let rating = match narrow(*tenths)? {
            0 => None,
            tenths => Some(Rating::new(tenths, take(&mut counts)?).map_err(|_| Malformed)?),
        };
        figures.push((rating, completed));
    }
    Ok(figures)
}

/// Ascending codes to places.
pub fn places(codes: &[u32]) -> Result<Vec<Place>, SnapshotError> {
    let codes: Result<Vec<u16>, _> = codes.iter().map(|code| narrow(*code)).collect();
    Place::sorted(&codes?).map_err(|_| Malformed)
}

/// A text to a title.
pub fn title_of(text: &str) -> Result<Title, SnapshotError> {
    Title::parse(text).map_err(|_| Malformed)
}

fn narrow<T: TryFrom<u32>>(number: u32) -> Result<T, SnapshotError> {
    T::try_from(number).map_err(|_| Malformed)
}

fn length(number: u32) -> Result<usize, SnapshotError> {
    narrow(number)
}

/// The next of a column, of which there are as many as were counted.
fn take(column: &mut std::vec::IntoIter<u32>) -> Result<u32, SnapshotError> {
    column.next().ok_or(Malformed)
}
