//! Objects as the runtime keeps them, each in a file of its own; when an alarm rings stands
//! there, and in a book of all that rings them.

use crate::Runtime;
use rusqlite::{Connection, params};
use std::fs;
use std::path::PathBuf;

/// Where an object keeps the time of its alarm, in nanoseconds.
const ALARM_OF_OBJECT: &str =
    "UPDATE _cf_METADATA SET value = value - ?1 WHERE key = 1 AND value IS NOT NULL";

impl Runtime {
    fn folder_of(&self, class: &str) -> PathBuf {
        self.storage().join(format!("do/prakerja-{class}"))
    }

    /// What each object of a class has stored.
    fn objects_of(&self, class: &str) -> Vec<Connection> {
        let files = fs::read_dir(self.folder_of(class)).unwrap();
        let files = files.map(|entry| entry.unwrap());
        let objects = files.filter(|file| {
            let name = file.file_name().into_string().unwrap();
            name.ends_with(".sqlite") && name != "metadata.sqlite"
        });
        objects
            .map(|file| Connection::open(file.path()).unwrap())
            .collect()
    }

    /// The sum of a number that a statement finds in each object of a class.
    pub fn sum_of_objects(&self, class: &str, statement: &str) -> i64 {
        let found = |object: &Connection| -> i64 {
            let found = object.query_row(statement, [], |row| row.get(0));
            found.unwrap()
        };
        self.objects_of(class).iter().map(found).sum()
    }

    /// While it is stopped: alarms of a class of objects are no longer in the book, and the
    /// objects believe that they should have rung `ago_seconds` before they really should.
    /// Answers how many there were.
    pub fn lose_alarms(&self, class: &str, ago_seconds: i64) -> usize {
        let book = Connection::open(self.folder_of(class).join("metadata.sqlite")).unwrap();
        let lost = book.execute("DELETE FROM _cf_ALARM", []).unwrap();
        let nanoseconds = ago_seconds * 1_000_000_000;
        let moved = self.objects_of(class).into_iter().map(|object| {
            object
                .execute(ALARM_OF_OBJECT, params![nanoseconds])
                .unwrap()
        });
        assert_eq!(moved.sum::<usize>(), lost, "objects and book agreed");
        lost
    }
}
