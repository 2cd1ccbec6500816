//! One made-up course: what kind, how long, how dear, when and where.

use super::random::Chance::{self, Yes};
use super::random::Stream;
use super::words::{self, Topic};
use crate::catalogue::{
    EarlierPrice, Field, FreeEquivalent, Hours, Level, Likeness, Mode, Offer, Place, PlatformId,
    Price, Rating, Schedule, Summary, Title,
};
use crate::money::Rupiah;
use chrono::{Days, NaiveDate};

/// Prices are multiples of this many rupiah.
const STEP: u32 = 5_000;

/// Where and when courses are held, the same for all of them.
pub struct Setting<'a> {
    pub today: NaiveDate,
    pub places: &'a [(Place, u32)],
}

pub fn level(dice: &mut Stream) -> Level {
    *dice
        .weighted(&[
            (Level::Basic, 50),
            (Level::Intermediate, 35),
            (Level::Advanced, 15),
        ])
        .unwrap_or(&Level::Basic)
}

/// Hands learn in a room, screens anywhere.
pub fn mode(dice: &mut Stream, field: Field) -> Mode {
    let weights = match field {
        Field::Food
        | Field::Hospitality
        | Field::Beauty
        | Field::Fashion
        | Field::Automotive
        | Field::Building
        | Field::Agriculture
        | Field::Care => [15, 20, 45, 20],
        _ => [40, 35, 12, 13],
    };
    let modes = [Mode::Online, Mode::Webinar, Mode::InClass, Mode::Hybrid];
    let list: Vec<(Mode, u32)> = modes.into_iter().zip(weights).collect();
    *dice.weighted(&list).unwrap_or(&Mode::Webinar)
}

pub fn title(dice: &mut Stream, topic: Topic, level: Level) -> Option<Title> {
    let pattern = dice.pick(words::patterns(level))?;
    // Nobody says twice for whom something is.
    let name = if topic.name.contains("untuk") && pattern.contains("untuk") {
        topic.name.to_owned()
    } else {
        pattern.replace("{}", topic.name)
    };
    let text = match dice.below(10) {
        0..4 => format!("{name}: {}", topic.more),
        4..6 if !name.contains("untuk") => format!("{name} {}", dice.pick(&words::FOR_WHOM)?),
        _ => name,
    };
    Title::parse(&text).ok()
}

pub fn summary(dice: &mut Stream, topic: Topic) -> Summary {
    let sentences: Vec<String> = words::SUMMARY
        .iter()
        .filter_map(|choices| dice.pick(choices))
        .map(|sentence| sentence.replace("{}", topic.name))
        .collect();
    Summary::parse(&sentences.join(" ")).unwrap_or_default()
}

pub fn hours(dice: &mut Stream, level: Level) -> Option<Hours> {
    let hours = match level {
        Level::Basic => dice.around(15, 32),
        Level::Intermediate => dice.around(16, 56),
        Level::Advanced => dice.around(24, 80),
    };
    Hours::new(u16::try_from(hours).ok()?).ok()
}

fn price(rupiah: u32) -> Option<Price> {
    let stepped = (rupiah / STEP * STEP).clamp(150_000, 3_500_000);
    Price::new(Rupiah(i64::from(stepped))).ok()
}

/// What the public pays: by the hour, rooms and tools being dearer than screens.
pub fn outside_price(dice: &mut Stream, mode: Mode, hours: Hours) -> Option<Price> {
    let an_hour = match mode {
        Mode::Online => dice.around(7_000, 26_000),
        Mode::Webinar => dice.around(10_000, 36_000),
        Mode::Hybrid => dice.around(16_000, 56_000),
        Mode::InClass => dice.around(20_000, 72_000),
    };
    price(an_hour * u32::from(hours.get()))
}

