//! A small made-up catalogue, and publishing one as programme staff does.

use crate::{Answer, Runtime};
use chrono::NaiveDate;
use domain::catalogue::demo::{Demo, Scale};
use domain::catalogue::snapshot::{Snapshot, Version};
use domain::catalogue::{Catalogue, Course, Described, summaries};
use domain::draw::file_hash;
use serde_json::json;

/// Sixty made-up courses; the same ones for every test.
pub fn courses(today: NaiveDate) -> Demo {
    let scale = Scale {
        institutions: 12,
        courses: 60,
    };
    Demo::generate(7, today, scale).unwrap()
}

/// As many made-up courses as the programme had when it began.
pub fn programme(today: NaiveDate) -> Demo {
    Demo::generate(1, today, Scale::PROGRAMME).unwrap()
}

/// A publication's two files.
pub fn files(demo: &Demo, version: u32) -> [Vec<u8>; 2] {
    let courses: Vec<Course> = demo.courses.iter().map(|one| one.course.clone()).collect();
    let version = Version(version);
    let snapshot = Snapshot {
        version,
        catalogue: Catalogue::new(demo.directory.clone(), courses).unwrap(),
    };
    let texts = demo.courses.iter().map(|one: &Described| &one.summary);
    [
        snapshot.encode(),
        summaries::encode(version, texts).unwrap(),
    ]
}

impl Runtime {
    /// The text of a command that publishes a catalogue's files.
    pub fn catalogue_command(&self, version: u32, [snapshot, summaries]: &[Vec<u8>; 2]) -> String {
        json!({
            "id": crate::fresh_key(),
            "issued_at": self.now(),
            "action": "publish_catalogue",
            "version": version,
            "snapshot": file_hash(snapshot),
            "summaries": file_hash(summaries),
        })
        .to_string()
    }

    /// Brings one of its files.
    pub fn bring_catalogue_file(&self, bytes: &[u8]) -> Answer {
        self.client()
            .post("/api/v1/staff/catalogue-files")
            .header("Content-Digest", &crate::certificate::digest(bytes))
            .body("application/octet-stream", bytes)
            .send()
    }

    /// Publishes a catalogue with both keys.
    pub fn publish(&self, demo: &Demo, version: u32) {
        let files = files(demo, version);
        let text = self.catalogue_command(version, &files);
        self.sign(0, &text).expect(200);
        self.sign(1, &text).expect(200);
        for file in &files {
            self.bring_catalogue_file(file).expect(200);
        }
    }
}
