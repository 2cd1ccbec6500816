//! A certificate as one A4 page that prints well: who, what, where and when, and
//! a code that any phone's camera reads. The code is the certificate; the page
//! around it is for the eye.

use super::text::{encoded, lines, width};
use domain::credential::Credential;
use domain::messages::Locale;
use domain::time::{Zone, long_date};
use pdf_writer::types::{ActionType, AnnotationType};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use qrcodegen::{QrCode, QrCodeEcc};

/// A4 in points.
const PAGE: (f32, f32) = (595.0, 842.0);
const LEFT: f32 = 64.0;
const RIGHT: f32 = PAGE.0 - LEFT;

/// 62 mm – at version 16 a module is 0.7 mm, twice what cheap cameras ask for.
const CODE: f32 = 176.0;

const REGULAR: Name<'_> = Name(b"F1");
const BOLD: Name<'_> = Name(b"F2");

const BLACK: [f32; 3] = [0.09, 0.07, 0.06];
const SOFT: [f32; 3] = [0.38, 0.34, 0.31];
const RED: [f32; 3] = [0.72, 0.07, 0.11];

/// The page; nothing if the link is too long for a code.
pub fn pdf(credential: &Credential, link: &str) -> Option<Vec<u8>> {
    let code = QrCode::encode_text(link, QrCodeEcc::Medium).ok()?;
    let mut pdf = Pdf::new();
    let mut ids = (1..).map(Ref::new);
    let mut id = || ids.next().unwrap_or(Ref::new(99));
    let (catalog, pages, page, content, info) = (id(), id(), id(), id(), id());
    let (regular, bold, note) = (id(), id(), id());
    let title = format!("Sertifikat pelatihan: {}", credential.title);
    {
        let mut root = pdf.catalog(catalog);
        root.pages(pages);
        root.lang(TextStr("id"));
        root.viewer_preferences().display_doc_title(true);
    }
    pdf.document_info(info)
        .title(TextStr(&title))
        .author(TextStr(&credential.institution))
        .creator(TextStr("Prakerja"));
    pdf.pages(pages).kids([page]).count(1);
    {
        let mut one = pdf.page(page);
        one.parent(pages);
        one.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1));
        one.contents(content);
        one.annotations([note]);
        let mut resources = one.resources();
        let mut fonts = resources.fonts();
        fonts.pair(REGULAR, regular);
        fonts.pair(BOLD, bold);
    }
    {
        let mut annotation = pdf.annotation(note);
        annotation.subtype(AnnotationType::Link);
        let (x, y) = code_corner();
        annotation.rect(Rect::new(x, y, x + CODE, y + CODE));
        annotation.border(0.0, 0.0, 0.0, None);
        annotation
            .action()
            .action_type(ActionType::Uri)
            .uri(Str(link.as_bytes()));
        annotation.finish();
    }
    for (font, name) in [(regular, &b"Helvetica"[..]), (bold, b"Helvetica-Bold")] {
        pdf.type1_font(font)
            .base_font(Name(name))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    pdf.stream(content, &drawn(credential, &code).finish());
    Some(pdf.finish())
}

/// Lower left corner of the code.
const fn code_corner() -> (f32, f32) {
    (RIGHT - CODE, 96.0)
}

fn drawn(credential: &Credential, code: &QrCode) -> Content {
    let mut page = Sheet {
        content: Content::new(),
    };
    upper(&mut page, credential);
    lower(&mut page, credential, code);
    page.content
}