/// On one to four platforms, at the outside price or somewhat below it.
pub fn offers(
    dice: &mut Stream,
    platforms: &[PlatformId],
    outside: Price,
    today: NaiveDate,
) -> Vec<Offer> {
    let count = *dice
        .weighted(&[(1, 62), (2, 22), (3, 11), (4, 5)])
        .unwrap_or(&1_usize);
    let mut chosen: Vec<PlatformId> = vec![];
    while chosen.len() < count.min(platforms.len()) {
        if let Some(one) = dice.pick(platforms).filter(|one| !chosen.contains(one)) {
            chosen.push(*one);
        }
    }
    chosen.sort_unstable();
    let below = |percent: u32| price(outside.get() / 100 * (100 - percent));
    chosen
        .into_iter()
        .filter_map(|platform| {
            let discount = *dice.weighted(&[(0, 50), (5, 18), (8, 8), (10, 16), (15, 8)])?;
            let asked = below(discount)?.min(outside);
            let mut earlier = vec![];
            if dice.percent(25) == Yes {
                let mut days = dice.between(90, 500);
                for _ in 0..dice.between(1, 2) {
                    let other = dice.between(0, 3) * 5;
                    if let (Some(price), Some(since)) = (
                        below(other),
                        today.checked_sub_days(Days::new(u64::from(days))),
                    ) {
                        earlier.push(EarlierPrice { since, price });
                    }
                    days /= 2;
                }
            }
            Some(Offer {
                platform,
                price: asked,
                earlier,
            })
        })
        .collect()
}

/// Of a hundred, one is the same as a free course and nine are like one.
pub fn free_equivalent(dice: &mut Stream, topic: Topic) -> Option<FreeEquivalent> {
    let likeness = match dice.below(100) {
        0 => Likeness::Identical,
        1..10 => Likeness::Similar,
        _ => return None,
    };
    let at = format!("{} (kelas terbuka, gratis)", topic.name);
    let at = Title::parse(&at).ok()?;
    Some(FreeEquivalent { likeness, at })
}

/// Rating and completions: most courses are young and small, some are large.
pub fn figures(dice: &mut Stream) -> (Option<Rating>, u32) {
    let completed = match dice.below(100) {
        0..12 => 0,
        12..60 => dice.between(1, 180),
        60..92 => dice.between(150, 1_800),
        _ => dice.between(1_500, 24_000),
    };
    let count = completed * dice.between(30, 85) / 100;
    let tenths = u8::try_from(dice.around(36, 50)).unwrap_or(50);
    (Rating::new(tenths, count).ok(), completed)
}

/// In the coming weeks; in class mostly where the institution is at home.
pub fn schedules(
    dice: &mut Stream,
    setting: &Setting<'_>,
    home: Place,
    mode: Mode,
    hours: Hours,
) -> Vec<Schedule> {
    // Hours a day: art. of 2023, at most three online and eight in class.
    let (count, daily) = match mode {
        Mode::Online => return vec![],
        Mode::Webinar => (dice.between(1, 4), 3),
        Mode::InClass => (dice.between(1, 3), 6),
        Mode::Hybrid => (dice.between(1, 3), 4),
    };
    let days = u64::from(u32::from(hours.get()).div_ceil(daily).max(1));
    let mut ahead = u64::from(dice.between(3, 20));
    let mut schedules = vec![];
    for number in 1..=count {
        let Some((number, starts, ends)) = u16::try_from(number)
            .ok()
            .zip(setting.today.checked_add_days(Days::new(ahead)))
            .and_then(|(number, starts)| {
                Some((
                    number,
                    starts,
                    starts.checked_add_days(Days::new(days - 1))?,
                ))
            })
        else {
            break;
        };
        let venue: Chance = dice.percent(80);
        let place = match (mode, venue) {
            (Mode::Online | Mode::Webinar, _) => None,
            (_, Yes) => Some(home),
            (_, Chance::No) => dice.weighted(setting.places).copied(),
        };
        let seats = match mode {
            Mode::Webinar => dice.between(4, 20) * 25,
            _ => dice.between(3, 8) * 4,
        };
        schedules.push(Schedule {
            number,
            starts,
            ends,
            place,
            seats: u16::try_from(seats).unwrap_or(u16::MAX),
        });
        ahead += u64::from(dice.between(7, 21));
    }
    schedules
}
