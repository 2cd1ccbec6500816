//! What holds for any bytes.

use super::super::*;
use super::build::*;
use proptest::collection::vec;
use proptest::prelude::*;

/// A segment's payload as the wild has it: notes, sometimes well formed.
fn jpeg_note() -> impl Strategy<Value = Vec<u8>> {
    let begin = prop_oneof![
        Just(b"Exif\0\0II*\0\x08\0\0\0".as_slice()),
        Just(b"JFIF\0\x01\x02\0\0\x01\0\x01".as_slice()),
        Just(b"ICC_PROFILE\0\x01\x01".as_slice()),
        Just(b"Adobe\0\x64".as_slice()),
        Just(SECRET),
        Just(b"".as_slice()),
    ];
    let any_note = (0xE0..=0xFE_u8, begin, vec(any::<u8>(), 0..40))
        .prop_map(|(marker, begin, rest)| jpeg_segment(marker, &[begin, &rest].concat()));
    prop_oneof![any_note, (0..10_u8).prop_map(exif)]
}

fn png_note() -> impl Strategy<Value = Vec<u8>> {
    let name = prop_oneof![
        Just(b"tEXt"),
        Just(b"eXIf"),
        Just(b"iTXt"),
        Just(b"gAMA"),
        Just(b"tIME"),
        Just(b"acTL"),
    ];
    let any_note = (name, vec(any::<u8>(), 0..40)).prop_map(|(name, data)| png_chunk(name, &data));
    prop_oneof![
        any_note,
        (0..10_u8).prop_map(|orientation| png_chunk(b"eXIf", &tiff(orientation))),
        Just(png_chunk(b"tEXt", SECRET)),
    ]
}

fn picture() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(jpeg_note(), 0..6).prop_map(|notes| jpeg_with(&notes)),
        vec(png_note(), 0..6).prop_map(|notes| png_with(&notes)),
    ]
}

fn any_file() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        picture(),
        vec(any::<u8>(), 0..80).prop_map(|object| pdf_with(&object)),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_answered_and_what_is_stripped_inspects_the_same(
        begin in prop_oneof![
            Just(b"".as_slice()), Just(b"\xff\xd8\xff".as_slice()), Just(b"\x89PNG\r\n\x1a\n".as_slice()), Just(b"%PDF-".as_slice())
        ],
        rest in vec(any::<u8>(), 0..400),
    ) {
        let bytes = [begin, &rest].concat();
        let stripped = strip(&bytes).map(|stripped| inspect(&stripped));
        prop_assert_eq!(inspect(&bytes).map(Ok), stripped);
    }

    #[test]
    fn a_damaged_file_is_answered(
        file in any_file(), at in any::<prop::sample::Index>(), to in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        let mut file = file;
        let place = at.index(file.len());
        file[place] = to;
        let stripped = strip(&file).map(|stripped| inspect(&stripped));
        prop_assert_eq!(inspect(&file).map(Ok), stripped);
        file.truncate(cut.index(file.len()));
        let _ = strip(&file);
    }

    #[test]
    fn a_stripped_picture_is_the_same_one_without_its_place(file in picture()) {
        let stripped = strip(&file).unwrap();
        prop_assert_eq!(inspect(&stripped), inspect(&file));
        prop_assert!(!contains(&stripped, SECRET));
        prop_assert!(stripped.len() <= file.len() + 36 + 12);
        prop_assert_eq!(strip(&stripped).unwrap(), stripped);
    }
}
