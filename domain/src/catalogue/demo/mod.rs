//! A made-up catalogue that looks real: the same seed, day and scale give the
//! same one, byte for byte. For demonstrations, tests and measurements; behind a
//! feature, so that no production build carries it.

mod course;
pub(crate) mod places;
pub(crate) mod random;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use super::{
    Catalogue, CatalogueError, Course, CourseId, Described, Directory, Institution, InstitutionId,
    Likeness, Place, Platform, PlatformId, Title,
};
use chrono::NaiveDate;
use course::Setting;
use random::{About, Stream};
use std::collections::BTreeSet;
use words::Topic;

/// How often a title is thrown again before two institutions have the same one.
const THROWS: u32 = 24;

/// How much of everything; platforms are always eight.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Training institutions.
    pub institutions: u32,
    /// Courses.
    pub courses: u32,
}

impl Scale {
    /// As on 17 April 2020, when the programme began.
    pub const PROGRAMME: Self = Self {
        institutions: 198,
        courses: 2_055,
    };

    /// More than there has ever been, to see what holds.
    pub const LARGE: Self = Self {
        institutions: 2_000,
        courses: 50_000,
    };
}

/// A made-up catalogue with its summaries.
#[derive(Clone, Debug)]
pub struct Demo {
    /// Platforms and institutions.
    pub directory: Directory,
    /// Courses by code.
    pub courses: Vec<Described>,
}

impl Demo {
    /// Makes one; schedules are in the weeks after `today`.
    ///
    /// # Errors
    /// [`CatalogueError`] never, or the generator is wrong.
    pub fn generate(seed: u64, today: NaiveDate, scale: Scale) -> Result<Self, CatalogueError> {
        let places = places::weights();
        let teachers: Vec<Teacher> = (1..=scale.institutions)
            .filter_map(|number| Teacher::make(seed, number, &places))
            .collect();
        let platforms = (1..).zip(words::PLATFORMS).filter_map(|(number, name)| {
            Some(Platform {
                id: PlatformId::numbered(number)?,
                name: Title::parse(name).ok()?,
            })
        });
        let directory = Directory::new(
            platforms.collect(),
            teachers.iter().map(|one| one.institution.clone()).collect(),
        )?;
        let mut maker = Maker {
            platforms: directory.platforms().iter().map(|one| one.id).collect(),
            setting: Setting {
                today,
                places: &places,
            },
            topics: words::topics(),
            teachers: teachers
                .into_iter()
                .map(|one| (one.clone(), one.size))
                .collect(),
            titles: BTreeSet::new(),
        };
        let courses = (1..=scale.courses)
            .filter_map(|number| maker.make(number, &mut Stream::new(seed, About::Course, number)))
            .collect();
        Ok(Self { directory, courses })
    }

    /// What of it goes into a snapshot.
    ///
    /// # Errors
    /// [`CatalogueError`] never, or the generator is wrong.
    pub fn catalogue(&self) -> Result<Catalogue, CatalogueError> {
        let courses = self.courses.iter().map(|one| one.course.clone()).collect();
        Catalogue::new(self.directory.clone(), courses)
    }
}

/// An institution, what it teaches and how much of it.
#[derive(Clone)]
struct Teacher {
    institution: Institution,
    fields: [usize; 2],
    size: u32,
}

impl Teacher {
    fn make(seed: u64, number: u32, places: &[(Place, u32)]) -> Option<Self> {
        let mut dice = Stream::new(seed, About::Institution, number);
        let place = *dice.weighted(places)?;
        // Each pair of words once around, then with the kind beside it.
        let pair = usize::try_from(number).ok()?;
        let first = words::FIRST.get(pair % words::FIRST.len())?;
        let second = words::SECOND.get(pair / words::FIRST.len() % words::SECOND.len())?;
        let kind = dice.pick(&words::KINDS)?;
        let town = place.regency()?.name;
        let town = town.strip_prefix("Kota ").unwrap_or(town);
        let town = town.strip_prefix("Kabupaten ").unwrap_or(town);
        let mut field = || usize::try_from(dice.below(16)).ok();
        let fields = [field()?, field()?];
        // A few teach much, most teach little.
        let size = *dice.weighted(&[(2, 50), (6, 30), (15, 15), (40, 5)])?;
        Some(Self {
            institution: Institution {
                id: InstitutionId::numbered(number)?,
                name: Title::parse(&format!("{kind} {first} {second} {town}")).ok()?,
                place,
            },
            fields,
            size,
        })
    }
}

struct Maker<'a> {
    platforms: Vec<PlatformId>,
    setting: Setting<'a>,
    topics: Vec<Topic>,
    teachers: Vec<(Teacher, u32)>,
    titles: BTreeSet<Title>,
}

impl Maker<'_> {
    fn make(&mut self, number: u32, dice: &mut Stream) -> Option<Described> {
        let teacher = dice.weighted(&self.teachers)?;
        let field = crate::catalogue::Field::ALL.get(*dice.pick(&teacher.fields)?)?;
        let topics: Vec<Topic> = self
            .topics
            .iter()
            .filter(|topic| topic.field == *field)
            .copied()
            .collect();
        let mut thrown = 0;
        let (topic, level, title) = loop {
            let topic = *dice.pick(&topics)?;
            let level = course::level(dice);
            let title = course::title(dice, topic, level)?;
            thrown += 1;
            if thrown == THROWS || !self.titles.contains(&title) {
                break (topic, level, title);
            }
        };
        self.titles.insert(title.clone());
        let mode = course::mode(dice, *field);
        let hours = course::hours(dice, level)?;
        let outside_price = course::outside_price(dice, mode, hours)?;
        let free_equivalent = course::free_equivalent(dice, topic);
        let (rating, completed) = course::figures(dice);
        let mut offers = course::offers(dice, &self.platforms, outside_price, self.setting.today);
        let free = free_equivalent.as_ref().map(|free| free.likeness);
        if free == Some(Likeness::Identical) {
            offers.clear();
        }
        let home = teacher.institution.place;
        Some(Described {
            summary: course::summary(dice, topic),
            course: Course {
                id: CourseId::numbered(number)?,
                institution: teacher.institution.id,
                title,
                field: *field,
                level,
                mode,
                hours,
                outside_price,
                offers,
                free_equivalent,
                rating,
                completed,
                schedules: course::schedules(dice, &self.setting, home, mode, hours),
            },
        })
    }
}
