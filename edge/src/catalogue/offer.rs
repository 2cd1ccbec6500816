//! What the catalogue offers, as a purchase asks for it.

use super::current;
use crate::http::{Answer, Context};
use chrono::NaiveDate;
use domain::catalogue::{
    Catalogue, Course, CourseId, Hours, Likeness, Mode, Offer as Listed, PlatformId, Schedule,
};
use domain::purchase::{
    Availability, CourseCode, Delivery, FreeEquivalent, Offer, PlatformCode, PurchaseView,
    ScheduleCode,
};

/// Hours that one day may have in a room, and over the network (rules of the
/// normal scheme, 2023).
const ROOM_DAY: u32 = 8;
const NETWORK_DAY: u32 = 3;

/// The offer of a course on a platform as of the current catalogue, and how many
/// seats its schedule has. Nothing for a course, platform or schedule that is not
/// there, for a schedule that is missing, and while no catalogue is published.
///
/// The code of a schedule is the course's and its number: `K00042-1`. A course
/// that this platform does not sell (any more) is withdrawn, at the outside price.
pub async fn offer(
    context: &Context,
    course: &str,
    platform: &str,
    schedule: Option<&str>,
) -> Answer<Option<(Offer, Option<u16>)>> {
    let current = current(&context.env).await?;
    Ok(current.and_then(|current| find(current.index.catalogue(), course, platform, schedule)))
}

/// Names the platforms of purchases. Without a catalogue their codes have to do.
pub async fn name_platforms(context: &Context, purchases: &mut [PurchaseView]) {
    let Ok(Some(current)) = current(&context.env).await else {
        return;
    };
    let directory = current.index.catalogue().directory();
    for purchase in purchases {
        purchase.platform_name = PlatformId::parse(purchase.platform.as_str())
            .ok()
            .and_then(|id| directory.platform(id))
            .map(|one| one.name.as_str().to_owned());
    }
}

/// Code and seats in all of each schedule that is still ahead, soonest first.
pub fn ahead(course: &Course, today: NaiveDate) -> Vec<(Schedule, ScheduleCode)> {
    let mut ahead: Vec<_> = course
        .schedules
        .iter()
        .filter(|one| one.starts >= today)
        .filter_map(|one| Some((*one, ScheduleCode::parse(&code(course, one)).ok()?)))
        .collect();
    ahead.sort_by_key(|(one, _)| (one.starts, one.number));
    ahead
}

fn find(
    catalogue: &Catalogue,
    course: &str,
    platform: &str,
    schedule: Option<&str>,
) -> Option<(Offer, Option<u16>)> {
    let course = catalogue.course(CourseId::parse(course).ok()?)?;
    let platform = PlatformId::parse(platform).ok()?;
    catalogue.directory().platform(platform)?;
    let listed = course.offers.iter().find(|one| one.platform == platform);
    let schedule = match schedule {
        Some(code) => Some(scheduled(course, code)?),
        // Only what people do in their own time begins whenever they like.
        None if course.mode == Mode::Online => None,
        None => return None,
    };
    Some((
        of(course, platform, listed, schedule)?,
        schedule.map(|one| one.seats),
    ))
}

fn code(course: &Course, schedule: &Schedule) -> String {
    format!("{}-{}", course.id, schedule.number)
}

fn scheduled<'a>(course: &'a Course, wanted: &str) -> Option<&'a Schedule> {
    let mut schedules = course.schedules.iter();
    schedules.find(|one| code(course, one) == wanted)
}

fn of(
    course: &Course,
    platform: PlatformId,
    listed: Option<&Listed>,
    schedule: Option<&Schedule>,
) -> Option<Offer> {
    let id = CourseCode::parse(&course.id.to_string()).ok()?;
    let free = course.free_equivalent.as_ref().map(|free| free.likeness);
    let schedule = match schedule {
        Some(one) => Some(ScheduleCode::parse(&code(course, one)).ok()?),
        None => None,
    };
    Some(Offer {
        // What is free elsewhere has no code of ours: it is the same course.
        free_equivalent: match free {
            Some(Likeness::Identical) => FreeEquivalent::Known(id.clone()),
            Some(Likeness::Similar) | None => FreeEquivalent::None,
        },
        institution: Some(course.institution),
        course: id,
        title: course.title.as_str().to_owned(),
        platform: PlatformCode::parse(&platform.to_string()).ok()?,
        schedule,
        price: listed
            .map_or(course.outside_price, |one| one.price)
            .rupiah(),
        outside_price: Some(course.outside_price.rupiah()),
        hours: u32::from(course.hours.get()),
        delivery: delivery(course.mode, course.hours),
        availability: match listed {
            Some(_) => Availability::OnSale,
            None => Availability::Withdrawn,
        },
    })
}

