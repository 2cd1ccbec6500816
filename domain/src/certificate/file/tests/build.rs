//! The smallest files that are whole, and parts to put into them.

use super::super::crc::Crc;

/// What a picture's notes hold in these tests and no stripped file may.
pub const SECRET: &[u8] = b"6.1754S106.8272E";

pub fn jpeg_segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], length.as_slice(), payload].concat()
}

pub fn jpeg_frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
    let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
    let payload = [&[8], height.as_slice(), &width, &[1, 1, 0x11, 0]].concat();
    jpeg_segment(marker, &payload)
}

/// A scan whose pixels hold stuffing, a restart and a fill byte.
pub fn jpeg_scan() -> Vec<u8> {
    let mut scan = jpeg_segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    scan.extend_from_slice(&[0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56, 0xFF]);
    scan
}

/// A JPEG of 40 by 30 with these segments before its frame.
pub fn jpeg_with(segments: &[Vec<u8>]) -> Vec<u8> {
    let tables = [jpeg_segment(0xDB, &[0; 65]), jpeg_segment(0xC4, &[0; 17])];
    [
        vec![0xFF, 0xD8],
        segments.concat(),
        tables.concat(),
        jpeg_frame(0xC0, 40, 30),
        jpeg_scan(),
        vec![0xFF, 0xD9],
    ]
    .concat()
}

/// A TIFF of an orientation and a place, in the order `II`, as phones write it.
pub fn tiff(orientation: u8) -> Vec<u8> {
    let head = b"II*\0\x08\0\0\0\x02\0";
    let turned = [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
    let place = [0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0];
    [head.as_slice(), &turned, &place, &[0; 4], SECRET].concat()
}

pub fn exif(orientation: u8) -> Vec<u8> {
    jpeg_segment(0xE1, &[b"Exif\0\0".as_slice(), &tiff(orientation)].concat())
}

pub fn png_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let crc = Crc::new().of(&[name, data]).to_be_bytes();
    [length.as_slice(), name, data, &crc].concat()
}

pub fn png_header(width: u32, height: u32) -> Vec<u8> {
    let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
    let data = [width.as_slice(), &height, &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), png_chunk(b"IHDR", &data)].concat()
}

/// A PNG of 40 by 30 with these chunks before its pixels.
pub fn png_with(chunks: &[Vec<u8>]) -> Vec<u8> {
    [
        png_header(40, 30),
        chunks.concat(),
        png_chunk(b"IDAT", &[1, 2, 3]),
        png_chunk(b"IEND", &[]),
    ]
    .concat()
}

/// A PDF of one object.
pub fn pdf_with(object: &[u8]) -> Vec<u8> {
    [
        b"%PDF-1.4\n1 0 obj\n",
        object,
        b"\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R /Size 2 >>\nstartxref\n9\n%%EOF\n",
    ]
    .concat()
}

pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
