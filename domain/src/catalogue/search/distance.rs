//! How many slips of the finger lie between two words: a letter too many, too
//! few or wrong, or two neighbours swapped (optimal string alignment). Gives up
//! as soon as there are more than asked for.

use super::text::LONGEST;

/// The slips forgiven in a word of so many letters.
pub const fn forgiven(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Which part of the known word is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The beginning that fits best: somebody is still typing.
    Beginning,
}

/// A row of the table: as long as the longest word, two slips and the edge.
type Row = [u8; LONGEST + 3];

/// Slips between what was typed and a known word, if they are at most `most`.
pub fn slips(typed: &str, known: &str, part: Part, most: u8) -> Option<u8> {
    let (typed, known) = (typed.as_bytes(), known.as_bytes());
    let reach = usize::from(most);
    let known = match part {
        Part::Whole if typed.len().abs_diff(known.len()) > reach => return None,
        Part::Whole => known,
        Part::Beginning => known.get(..typed.len() + reach).unwrap_or(known),
    };
    if typed.len() > LONGEST || known.len() > LONGEST + 2 {
        return None;
    }
    let mut before: Row = [0; LONGEST + 3];
    let mut above = before;
    for (cell, number) in above.iter_mut().zip(0..) {
        *cell = number;
    }
    let mut typed_before = None;
    for (&letter, edge) in typed.iter().zip(1_u8..) {
        let mut row: Row = [0; LONGEST + 3];
        let (mut left, mut diagonal, mut known_before) = (edge, edge - 1, None);
        let mut least = edge;
        // Two rows up and two columns left, once there are two columns.
        let mut swapped = u8::MAX;
        let cells = row
            .iter_mut()
            .skip(1)
            .zip(above.iter().skip(1))
            .zip(&before);
        for (&other, ((cell, &up), &next_swapped)) in known.iter().zip(cells) {
            let mut best = (diagonal + u8::from(letter != other)).min(up.min(left) + 1);
            if typed_before == Some(other) && known_before == Some(letter) {
                best = best.min(swapped.saturating_add(1));
            }
            *cell = best;
            least = least.min(best);
            (left, diagonal, known_before, swapped) = (best, up, Some(other), next_swapped);
        }
        if least > most {
            return None;
        }
        if let Some(first) = row.first_mut() {
            *first = edge;
        }
        before = above;
        above = row;
        typed_before = Some(letter);
    }
    let cells = above.get(..=known.len())?;
    let slips = match part {
        Part::Whole => cells.last(),
        Part::Beginning => cells.iter().min(),
    };
    slips.copied().filter(|slips| *slips <= most)
}

/// The letters in a word, as a set: words that share too few are not compared.
pub fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| {
        set | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    })
}

/// Whether words with these letters can be as near as that.
pub const fn near(typed: u32, known: u32, part: Part, most: u8) -> bool {
    match part {
        // One wrong letter takes one out and puts another in.
        Part::Whole => (typed ^ known).count_ones() <= 2 * most as u32,
        Part::Beginning => (typed & !known).count_ones() <= most as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table as every textbook has it.
    fn plain(one: &[u8], other: &[u8]) -> Vec<usize> {
        let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let same = usize::from(one[i - 1] != other[j - 1]);
                    let mut best = (table[i - 1][j - 1] + same)
                        .min(table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table.pop().unwrap()
    }

    #[test]
    fn slips_are_counted_as_people_make_them() {
        assert_eq!(slips("barsita", "barista", Part::Whole, 1), Some(1));
        assert_eq!(slips("menjait", "menjahit", Part::Whole, 1), Some(1));
        assert_eq!(slips("ekcsel", "excel", Part::Whole, 1), None);
        assert_eq!(slips("barsi", "barista", Part::Beginning, 1), Some(1));
        assert_eq!(slips("kopi", "kopi", Part::Whole, 0), Some(0));
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_textbook_and_no_near_word_is_skipped(
            one in "[a-d]{1,12}", other in "[a-d]{1,12}", most in 0..=2_u8
        ) {
            let row = plain(one.as_bytes(), other.as_bytes());
            for part in [Part::Whole, Part::Beginning] {
                let exact = match part {
                    Part::Whole => *row.last().unwrap(),
                    Part::Beginning => *row.iter().min().unwrap(),
                };
                let expected = u8::try_from(exact).ok().filter(|exact| *exact <= most);
                prop_assert_eq!(slips(&one, &other, part, most), expected);
                if expected.is_some() {
                    prop_assert!(near(letters(&one), letters(&other), part, most));
                }
            }
        }
    }
}
