//! Alarms of objects, as the runtime keeps them: the object has the time of its own, and a
//! book of all is what rings them.

use crate::Runtime;
use rusqlite::{Connection, params};
use std::fs;

/// Where an object keeps the time of its alarm, in nanoseconds.
const ALARM_OF_OBJECT: &str =
    "UPDATE _cf_METADATA SET value = value - ?1 WHERE key = 1 AND value IS NOT NULL";

impl Runtime {
    /// While it is stopped: alarms of a class of objects are no longer in the book, and the
    /// objects believe that they should have rung `ago_seconds` before they really should.
    /// Answers how many there were.
    pub fn lose_alarms(&self, class: &str, ago_seconds: i64) -> usize {
        let folder = self.storage().join(format!("do/prakerja-{class}"));
        let book = Connection::open(folder.join("metadata.sqlite")).unwrap();
        let lost = book.execute("DELETE FROM _cf_ALARM", []).unwrap();
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let objects = files.filter(|file| {
            let name = file.file_name().into_string().unwrap();
            name.ends_with(".sqlite") && name != "metadata.sqlite"
        });
        let moved = objects.map(|object| {
            let object = Connection::open(object.path()).unwrap();
            let nanoseconds = ago_seconds * 1_000_000_000;
            object
                .execute(ALARM_OF_OBJECT, params![nanoseconds])
                .unwrap()
        });
        assert_eq!(moved.sum::<usize>(), lost, "objects and book agreed");
        lost
    }
}
