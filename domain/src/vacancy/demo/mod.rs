//! Made-up vacancies: the same seed, day and number give the same ones. Employers
//! say of themselves that they are examples, and every address lies under
//! `.example`, which nobody can own (RFC 2606).

mod words;

use super::{ApplyAt, Contract, Description, Openings, Salary, Vacancy, VacancyId, Wage};
use crate::catalogue::demo::places;
use crate::catalogue::demo::random::{About, Chance, Stream};
use crate::catalogue::{Field, Place, Title};
use crate::money::Rupiah;
use chrono::{Days, NaiveDate};

/// How many a demonstration has.
pub const PROGRAMME: u32 = 600;

/// Vacancies of so many employers that each has about five.
const EACH: u32 = 5;

/// Made-up vacancies, all of them open on `today`.
#[must_use]
pub fn generate(seed: u64, today: NaiveDate, count: u32) -> Vec<Vacancy> {
    let places = places::weights();
    let employers = (count / EACH).max(1);
    (1..=count)
        .filter_map(|number| make(seed, today, number, employers, &places))
        .collect()
}

/// A name like `PT Contoh Cempaka Mandiri`, always with its place.
fn employer(seed: u64, number: u32, places: &[(Place, u32)]) -> Option<(Title, String, Place)> {
    use crate::catalogue::demo::words::{FIRST, SECOND};
    let mut dice = Stream::new(seed, About::Employer, number);
    let place = *dice.weighted(places)?;
    let pair = usize::try_from(number).ok()?;
    let first = FIRST.get(pair % FIRST.len())?;
    let second = SECOND.get(pair / FIRST.len() % SECOND.len())?;
    let kind = dice.pick(&words::KINDS)?;
    let host = format!("{first}-{second}.example").to_lowercase();
    let name = Title::parse(&format!("{kind} Contoh {first} {second}")).ok()?;
    Some((name, host, place))
}

fn make(
    seed: u64,
    today: NaiveDate,
    number: u32,
    employers: u32,
    places: &[(Place, u32)],
) -> Option<Vacancy> {
    let mut dice = Stream::new(seed, About::Vacancy, number);
    let (employer, host, home) = employer(seed, 1 + dice.below(employers), places)?;
    let field = *dice.pick(Field::ALL)?;
    let work = *dice.pick(words::work(field))?;
    let contract = *dice.weighted(&[
        (Contract::FullTime, 45),
        (Contract::FixedTerm, 25),
        (Contract::PartTime, 10),
        (Contract::Daily, 8),
        (Contract::Freelance, 6),
        (Contract::Internship, 6),
    ])?;
    let place = match dice.percent(75) {
        Chance::Yes => home,
        Chance::No => *dice.weighted(places)?,
    };
    let salary = match dice.percent(60) {
        Chance::Yes => Some(salary(&mut dice, contract)?),
        Chance::No => None,
    };
    let published = today.checked_sub_days(Days::new(dice.below(30).into()))?;
    let closes = today.checked_add_days(Days::new(dice.between(2, 45).into()))?;
    let id = VacancyId::parse(&format!("LK-{number:05}")).ok()?;
    let describe = |dice: &mut Stream| {
        let parts: Option<Vec<String>> = words::DESCRIPTION
            .iter()
            .map(|sentences| Some(dice.pick(sentences)?.replace("{}", work)))
            .collect();
        Description::parse(&parts?.join("\n")).ok()
    };
    Some(Vacancy {
        title: Title::parse(work).ok()?,
        apply: ApplyAt::parse(&format!("https://{host}/karier/{id}")).ok()?,
        id,
        employer,
        field,
        place,
        contract,
        salary,
        openings: Openings::new(dice.between(1, 12)).ok()?,
        published,
        closes,
        description: describe(&mut dice)?,
    })
}

/// In hundreds of thousands of rupiah a month.
fn salary(dice: &mut Stream, contract: Contract) -> Option<Salary> {
    let (least, most) = match contract {
        Contract::FullTime | Contract::FixedTerm => (26, 62),
        Contract::PartTime | Contract::Freelance => (12, 35),
        Contract::Daily => (18, 36),
        Contract::Internship => (8, 20),
    };
    let from = dice.around(least, most);
    let to = from + dice.below(16);
    let wage = |hundreds: u32| Wage::new(Rupiah(i64::from(hundreds) * 100_000)).ok();
    Salary::new(wage(from)?, wage(to)?).ok()
}