/// How a course is held. The catalogue has hours and no sessions: they are the
/// fewest days on which the hours may be held, and a hybrid course is counted as
/// if all of it were held in a room.
const fn delivery(mode: Mode, hours: Hours) -> Delivery {
    let hours = hours.get() as u32;
    match mode {
        Mode::Online => Delivery::SelfPaced,
        Mode::Webinar => Delivery::Webinar {
            sessions: hours.div_ceil(NETWORK_DAY),
        },
        Mode::InClass => Delivery::InClass {
            sessions: hours.div_ceil(ROOM_DAY),
        },
        Mode::Hybrid => Delivery::Hybrid {
            sessions: hours.div_ceil(ROOM_DAY),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{barista, catalogue};
    use super::*;
    use domain::catalogue::{FreeEquivalent as Free, Title};
    use domain::money::Rupiah;

    fn with(change: impl FnOnce(&mut Course)) -> Catalogue {
        let mut course = barista();
        change(&mut course);
        catalogue(vec![course])
    }

    #[test]
    fn a_course_on_a_platform_with_a_schedule_is_an_offer_with_its_seats() {
        let (offer, seats) = find(&with(|_| ()), "K00001", "P01", Some("K00001-1")).unwrap();
        assert_eq!(offer.course.as_str(), "K00001");
        assert_eq!(offer.platform.as_str(), "P01");
        assert_eq!(
            offer.schedule.as_ref().map(ScheduleCode::as_str),
            Some("K00001-1")
        );
        assert_eq!(offer.price, Rupiah(450_000));
        assert_eq!(offer.outside_price, Some(Rupiah(600_000)));
        assert_eq!(
            (offer.hours, offer.delivery),
            (20, Delivery::InClass { sessions: 3 })
        );
        assert_eq!(offer.availability, Availability::OnSale);
        assert_eq!(offer.free_equivalent, FreeEquivalent::None);
        assert_eq!(seats, Some(20));
    }

    #[test]
    fn what_is_not_in_the_catalogue_is_no_offer() {
        let shop = with(|_| ());
        for (course, platform, schedule) in [
            ("K00009", "P01", Some("K00001-1")),
            ("k00001", "P01", Some("K00001-1")),
            ("K00001", "P09", Some("K00001-1")),
            ("K00001", "Platform 1", Some("K00001-1")),
            ("K00001", "P01", Some("K00001-9")),
            ("K00001", "P01", Some("1")),
            ("K00001", "P01", None),
        ] {
            assert_eq!(
                find(&shop, course, platform, schedule),
                None,
                "{course} {platform}"
            );
        }
    }

    #[test]
    fn a_platform_that_does_not_sell_it_has_it_withdrawn() {
        let shop = with(|course| course.offers.truncate(1));
        let (offer, _) = find(&shop, "K00001", "P02", Some("K00001-1")).unwrap();
        assert_eq!(offer.availability, Availability::Withdrawn);
    }

    #[test]
    fn only_an_identical_free_course_stands_in_the_way() {
        for (likeness, known) in [(Likeness::Similar, false), (Likeness::Identical, true)] {
            let shop = with(|course| {
                course.offers.clear();
                course.free_equivalent = Some(Free {
                    likeness,
                    at: Title::parse("Kopi terbuka").unwrap(),
                });
            });
            let (offer, _) = find(&shop, "K00001", "P01", Some("K00001-1")).unwrap();
            assert_eq!(offer.free_equivalent != FreeEquivalent::None, known);
        }
    }

    #[test]
    fn sessions_are_the_fewest_days_that_the_hours_may_fill() {
        let sessions = |mode, hours| delivery(mode, Hours::new(hours).unwrap()).sessions();
        for (mode, hours, days) in [
            (Mode::InClass, 8, Some(1)),
            (Mode::InClass, 9, Some(2)),
            (Mode::Hybrid, 24, Some(3)),
            (Mode::Webinar, 3, Some(1)),
            (Mode::Webinar, 16, Some(6)),
            (Mode::Online, 40, None),
        ] {
            assert_eq!(sessions(mode, hours), days, "{mode:?} {hours}");
        }
    }

    #[test]
    fn what_is_done_in_ones_own_time_needs_no_schedule() {
        let shop = with(|course| {
            course.mode = Mode::Online;
            course.schedules.clear();
        });
        let (offer, seats) = find(&shop, "K00001", "P02", None).unwrap();
        assert_eq!((offer.schedule, seats), (None, None));
        assert_eq!(offer.delivery, Delivery::SelfPaced);
    }
}
