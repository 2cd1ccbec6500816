//! The summaries of a catalogue in one file, made so that one of them is found
//! without reading the rest: their ends stand first, in the order of the
//! catalogue's courses, then the texts. Which course is which is the snapshot's
//! business.
//!
//! ```text
//! "PKS" format:u8 version:u32 count:u32 end:u32 × count texts
//! ```
//! Numbers are little-endian; an end counts bytes from where the texts begin.

use super::Summary;
use super::snapshot::Version;
use std::ops::Range;

/// Rises when the layout changes.
const FORMAT: u8 = 1;
const MAGIC: &[u8; 3] = b"PKS";
/// Before the ends.
const HEAD: u64 = 12;
/// One end.
const END: u64 = 4;

/// Bytes that are no file of summaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSummaries;

impl std::fmt::Display for NoSummaries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a file of summaries")
    }
}

impl std::error::Error for NoSummaries {}

/// Writes the file; one summary for each course, in the order of the snapshot's.
///
/// # Errors
/// [`NoSummaries`] if there are more than four billion, or bytes of them.
pub fn encode<'a>(
    version: Version,
    summaries: impl IntoIterator<Item = &'a Summary>,
) -> Result<Vec<u8>, NoSummaries> {
    let mut texts = String::new();
    let mut ends = vec![];
    for summary in summaries {
        texts.push_str(summary.as_str());
        ends.push(u32::try_from(texts.len()).map_err(|_| NoSummaries)?);
    }
    let count = u32::try_from(ends.len()).map_err(|_| NoSummaries)?;
    let mut out = MAGIC.to_vec();
    out.push(FORMAT);
    out.extend_from_slice(&version.0.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend(ends.iter().flat_map(|end| end.to_le_bytes()));
    out.extend_from_slice(texts.as_bytes());
    Ok(out)
}

/// Reads the whole file: its version and every text.
///
/// # Errors
/// [`NoSummaries`], also if a text is none that a course may have.
pub fn decode(bytes: &[u8]) -> Result<(Version, Vec<Summary>), NoSummaries> {
    let head = bytes.first_chunk::<12>().ok_or(NoSummaries)?;
    let (magic, rest) = head.split_at(4);
    if magic != [MAGIC.as_slice(), &[FORMAT]].concat() {
        return Err(NoSummaries);
    }
    let (version, count) = rest.split_at(4);
    let count = usize::try_from(number(count)?).map_err(|_| NoSummaries)?;
    let length = count.checked_mul(4).ok_or(NoSummaries)?;
    let ends = bytes
        .get(12..)
        .and_then(|rest| rest.get(..length))
        .ok_or(NoSummaries)?;
    let texts = bytes.get(12 + length..).ok_or(NoSummaries)?;
    let texts = std::str::from_utf8(texts).map_err(|_| NoSummaries)?;
    let mut from = 0;
    let summaries = ends
        .chunks_exact(4)
        .map(|end| {
            let end = usize::try_from(number(end)?).map_err(|_| NoSummaries)?;
            let text = texts.get(from..end).ok_or(NoSummaries)?;
            from = end;
            let summary = Summary::parse(text).map_err(|_| NoSummaries)?;
            // A summary has one spelling, so that its file has one hash.
            (summary.as_str() == text)
                .then_some(summary)
                .ok_or(NoSummaries)
        })
        .collect::<Result<Vec<_>, _>>()?;
    if from != texts.len() {
        return Err(NoSummaries);
    }
    Ok((Version(number(version)?), summaries))
}

/// Where in the file the ends stand that one look-up needs: those of the text at
/// this place and, except for the first, of the one before.
#[must_use]
pub const fn ends_of(place: u32) -> Range<u64> {
    let last = HEAD + (place as u64 + 1) * END;
    let count = if place == 0 { 1 } else { 2 };
    last - count * END..last
}

/// Where in the file the text at this place stands, from the bytes of
/// [`ends_of`]; `count` is how many summaries the file has.
///
/// # Errors
/// [`NoSummaries`] if these are other bytes.
pub fn text_of(place: u32, count: u32, ends: &[u8]) -> Result<Range<u64>, NoSummaries> {
    if place >= count {
        return Err(NoSummaries);
    }
    let (start, end) = match (place, ends.len()) {
        (0, 4) => (0, number(ends)?),
        (1.., 8) => {
            let (start, end) = ends.split_at(4);
            (number(start)?, number(end)?)
        }
        _ => return Err(NoSummaries),
    };
    let texts = HEAD + u64::from(count) * END;
    if end < start {
        return Err(NoSummaries);
    }
    Ok(texts + u64::from(start)..texts + u64::from(end))
}

fn number(bytes: &[u8]) -> Result<u32, NoSummaries> {
    let bytes = bytes.try_into().map_err(|_| NoSummaries)?;
    Ok(u32::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn some(texts: &[&str]) -> Vec<Summary> {
        texts
            .iter()
            .map(|text| Summary::parse(text).unwrap())
            .collect()
    }

    fn look(file: &[u8], place: u32, count: u32) -> String {
        let cut = |range: Range<u64>| {
            let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
            &file[range]
        };
        let text = cut(text_of(place, count, cut(ends_of(place))).unwrap());
        String::from_utf8(text.to_vec()).unwrap()
    }

    #[test]
    fn one_summary_is_found_without_the_others_and_an_empty_one_too() {
        let texts = ["Belajar kopi.\nSampai mahir.", "", "Éclair & roti"];
        let file = encode(Version(7), &some(&texts)).unwrap();
        for (place, text) in (0..).zip(texts) {
            assert_eq!(look(&file, place, 3), text);
        }
        assert_eq!(text_of(3, 3, &[0; 8]), Err(NoSummaries));
        assert_eq!(text_of(0, 3, &[0; 8]), Err(NoSummaries));
    }

    #[test]
    fn bytes_that_are_no_summaries_are_refused() {
        let file = encode(Version(7), &some(&["a", "b"])).unwrap();
        for cut in 0..file.len() {
            assert_eq!(decode(&file[..cut]), Err(NoSummaries), "{cut}");
        }
        assert_eq!(decode(&[&file[..], b"c"].concat()), Err(NoSummaries));
        let mut other = file.clone();
        other[3] = 2;
        assert_eq!(decode(&other), Err(NoSummaries));
        let spaces = [&file[..file.len() - 1], b" "].concat();
        assert_eq!(decode(&spaces), Err(NoSummaries), "another spelling");
        assert_eq!(decode(&[&file[..8], &[0xff; 4]].concat()), Err(NoSummaries));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(version: u32, texts in proptest::collection::vec("[a-zé ]{0,30}", 0..8)) {
            let summaries: Vec<Summary> = texts.iter().map(|text| Summary::parse(text).unwrap()).collect();
            let file = encode(Version(version), &summaries).unwrap();
            prop_assert_eq!(decode(&file), Ok((Version(version), summaries)));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = decode(&bytes);
        }
    }
}
