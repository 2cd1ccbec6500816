//! Publishing catalogues, as programme staff does.

use crate::{Answer, Runtime};
use domain::catalogue::demo::{Demo, Scale};
use domain::catalogue::snapshot::{Snapshot, Version};
use domain::catalogue::{Catalogue, summaries};
use domain::draw::file_hash;
use domain::time::programme_date;
use serde_json::json;

/// A catalogue's two files, and what is in them.
pub struct Published {
    /// The snapshot as it is expected back.
    pub snapshot: Snapshot,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The summaries' bytes.
    pub summaries: Vec<u8>,
    /// The summaries, in the order of the courses.
    pub texts: Vec<String>,
}

impl Runtime {
    /// A made-up catalogue of 120 courses whose schedules are ahead of the edge's clock.
    pub fn demo_catalogue(&self, version: u32) -> Published {
        let scale = Scale {
            institutions: 20,
            courses: 120,
        };
        let demo = Demo::generate(7, programme_date(self.now()), scale).unwrap();
        self.catalogue_of(version, &demo)
    }

    /// The files of courses and their summaries.
    pub fn catalogue_of(&self, version: u32, demo: &Demo) -> Published {
        let courses = demo.courses.iter().map(|one| one.course.clone()).collect();
        let snapshot = Snapshot {
            version: Version(version),
            catalogue: Catalogue::new(demo.directory.clone(), courses).unwrap(),
        };
        let texts = demo.courses.iter().map(|one| &one.summary);
        Published {
            bytes: snapshot.encode(),
            summaries: summaries::encode(Version(version), texts).unwrap(),
            texts: demo
                .courses
                .iter()
                .map(|one| one.summary.as_str().to_owned())
                .collect(),
            snapshot,
        }
    }

    /// The text of a command that publishes two files.
    pub fn publish_command(&self, version: u32, snapshot: &[u8], summaries: &[u8]) -> String {
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

    /// Brings a file.
    pub fn bring_catalogue_file(&self, bytes: &[u8]) -> Answer {
        self.client()
            .post("/api/v1/staff/catalogue-files")
            .body("application/octet-stream", bytes)
            .send()
    }

    /// Publishes a catalogue with both keys and both files.
    pub fn publish(&self, catalogue: &Published) {
        let version = catalogue.snapshot.version.0;
        let text = self.publish_command(version, &catalogue.bytes, &catalogue.summaries);
        self.sign(0, &text).expect(200);
        self.sign(1, &text).expect(200);
        self.bring_catalogue_file(&catalogue.bytes).expect(200);
        let last = self.bring_catalogue_file(&catalogue.summaries).expect(200);
        assert_eq!(last.json(), json!({ "version": version, "awaits": [] }));
    }
}
