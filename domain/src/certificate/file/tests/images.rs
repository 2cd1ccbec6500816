//! JPEG and PNG, and what is none of the three.

use super::super::*;
use super::build::*;

fn pictured(bytes: &[u8]) -> (u32, u32, u8) {
    match inspect(bytes).unwrap() {
        Inspected::Jpeg(picture) | Inspected::Png(picture) => (
            picture.width(),
            picture.height(),
            picture.orientation().exif(),
        ),
        Inspected::Pdf => panic!("a picture is no PDF"),
    }
}

#[test]
fn a_picture_tells_its_size_and_which_way_up_it_is() {
    assert_eq!(pictured(&jpeg_with(&[])), (40, 30, 1));
    assert_eq!(pictured(&jpeg_with(&[exif(6)])), (40, 30, 6));
    assert_eq!(pictured(&jpeg_with(&[exif(9)])), (40, 30, 1));
    assert_eq!(pictured(&png_with(&[])), (40, 30, 1));
    let turned = png_with(&[png_chunk(b"eXIf", &tiff(8))]);
    assert_eq!(pictured(&turned), (40, 30, 8));
    let progressive = [
        &[0xFF, 0xD8],
        jpeg_frame(0xC2, 7, 5).as_slice(),
        &jpeg_scan(),
        &jpeg_scan(),
        &[0xFF, 0xD9],
    ]
    .concat();
    assert_eq!(pictured(&progressive), (7, 5, 1));
}

#[test]
fn other_things_are_refused_for_what_they_are() {
    let tar = [&[b'a'; 257], b"ustar\0".as_slice()].concat();
    let big = vec![0; MAX_FILE_BYTES + 1];
    let cases: [(&[u8], FileRefused); 13] = [
        (b"", FileRefused::Empty),
        (&big, FileRefused::TooLarge),
        (b"PK\x03\x04rest", FileRefused::Archive),
        (b"Rar!\x1a\x07\x01\0", FileRefused::Archive),
        (b"\x1f\x8b\x08", FileRefused::Archive),
        (&tar, FileRefused::Archive),
        (b"<svg onload='x()'/>", FileRefused::Markup),
        (b"\xef\xbb\xbf \n<!doctype html>", FileRefused::Markup),
        (b"\xff\xfe<\0s\0v\0g\0", FileRefused::Markup),
        (b"\x00\x00\x00\x18ftypheic", FileRefused::UnknownType),
        (b"GIF89a", FileRefused::UnknownType),
        (b" %PDF-1.4", FileRefused::UnknownType),
        (b"MZ\x90\x00", FileRefused::UnknownType),
    ];
    for (bytes, refused) in cases {
        assert_eq!(inspect(bytes), Err(refused), "{:?}", bytes.get(..12));
        assert_eq!(strip(bytes), Err(refused));
    }
}

#[test]
fn sixty_megapixels_are_refused_from_the_header_alone() {
    let refused = Err(FileRefused::TooManyPixels);
    assert_eq!(inspect(&png_header(10_000, 6_000)), refused);
    assert_eq!(inspect(&png_header(0x7FFF_FFFF, 0x7FFF_FFFF)), refused);
    let frame = [&[0xFF, 0xD8], jpeg_frame(0xC0, 10_000, 6_000).as_slice()].concat();
    assert_eq!(inspect(&frame), refused);
    // As many as may be: now the missing rest is what is wrong.
    let most = inspect(&png_header(6_000, 4_000));
    assert_eq!(most, Err(FileRefused::Truncated));
    assert_eq!(inspect(&png_header(6_000, 4_001)), refused);
}

#[test]
fn a_picture_cut_anywhere_is_truncated() {
    for whole in [jpeg_with(&[exif(6)]), png_with(&[])] {
        for length in 9..whole.len() {
            let cut = whole.get(..length).unwrap();
            assert_eq!(inspect(cut), Err(FileRefused::Truncated), "{length}");
        }
    }
}

