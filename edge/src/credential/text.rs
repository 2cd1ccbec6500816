//! Words on a PDF page in its built-in letters: which bytes, how wide, where a
//! line ends. Letters that the built-in fonts lack become a question mark; the
//! certificate itself has them all.

/// Widths of Helvetica-Bold, space to tilde, in thousandths of the size; the
/// regular letters are narrower.
const WIDTHS: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// The widest letter, for those that are not in the table.
const WIDEST: u16 = 975;

/// The text in the fonts' own encoding (WinAnsi).
pub fn encoded(text: &str) -> Vec<u8> {
    text.chars()
        .map(|sign| match sign {
            '’' => 0x92,
            '‘' => 0x91,
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            '—' => 0x97,
            '…' => 0x85,
            ' '..='~' | '\u{a0}'..='ÿ' => u8::try_from(u32::from(sign)).unwrap_or(b'?'),
            _ => b'?',
        })
        .collect()
}

/// How wide it is in bold letters of a size.
pub fn width(text: &str, size: f32) -> f32 {
    let thousandths: u32 = text
        .chars()
        .map(|sign| {
            let at = u32::from(sign).checked_sub(32);
            let known = at.and_then(|at| WIDTHS.get(usize::try_from(at).ok()?));
            u32::from(known.copied().unwrap_or(WIDEST))
        })
        .sum();
    #[allow(clippy::cast_precision_loss, reason = "texts have 300 letters at most")]
    let thousandths = thousandths as f32;
    thousandths * size / 1000.0
}

/// The text in lines that are at most so wide; a longer word stays whole.
pub fn lines(text: &str, size: f32, most: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_before_the_edge_and_lose_no_word() {
        let text = "Dasar-Dasar Barista: Espreso dan Seduh Manual untuk Pemula";
        let lines = lines(text, 20.0, 200.0);
        assert!(lines.iter().all(|line| width(line, 20.0) <= 200.0));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn letters_that_the_fonts_lack_are_a_question_mark() {
        assert_eq!(encoded("Ma’ruf é Ł"), b"Ma\x92ruf \xe9 ?");
    }
}
