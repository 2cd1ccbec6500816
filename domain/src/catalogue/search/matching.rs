//! From words to courses: which words of the catalogue each typed word may be,
//! and which courses have all of them.

use super::distance::{Part, forgiven, letters, near, slips};
use super::index::Index;
use super::query::Spelling;
use super::stem::roots;
use super::synonyms;
use super::text::{begins_noise, normalise, words};
use super::vocabulary::Target;

/// Words beyond these are left out; nobody types so many.
const WORDS: usize = 12;

/// Letters of the first of two words written as one.
const SHORTEST: usize = 4;

/// How well a word of the catalogue fits a typed one.
mod fit {
    pub const EXACT: u8 = 6;
    pub const AKIN: u8 = 5;
    pub const BEGINNING: u8 = 5;
    pub const SAME_THING: u8 = 4;
    pub const ONE_SLIP: u8 = 2;
    pub const TWO_SLIPS: u8 = 1;
}

/// What a word in a title counts; the groups' weights are the index's.
const TITLE: u8 = 4;

/// What each course scores.
pub enum Matches {
    /// Nothing was typed that says anything.
    Everything,
    /// By place in the catalogue; 0 is no match.
    Scores(Vec<u16>, Spelling),
}

/// Whether slips are forgiven in words that are there as typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mercy {
    WhereNothingFits,
    Everywhere,
}

/// A word of the catalogue and how well it fits.
type Candidate = (u32, u8);

/// Scores all courses for what was typed.
pub fn matches(index: &Index, text: &str) -> Matches {
    let mut normalised = String::new();
    normalise(text, &mut normalised);
    // Whoever has typed a space is done with the word.
    let typing = text.chars().next_back().is_some_and(char::is_alphanumeric);
    let mut typed: Vec<(&str, Part)> = vec![];
    for word in words(&normalised).take(WORDS) {
        match synonyms::in_full(word) {
            Some(full) => typed.extend(full.split(' ').map(|word| (word, Part::Whole))),
            None => typed.push((word, Part::Whole)),
        }
    }
    // Unless it was noise, the last word typed is the last that counts.
    let last = normalised.split_ascii_whitespace().next_back();
    if let Some((word, part)) = typed.last_mut().filter(|_| typing)
        && Some(*word) == last
    {
        *part = Part::Beginning;
    }
    if typed.is_empty() {
        return Matches::Everything;
    }
    let first = score(index, &typed, Mercy::WhereNothingFits);
    if found(&first) {
        return first;
    }
    let second = score(index, &typed, Mercy::Everywhere);
    if found(&second) { second } else { first }
}

fn found(matches: &Matches) -> bool {
    match matches {
        Matches::Everything => true,
        Matches::Scores(scores, _) => scores.iter().any(|score| *score > 0),
    }
}

fn score(index: &Index, typed: &[(&str, Part)], mercy: Mercy) -> Matches {
    let mut spelling = Spelling::AsTyped;
    let mut words: Vec<Vec<Candidate>> = vec![];
    for &(word, part) in typed {
        let (candidates, read) = hear(index, word, part, mercy);
        if read == Spelling::Forgiven {
            spelling = read;
        }
        if !candidates.is_empty() {
            words.push(candidates);
        } else if let Some((one, other)) = in_two(index, word, part) {
            words.push(hear(index, one, Part::Whole, Mercy::WhereNothingFits).0);
            words.push(hear(index, other, part, Mercy::WhereNothingFits).0);
        } else if part == Part::Whole || !begins_noise(word) {
            // All words have to be there, and this one is nowhere.
            return Matches::Scores(vec![0; index.course_count()], spelling);
        }
    }
    let mut words = words.iter();
    let Some(first) = words.next() else {
        return Matches::Everything;
    };
    let mut best = vec![0_u8; index.course_count()];
    fill(&mut best, index, first);
    let mut scores: Vec<u16> = best.iter().map(|best| u16::from(*best)).collect();
    for word in words {
        fill(&mut best, index, word);
        for (score, best) in scores.iter_mut().zip(&best) {
            *score = match (*score, *best) {
                (0, _) | (_, 0) => 0,
                (score, best) => score + u16::from(best),
            };
        }
    }
    Matches::Scores(scores, spelling)
}

/// What each course scores for one typed word.
fn fill(best: &mut [u8], index: &Index, candidates: &[Candidate]) {
    best.fill(0);
    for &(at, fit) in candidates {
        for target in index.vocabulary.targets(at) {
            match target {
                Target::Title(course) => raise(best, course, TITLE * fit),
                Target::Group(group) => {
                    let score = index.weight(group) * fit;
                    for course in index.groups.courses(group) {
                        raise(best, *course, score);
                    }
                }
            }
        }
    }
}

fn raise(best: &mut [u8], course: u32, score: u8) {
    if let Some(place) = best.get_mut(course as usize) {
        *place = score.max(*place);
    }
}

/// The words of the catalogue that a typed one may be.
fn hear(index: &Index, word: &str, part: Part, mercy: Mercy) -> (Vec<Candidate>, Spelling) {
    let mut candidates = vec![];
    as_typed(index, word, part, &mut candidates);
    if candidates.is_empty() && part == Part::Beginning {
        // On the way to another form of a known word: penjah, of jahit.
        roots(word, |root| {
            let begun = index.vocabulary.with_root_beginning(root);
            candidates.extend(begun.map(|at| (at, fit::AKIN)));
        });
    }
    let before = candidates.len();
    if mercy == Mercy::Everywhere || candidates.is_empty() {
        with_slips(index, word, part, &mut candidates);
    }
    let spelling = if candidates.len() > before {
        Spelling::Forgiven
    } else {
        Spelling::AsTyped
    };
    (candidates, spelling)
}

/// Two known words that somebody wrote as one: budidaya.
fn in_two<'a>(index: &Index, word: &'a str, part: Part) -> Option<(&'a str, &'a str)> {
    let known = &index.vocabulary;
    (SHORTEST..word.len())
        .filter_map(|at| word.split_at_checked(at))
        .find(|(one, other)| {
            let ends = match part {
                Part::Whole => known.find(other).is_some(),
                Part::Beginning => known.beginning(other).next().is_some(),
            };
            ends && known.find(one).is_some()
        })
}

/// The word itself, its forms, other words for the same, and what begins so.
fn as_typed(index: &Index, word: &str, part: Part, out: &mut Vec<Candidate>) {
    let known = &index.vocabulary;
    if part == Part::Beginning {
        out.extend(known.beginning(word).map(|at| (at, fit::BEGINNING)));
    }
    let mut akin = |word: &str, fit: u8| {
        out.extend(known.find(word).map(|at| (at, fit)));
        out.extend(known.with_root(word).map(|at| (at, fit::AKIN.min(fit))));
    };
    akin(word, fit::EXACT);
    roots(word, |root| akin(root, fit::AKIN));
    for other in synonyms::others(word) {
        akin(other, fit::SAME_THING);
    }
}

/// Words that a slip or two away.
fn with_slips(index: &Index, word: &str, part: Part, out: &mut Vec<Candidate>) {
    let most = forgiven(word.chars().count());
    if most == 0 {
        return;
    }
    let set = letters(word);
    for (at, other) in (0..).zip(index.vocabulary.sets()) {
        if !near(set, *other, part, most) {
            continue;
        }
        if let Some(slips) = slips(word, index.vocabulary.word(at), part, most) {
            let fit = if slips < 2 {
                fit::ONE_SLIP
            } else {
                fit::TWO_SLIPS
            };
            out.push((at, fit));
        }
    }
}