/// What it certifies; answers how far down that reaches.
fn upper(page: &mut Sheet, credential: &Credential) -> f32 {
    page.bar(0.0, PAGE.1 - 18.0, PAGE.0, 18.0, RED);
    page.say(LEFT, 770.0, "Prakerja", (BOLD, 15.0), RED);
    page.say(LEFT, 700.0, "Sertifikat Pelatihan", (BOLD, 34.0), BLACK);
    page.say(LEFT, 664.0, "Diberikan kepada", (REGULAR, 12.0), SOFT);
    let mut y = page.block(634.0, &credential.holder, 26.0);
    y -= 16.0;
    let done = "karena telah menyelesaikan pelatihan";
    page.say(LEFT, y, done, (REGULAR, 12.0), SOFT);
    y = page.block(y - 26.0, &credential.title, 19.0) - 14.0;
    page.bar(LEFT, y, RIGHT - LEFT, 0.7, SOFT);
    y -= 26.0;
    let day = long_date(Zone::Wib.date(credential.valid_from), Locale::Id);
    for (label, value) in [
        ("Lama pelatihan", format!("{} jam", credential.hours)),
        ("Tanggal selesai", day),
        ("Lembaga pelatihan", credential.institution.clone()),
    ] {
        page.say(LEFT, y, label, (REGULAR, 10.5), SOFT);
        for line in lines(&value, 12.5, RIGHT - LEFT - 132.0) {
            page.say(LEFT + 132.0, y, &line, (BOLD, 12.5), BLACK);
            y -= 17.0;
        }
        y -= 7.0;
    }
    y
}

/// The code, and how to use it.
fn lower(page: &mut Sheet, credential: &Credential, code: &QrCode) {
    page.code(code);
    let (_, bottom) = code_corner();
    let mut y = bottom + CODE - 12.0;
    page.say(LEFT, y, "Periksa keasliannya", (BOLD, 13.0), BLACK);
    y -= 22.0;
    for line in [
        "Pindai kode di samping dengan kamera ponsel,",
        "lalu buka tautannya. Ponsel Anda memeriksa tanda",
        "tangan digital lembaga pelatihan, juga tanpa internet",
        "setelah kunjungan pertama.",
        "",
        "Cocokkan nama yang tampil dengan nama di atas.",
    ] {
        page.say(LEFT, y, line, (REGULAR, 10.5), BLACK);
        y -= 15.0;
    }
    page.say(
        LEFT,
        bottom + 16.0,
        "Nomor sertifikat",
        (REGULAR, 9.0),
        SOFT,
    );
    page.say(
        LEFT,
        bottom + 3.0,
        credential.id.as_str(),
        (REGULAR, 9.0),
        BLACK,
    );
    page.bar(0.0, 0.0, PAGE.0, 6.0, RED);
    let foot = "Ditandatangani secara digital (Ed25519, Open Badges 3.0). Kode di atas adalah sertifikatnya.";
    page.say(LEFT, 40.0, foot, (REGULAR, 8.5), SOFT);
}

struct Sheet {
    content: Content,
}

impl Sheet {
    fn bar(&mut self, x: f32, y: f32, wide: f32, high: f32, [r, g, b]: [f32; 3]) {
        self.content.set_fill_rgb(r, g, b);
        self.content.rect(x, y, wide, high);
        self.content.fill_nonzero();
    }