#[test]
fn a_picture_that_does_not_add_up_is_truncated() {
    let mut wrong_sum = png_with(&[]);
    let pixels = wrong_sum.len() - 12 - 5;
    wrong_sum[pixels] ^= 1;
    let no_pixels = [png_header(4, 4), png_chunk(b"IEND", &[])].concat();
    let unknown = png_with(&[png_chunk(b"CgBI", &[0; 4])]);
    let no_width = [png_header(0, 4), png_chunk(b"IEND", &[])].concat();
    let two_frames = jpeg_with(&[jpeg_frame(0xC0, 4, 4)]);
    let no_frame = [&[0xFF, 0xD8], jpeg_scan().as_slice(), &[0xFF, 0xD9]].concat();
    let too_short = b"\xff\xd8\xff\xe0\x00\x01\xff\xd9".to_vec();
    for bytes in [
        wrong_sum, no_pixels, unknown, no_width, two_frames, no_frame, too_short,
    ] {
        assert_eq!(inspect(&bytes), Err(FileRefused::Truncated));
    }
}

#[test]
fn nothing_may_follow_the_end_of_a_png() {
    let more = [png_with(&[]).as_slice(), b"PK\x03\x04"].concat();
    assert_eq!(inspect(&more), Err(FileRefused::TrailingData));
}

#[test]
fn what_a_phone_appends_to_a_photo_is_cut_off() {
    let film = [&[0, 0, 0, 0x18], b"ftypmp42".as_slice(), SECRET].concat();
    let second = jpeg_with(&[exif(6)]);
    for more in [film, second, b"PK\x03\x04".to_vec()] {
        let photo = [jpeg_with(&[]), more].concat();
        assert_eq!(strip(&photo), Ok(jpeg_with(&[])));
        assert_eq!(inspect(&photo), inspect(&jpeg_with(&[])));
    }
}

#[test]
fn a_stripped_jpeg_keeps_its_colours_and_loses_its_notes() {
    let thumbnail = [b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x01".as_slice(), SECRET].concat();
    let profile = jpeg_segment(0xE2, b"ICC_PROFILE\0\x01\x01colours");
    let adobe = jpeg_segment(0xEE, &[b"Adobe\0\x64\0\0\0\0\x01", SECRET].concat());
    let full = jpeg_with(&[
        exif(6),
        jpeg_segment(0xE0, &thumbnail),
        profile.clone(),
        jpeg_segment(0xE2, &[b"MPF\0", SECRET].concat()),
        jpeg_segment(0xED, &[b"Photoshop 3.0\0", SECRET].concat()),
        jpeg_segment(0xFE, SECRET),
        adobe,
    ]);
    let stripped = strip(&full).unwrap();
    let upright_again = jpeg_segment(
        0xE1,
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
    );
    let jfif = jpeg_segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
    let adobe = jpeg_segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01");
    assert_eq!(stripped, jpeg_with(&[jfif, upright_again, profile, adobe]));
    assert_eq!(inspect(&stripped), inspect(&full));
}

#[test]
fn an_upright_picture_is_left_without_any_notes() {
    assert_eq!(strip(&jpeg_with(&[exif(1)])), Ok(jpeg_with(&[])));
    let notes = png_with(&[
        png_chunk(b"gAMA", &[0, 0, 0, 1]),
        png_chunk(b"eXIf", &tiff(1)),
        png_chunk(b"tEXt", SECRET),
        png_chunk(b"zTXt", SECRET),
        png_chunk(b"iTXt", SECRET),
        png_chunk(b"tIME", &[0; 7]),
        png_chunk(b"prVt", SECRET),
    ]);
    let gamma = png_chunk(b"gAMA", &[0, 0, 0, 1]);
    assert_eq!(strip(&notes), Ok(png_with(&[gamma])));
}

#[test]
fn refusals_name_the_limits_that_hold() {
    use crate::messages::Locale;
    for locale in [Locale::Id, Locale::En] {
        let megabytes = format!("{} MB", MAX_FILE_BYTES / 1_000_000);
        assert!(
            FileRefused::TooLarge
                .code()
                .text(locale)
                .contains(&megabytes)
        );
        let megapixels = format!("{} mega", MAX_PIXELS / 1_000_000);
        let text = FileRefused::TooManyPixels.code().text(locale);
        assert!(text.contains(&megapixels));
    }
}
