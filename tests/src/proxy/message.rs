//! HTTP/1.1 as far as a proxy needs it: where a message ends (RFC 9112, 6.3).
//! Nothing is decoded; what is passed on is what came.

use std::io::{self, BufRead, Read};

/// A request or an answer.
pub struct Message {
    /// First line and headers, with the empty line after them.
    pub head: Vec<u8>,
    /// The body as it came, chunks as chunks.
    pub body: Vec<u8>,
    /// Nothing else comes on this connection.
    pub ends_connection: bool,
}

/// Whose body is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A request's: none unless it says so.
    Request,
    /// An answer's: up to the end of the connection unless it says so.
    Answer,
    /// None, whatever the headers say.
    AnswerToHead,
}

impl Whose {
    /// Of the answer to a request.
    pub fn to(request: &Message) -> Self {
        if request.word(0) == "HEAD" {
            Self::AnswerToHead
        } else {
            Self::Answer
        }
    }
}

impl Message {
    /// Reads one; nothing where the connection ends before it.
    pub fn read(from: &mut impl BufRead, whose: Whose) -> io::Result<Option<Self>> {
        let mut head = vec![];
        loop {
            let line = line(from)?;
            if line.is_empty() {
                // The end, orderly only before the first byte.
                let whole = head.is_empty();
                return if whole { Ok(None) } else { Err(cut_off()) };
            }
            head.extend(&line);
            if line == b"\r\n" {
                break;
            }
        }
        let mut message = Self {
            head,
            body: vec![],
            ends_connection: false,
        };
        message.read_body(from, whose)?;
        message.ends_connection |= message.says("connection", "close");
        Ok(Some(message))
    }

    /// The same request, answered without compression and never with "not modified".
    pub fn plain(&self) -> Self {
        let head = String::from_utf8_lossy(&self.head);
        let lines = head.split_inclusive("\r\n").filter(|line| {
            let name = line.split(':').next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            !matches!(
                name.as_str(),
                "accept-encoding" | "if-none-match" | "if-modified-since"
            )
        });
        Self {
            head: lines.collect::<String>().into_bytes(),
            body: self.body.clone(),
            ends_connection: self.ends_connection,
        }
    }

    /// Puts other bytes of the same length in place of some.
    pub fn replace(&mut self, from: &str, to: &str) {
        let found = self
            .body
            .windows(from.len())
            .position(|window| window == from.as_bytes());
        let at = found.expect("the words to be replaced");
        self.body[at..at + to.len()].copy_from_slice(to.as_bytes());
    }

    fn read_body(&mut self, from: &mut impl BufRead, whose: Whose) -> io::Result<()> {
        let bodiless = whose != Whose::Request && matches!(self.status(), 100..=199 | 204 | 304);
        if whose == Whose::AnswerToHead || bodiless {
            return Ok(());
        }
        if self.says("transfer-encoding", "chunked") {
            return self.read_chunks(from);
        }
        match self.header("content-length") {
            Some(length) => {
                let length = length.parse().map_err(|_| cut_off())?;
                self.take(from, length)
            }
            None if whose == Whose::Request => Ok(()),
            None => {
                self.ends_connection = true;
                from.read_to_end(&mut self.body).map(drop)
            }
        }
    }

    fn read_chunks(&mut self, from: &mut impl BufRead) -> io::Result<()> {
        loop {
            let size = line(from)?;
            self.body.extend(&size);
            let size = String::from_utf8_lossy(&size).into_owned();
            let size = size.split(';').next().unwrap_or_default().trim();
            let size = u64::from_str_radix(size, 16).map_err(|_| cut_off())?;
            if size > 0 {
                // The line's end belongs to it.
                self.take(from, size + 2)?;
                continue;
            }
            // Trailers, up to an empty line.
            loop {
                let trailer = line(from)?;
                self.body.extend(&trailer);
                match trailer.as_slice() {
                    b"\r\n" => return Ok(()),
                    b"" => return Err(cut_off()),
                    _ => {}
                }
            }
        }
    }

    fn take(&mut self, from: &mut impl BufRead, length: u64) -> io::Result<()> {
        let read = from.take(length).read_to_end(&mut self.body)?;
        if read as u64 == length {
            Ok(())
        } else {
            Err(cut_off())
        }
    }

    /// The whole message.
    pub fn bytes(&self) -> Vec<u8> {
        [self.head.as_slice(), &self.body].concat()
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        str::from_utf8(&self.head).unwrap_or_default().lines()
    }

    /// A word of the first line.
    pub fn word(&self, place: usize) -> &str {
        let first = self.lines().next().unwrap_or_default();
        first.split(' ').nth(place).unwrap_or_default()
    }

    /// An answer's status.
    pub fn status(&self) -> u16 {
        self.word(1).parse().unwrap_or_default()
    }

    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn says(&self, name: &str, value: &str) -> bool {
        self.header(name)
            .is_some_and(|said| said.eq_ignore_ascii_case(value))
    }
}

fn line(from: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = vec![];
    from.read_until(b'\n', &mut line)?;
    Ok(line)
}

fn cut_off() -> io::Error {
    io::ErrorKind::UnexpectedEof.into()
}
