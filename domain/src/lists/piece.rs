//! One piece of a change: NIKs, one to a line, under a line of random digits.
//! Without those, the hash in a signed command would tell who stands in a small
//! piece to whoever tries out NIKs.

use crate::identity::Nik;
use crate::messages::Code;

/// 10,000 people to a piece: 170 KB, and one call to each shard at most.
pub const PIECE_LINES: usize = 10_000;

/// Hexadecimal digits of the first line: 16 random bytes.
const SALT_DIGITS: usize = 32;

/// The people of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece(Vec<Nik>);

/// Why a piece cannot be read: the line, counted from 1, and what is wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PieceError {
    /// Which line.
    pub line: u32,
    /// What is wrong.
    pub code: Code,
}

impl Piece {
    /// Reads a piece; lines may end as Windows ends them.
    ///
    /// # Errors
    /// The first bad line: [`Code::ListSalt`], [`Code::ListTooLong`] or
    /// [`Code::ListLine`].
    pub fn parse(text: &str) -> Result<Self, PieceError> {
        let mut lines = (1..).zip(text.lines().map(str::trim_end));
        let salted = lines.next().is_some_and(|(_, salt)| {
            salt.len() == SALT_DIGITS && salt.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if !salted {
            return Err(PieceError {
                line: 1,
                code: Code::ListSalt,
            });
        }
        let mut people = vec![];
        for (line, nik) in lines {
            if people.len() == PIECE_LINES {
                return Err(PieceError {
                    line,
                    code: Code::ListTooLong,
                });
            }
            let code = Code::ListLine;
            people.push(Nik::parse(nik).map_err(|_| PieceError { line, code })?);
        }
        Ok(Self(people))
    }

    /// Writes pieces of people, as many as are needed, each under a salt of its own.
    pub fn write<E>(
        people: &[Nik],
        mut salt: impl FnMut() -> Result<[u8; 16], E>,
    ) -> Result<Vec<String>, E> {
        people
            .chunks(PIECE_LINES)
            .map(|chunk| {
                let mut text = crate::draw::Hex(salt()?).to_string();
                for nik in chunk {
                    text.push('\n');
                    text.push_str(nik.as_str());
                }
                Ok(text)
            })
            .collect()
    }

    /// Who stands in it.
    #[must_use]
    pub fn people(&self) -> &[Nik] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nik(serial: usize) -> Nik {
        Nik::parse(&format!("327301010190{serial:04}")).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again_in_pieces_that_are_not_too_long() {
        let people: Vec<Nik> = (0..PIECE_LINES + 5).map(|n| nik(1 + n % 9_000)).collect();
        let mut salt = 0;
        let pieces = Piece::write(&people, || {
            salt += 1;
            Ok::<_, ()>([salt; 16])
        })
        .unwrap();
        let read: Vec<Nik> = pieces
            .iter()
            .flat_map(|text| Piece::parse(text).unwrap().0)
            .collect();
        assert_eq!((pieces.len(), read), (2, people));
        assert_ne!(pieces[0].lines().next(), pieces[1].lines().next());
    }

    #[test]
    fn a_bad_line_is_named() {
        let salt = "00".repeat(16);
        let good = nik(1);
        for (text, line, code) in [
            (String::new(), 1, Code::ListSalt),
            (good.as_str().to_owned(), 1, Code::ListSalt),
            (format!("{salt}\n{}\n123", good.as_str()), 3, Code::ListLine),
            (
                format!("{salt}\r\n{}\r\n\r\n", good.as_str()),
                3,
                Code::ListLine,
            ),
        ] {
            assert_eq!(
                Piece::parse(&text),
                Err(PieceError { line, code }),
                "{text}"
            );
        }
        let long = vec![good.as_str(); PIECE_LINES + 1].join("\n");
        assert_eq!(
            Piece::parse(&format!("{salt}\n{long}")),
            Err(PieceError {
                line: 10_002,
                code: Code::ListTooLong
            })
        );
    }
}
