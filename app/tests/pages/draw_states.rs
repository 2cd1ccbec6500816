//! Every state of the page of one wave, made of the sample draw.

use crate::language::spoken;
use crate::sample::{Person, Sample};
use app::page::Page;
use app::pages::{Answer, DrawPage, draw};
use chrono::TimeDelta;
use domain::draw::Outcome;
use domain::wave::Phase;

/// Every state of a wave's page, by name.
pub fn draw_pages(sample: &Sample) -> Vec<(&'static str, Page)> {
    let wave = &sample.page.wave;
    let second = TimeDelta::seconds(1);
    let plain = |page: &DrawPage| draw(spoken(), page, ["", ""], None, &[], None);
    let committed = sample.at(Phase::Committed, wave.draws_at - second);
    let with = |page: &DrawPage, person: &Person, answer: Answer| {
        let [number, code] = person.typed();
        draw(spoken(), page, [&number, &code], Some(&answer), &[], None)
    };
    let answered = |page: &DrawPage, person: &Person, outcome: Option<Outcome>| {
        let found = sample.found(person, outcome);
        with(page, person, Answer::Found(Box::new(found)))
    };
    let told = |outcome: Outcome| {
        let person = sample.somebody(outcome);
        answered(&sample.page, person, Some(outcome))
    };
    let winner = sample.somebody(Outcome::Drawn);
    let mut broken = sample.found(winner, None);
    broken.proof.rotate_left(1);
    vec![
        (
            "belum-dibuka",
            plain(&sample.at(Phase::Scheduled, wave.opens_at - second)),
        ),
        ("dibuka", plain(&sample.at(Phase::Open, wave.opens_at))),
        ("ditutup", plain(&sample.at(Phase::Closed, wave.closes_at))),
        ("dikunci", plain(&committed)),
        (
            "dihitung",
            plain(&sample.at(Phase::Committed, wave.draws_at + second * 5)),
        ),
        (
            "diundi",
            plain(&sample.at(Phase::Drawn, wave.draws_at + second * 20)),
        ),
        ("diumumkan", plain(&sample.page)),
        (
            "selesai",
            plain(&sample.at(Phase::Settled, wave.announces_at)),
        ),
        ("periksa-menunggu", answered(&committed, winner, None)),
        ("periksa-terpilih", told(Outcome::Drawn)),
        ("periksa-masuk-batas", answered(&sample.page, winner, None)),
        ("periksa-belum", told(Outcome::NotDrawn)),
        ("periksa-kk", told(Outcome::HouseholdLimit)),
        (
            "periksa-tidak-cocok",
            answered(&sample.page, winner, Some(Outcome::NotDrawn)),
        ),
        (
            "periksa-bukti-rusak",
            with(&sample.page, winner, Answer::Found(Box::new(broken))),
        ),
        (
            "periksa-tidak-ada",
            with(&sample.page, winner, Answer::NotFound),
        ),
        (
            "periksa-terlalu-awal",
            with(
                &sample.at(Phase::Open, wave.opens_at),
                winner,
                Answer::TooEarly,
            ),
        ),
    ]
}
