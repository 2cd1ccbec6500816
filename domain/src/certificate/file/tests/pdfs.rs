//! PDF documents, harmless and not.

use super::super::*;
use super::build::*;

#[test]
fn a_plain_document_is_taken_and_left_as_it_is() {
    let page = pdf_with(b"<< /Type /Catalog /Lang (id) /AAPL 1 /JSon 2 >>");
    assert_eq!(inspect(&page), Ok(Inspected::Pdf));
    assert_eq!(strip(&page).unwrap(), page);
}

#[test]
fn a_document_that_acts_is_refused_however_it_spells_it() {
    let cases: [&[u8]; 12] = [
        b"<< /S /JavaScript /JS (app.alert(1)) >>",
        b"<< /JS 2 0 R >>",
        b"<< /OpenAction 2 0 R >>",
        b"<</AA<</O 2 0 R>>>>",
        b"<< /S/Launch/F(a.exe) >>",
        b"<< /Type /EmbeddedFile >>",
        b"<< /Names << /EmbeddedFiles 3 0 R >> >>",
        b"<< /Subtype /RichMedia >>",
        b"<< /XFA [] >>",
        b"<< /#4a#61vaScr#69pt 2 0 R >>",
        b"<< /#4AS 2 0 R >>",
        b"<< /Length 40 >>\nstream\n<< /OpenAction 2 0 R >>\nendstream",
    ];
    for object in cases {
        let refused = inspect(&pdf_with(object));
        let object = String::from_utf8_lossy(object);
        assert_eq!(refused, Err(FileRefused::ActivePdf), "{object}");
    }
}

#[test]
fn compressed_pixels_may_spell_a_short_name_by_chance() {
    let chance = pdf_with(b"<< /Length 9 >>\nstream\r\nx/JS y/AA\nendstream");
    assert_eq!(inspect(&chance), Ok(Inspected::Pdf));
    let behind = pdf_with(b"<< >>\nstream\nx\nendstream << /JS 1 >>");
    assert_eq!(inspect(&behind), Err(FileRefused::ActivePdf));
}

#[test]
fn a_document_that_cannot_be_looked_into_is_refused() {
    let locked = pdf_with(b"<< /Encrypt 4 0 R >>");
    assert_eq!(inspect(&locked), Err(FileRefused::EncryptedPdf));
    let packed = pdf_with(b"<< /Type /Obj#53tm /N 3 >>");
    assert_eq!(inspect(&packed), Err(FileRefused::OpaquePdf));
}

#[test]
fn a_document_has_its_end_and_nothing_behind() {
    let whole = pdf_with(b"<< >>");
    for length in 5..whole.len() - 1 {
        let cut = whole.get(..length).unwrap();
        assert_eq!(inspect(cut), Err(FileRefused::Truncated), "{length}");
    }
    let beyond = b"%PDF-1.4\nstartxref\n999\n%%EOF";
    assert_eq!(inspect(beyond), Err(FileRefused::Truncated));
    let more = [whole.as_slice(), b"PK\x05\x06"].concat();
    assert_eq!(inspect(&more), Err(FileRefused::TrailingData));
    let blank = [whole.as_slice(), b"\r\n\0"].concat();
    assert_eq!(inspect(&blank), Ok(Inspected::Pdf));
}