    fn say(&mut self, x: f32, y: f32, text: &str, font: (Name<'_>, f32), [r, g, b]: [f32; 3]) {
        self.content.set_fill_rgb(r, g, b);
        self.content.begin_text();
        self.content.set_font(font.0, font.1);
        self.content.next_line(x, y);
        self.content.show(Str(&encoded(text)));
        self.content.end_text();
    }

    /// Large words over as many lines as they need, smaller if those are many;
    /// answers where the next line would be.
    fn block(&mut self, mut y: f32, text: &str, size: f32) -> f32 {
        let room = RIGHT - LEFT;
        let size = if width(text, size) > room * 2.0 {
            size * 0.7
        } else {
            size
        };
        for line in lines(text, size, room) {
            self.say(LEFT, y, &line, (BOLD, size), BLACK);
            y -= size * 1.22;
        }
        y
    }

    /// One bar for each run of dark modules. The page is its quiet zone.
    fn code(&mut self, code: &QrCode) {
        let (left, bottom) = code_corner();
        let size = code.size();
        #[allow(clippy::cast_precision_loss, reason = "177 modules at most")]
        let (count, number) = (size as f32, |at: i32| at as f32);
        let module = CODE / count;
        self.content.set_fill_rgb(0.0, 0.0, 0.0);
        for row in 0..size {
            let mut from = None;
            for column in 0..=size {
                let dark = column < size && code.get_module(column, row);
                match (from, dark) {
                    (None, true) => from = Some(column),
                    (Some(start), false) => {
                        let (x, y) = (
                            left + number(start) * module,
                            bottom + number(size - 1 - row) * module,
                        );
                        self.content
                            .rect(x, y, number(column - start) * module, module);
                        from = None;
                    }
                    _ => {}
                }
            }
        }
        self.content.fill_nonzero();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::credential::{CredentialId, StatusEntry};

    fn credential() -> Credential {
        Credential {
            id: CredentialId::parse("3f2b0c1e-0c1a-4a52-9a53-0c0f7a1c9e11").unwrap(),
            issuer: "did:web:prakerja.example:penerbit:L0001".to_owned(),
            institution: "Sanggar Karya Nusantara".to_owned(),
            holder: "Siti Aminah Rahmawati".to_owned(),
            course: "https://prakerja.example/pelatihan/K00042/".to_owned(),
            title: "Dasar-Dasar Barista: Espreso dan Seduh Manual".to_owned(),
            hours: 24,
            valid_from: "2026-11-20T03:04:05Z".parse().unwrap(),
            status: StatusEntry {
                list: "https://prakerja.example/berkas/sertifikat/status/1".to_owned(),
                index: 7,
            },
        }
    }

    /// As long as a real one.
    fn link() -> String {
        format!(
            "https://prakerja.example/sertifikat/#{}",
            "aZ09_-".repeat(62)
        )
    }

    /// What the page's own bars look like to a camera.
    fn seen(bytes: &[u8]) -> String {
        const SCALE: usize = 4;
        let (left, bottom) = code_corner();
        let text = String::from_utf8_lossy(bytes);
        let version = QrCode::encode_text(&link(), QrCodeEcc::Medium).unwrap();
        let module = CODE / version.size() as f32;
        let side = version.size() as usize + 8;
        let mut dark = vec![false; side * side];
        for line in text.lines() {
            let numbers: Vec<f32> = line.split(' ').filter_map(|n| n.parse().ok()).collect();
            let [x, y, wide, high] = numbers[..] else {
                continue;
            };
            if !line.ends_with(" re") || (high - module).abs() > 0.01 {
                continue;
            }
            let at = |points: f32| (points / module).round() as usize;
            let row = side - 1 - (at(y - bottom) + 4);
            for column in at(x - left)..at(x - left) + at(wide) {
                dark[row * side + column + 4] = true;
            }
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
                if dark[y / SCALE * side + x / SCALE] {
                    0
                } else {
                    255
                }
            });
        let grids = image.detect_grids();
        grids[0].decode().unwrap().1
    }

    #[test]
    fn the_code_on_the_page_is_read_as_the_link() {
        let bytes = pdf(&credential(), &link()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1."));
        assert_eq!(seen(&bytes), link());
        let code = QrCode::encode_text(&link(), QrCodeEcc::Medium).unwrap();
        assert!(code.version().value() <= 16, "{}", code.version().value());
        assert!(bytes.len() < 100_000, "{}", bytes.len());
    }

    #[test]
    fn the_longest_names_stay_on_the_page_above_the_code() {
        let mut long = credential();
        long.holder = "Muhammad Abdurrahman ".repeat(5).trim().to_owned();
        long.title = "Pelatihan Wawasan Kebangsaan Digital "
            .repeat(4)
            .trim()
            .to_owned();
        long.institution = "Lembaga Pelatihan Kerja Nusantara "
            .repeat(5)
            .trim()
            .to_owned();
        let mut sheet = Sheet {
            content: Content::new(),
        };
        let (_, bottom) = code_corner();
        let reaches = upper(&mut sheet, &long);
        assert!(reaches > bottom + CODE, "{reaches}");
    }
}
