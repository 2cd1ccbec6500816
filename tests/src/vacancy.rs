//! Publishing vacancies as programme staff does.

use crate::{Answer, Runtime};
use domain::draw::file_hash;
use domain::vacancy::{Feed, Vacancy};
use serde_json::json;

/// The file of a publication.
pub fn file(vacancies: &[Vacancy], version: u32) -> Vec<u8> {
    let feed = Feed::new(version, vacancies.to_vec()).unwrap();
    feed.encode().unwrap()
}

impl Runtime {
    /// The text of a command that publishes a file of vacancies.
    pub fn vacancies_command(&self, version: u32, file: &[u8]) -> String {
        let of = json!({ "version": version, "file": file_hash(file) });
        self.command("publish_vacancies", of)
    }

    /// Brings the file.
    pub fn bring_vacancies(&self, bytes: &[u8]) -> Answer {
        self.client()
            .post("/api/v1/staff/vacancy-files")
            .header("Content-Digest", &crate::certificate::digest(bytes))
            .body("application/octet-stream", bytes)
            .send()
    }

    /// Publishes vacancies with both keys.
    pub fn publish_vacancies(&self, vacancies: &[Vacancy], version: u32) {
        let file = file(vacancies, version);
        let text = self.vacancies_command(version, &file);
        self.sign(0, &text).expect(200);
        self.sign(1, &text).expect(200);
        self.bring_vacancies(&file).expect(200);
    }
}
