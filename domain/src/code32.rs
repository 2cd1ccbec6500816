//! How codes are written that people copy and read out: Douglas Crockford's
//! base 32 in groups of four. What the letters mean, and which check they
//! carry, is the business of each code.

/// No I, L, O or U, which are misread.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters between two hyphens.
const GROUP: usize = 4;

/// Writes values below 32 in groups of four with hyphens between them.
pub(crate) fn grouped(values: impl IntoIterator<Item = u8>) -> String {
    let mut code = String::new();
    for (index, value) in values.into_iter().enumerate() {
        if index > 0 && index % GROUP == 0 {
            code.push('-');
        }
        let letter = ALPHABET.get(usize::from(value));
        code.extend(letter.copied().map(char::from));
    }
    code
}

/// Reads a code as people type it: small letters, spaces, hyphens and letters
/// that stand for a digit are forgiven. Nothing where another sign is among them.
pub(crate) fn values(text: &str) -> Option<Vec<u8>> {
    text.chars()
        // Phones write a dash where a hyphen was typed.
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '—' | '.'))
        .map(value)
        .collect()
}

fn value(letter: char) -> Option<u8> {
    let meant = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET
        .iter()
        .position(|known| char::from(*known) == meant)?;
    u8::try_from(place).ok()
}

/// Eight letters' values out of five bytes.
pub(crate) fn letters_of(five: [u8; 5]) -> [u8; 8] {
    let number = five
        .iter()
        .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let mut letters = [0; 8];
    for (letter, place) in letters.iter_mut().zip((0..8_u32).rev()) {
        // Five bits always fit.
        *letter = u8::try_from(number >> (5 * place) & 31).unwrap_or_default();
    }
    letters
}

/// Five bytes out of eight letters' values.
pub(crate) fn bytes_of(eight: [u8; 8]) -> [u8; 5] {
    let number = eight
        .iter()
        .fold(0_u64, |sum, value| sum << 5 | u64::from(*value));
    let [_, _, _, low @ ..] = number.to_be_bytes();
    low
}
