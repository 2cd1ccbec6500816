//! SQLite as the cores see it: statements with bound values, and one
//! transaction around them. Two stores stand behind it: a Durable Object's, and
//! (in tests) a file or memory on the machine that compiles.

use domain::messages::{Code, Params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A bound value or a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number within ±2^53, as they cross the border to JavaScript as doubles.
    Int(i64),
    /// Text.
    Text(String),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What a store answers when it cannot.
#[derive(Debug, thiserror::Error)]
pub enum SqlError {
    /// The store itself refused or failed.
    #[error("storage: {0}")]
    Store(String),
    /// A column was not what the statement promised.
    #[error("a column is missing or of another type")]
    Column,
    /// A stored text does not parse.
    #[error("stored JSON does not parse: {0}")]
    Json(#[from] serde_json::Error),
}

/// One row.
#[derive(Debug)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// A text column.
    pub fn text(&self, column: usize) -> Result<&str, SqlError> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(SqlError::Column),
        }
    }

    /// A number.
    pub fn int(&self, column: usize) -> Result<i64, SqlError> {
        match self.0.get(column) {
            Some(Value::Int(int)) => Ok(*int),
            _ => Err(SqlError::Column),
        }
    }

    /// A text column that may be empty.
    pub fn text_or_null(&self, column: usize) -> Result<Option<String>, SqlError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.text(column).map(|text| Some(text.to_owned())),
        }
    }

    /// A stored value that may be empty.
    pub fn json_or_null<T: DeserializeOwned>(&self, column: usize) -> Result<Option<T>, SqlError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.json(column).map(Some),
        }
    }

    /// A number that may be empty.
    pub fn int_or_null(&self, column: usize) -> Result<Option<i64>, SqlError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.int(column).map(Some),
        }
    }

    /// A moment, stored in milliseconds since 1970.
    pub fn moment(&self, column: usize) -> Result<Moment, SqlError> {
        Moment::from_timestamp_millis(self.int(column)?).ok_or(SqlError::Column)
    }

    /// A column of JSON.
    pub fn json<T: DeserializeOwned>(&self, column: usize) -> Result<T, SqlError> {
        Ok(serde_json::from_str(self.text(column)?)?)
    }
}

/// A moment in UTC.
pub type Moment = chrono::DateTime<chrono::Utc>;

/// How moments are stored.
pub fn stored(moment: Moment) -> Value {
    Value::Int(moment.timestamp_millis())
}

/// How structures are stored.
pub fn json<T: Serialize>(value: &T) -> Result<Value, SqlError> {
    Ok(Value::Text(serde_json::to_string(value)?))
}

/// A store. Everything is synchronous: nothing else runs in between.
pub trait Sql {
    /// Runs one statement.
    fn run(&self, statement: &str, values: &[Value]) -> Result<Vec<Row>, SqlError>;

    /// Runs `work` so that either all of its writes are kept or, if it fails, none.
    fn atomically<T, E: From<SqlError>>(&self, work: impl FnOnce() -> Result<T, E>)
    -> Result<T, E>;

    /// The first row, if any.
    fn first(&self, statement: &str, values: &[Value]) -> Result<Option<Row>, SqlError> {
        Ok(self.run(statement, values)?.into_iter().next())
    }
}

/// Brings a store's tables up to date: runs the steps that have not run yet,
/// each in a transaction. Called whenever an object wakes, so it is cheap then.
pub fn migrate(sql: &impl Sql, steps: &[&[&str]]) -> Result<(), SqlError> {
    sql.run(
        "CREATE TABLE IF NOT EXISTS migration (step INTEGER PRIMARY KEY)",
        &[],
    )?;
    let done = sql
        .first("SELECT COALESCE(MAX(step), 0) FROM migration", &[])?
        .ok_or(SqlError::Column)?
        .int(0)?;
    let done = usize::try_from(done).map_err(|_| SqlError::Column)?;
    for (index, statements) in steps.iter().enumerate().skip(done) {
        sql.atomically(|| {
            for statement in *statements {
                sql.run(statement, &[])?;
            }
            let step = i64::try_from(index + 1).map_err(|_| SqlError::Column)?;
            sql.run("INSERT INTO migration VALUES (?)", &[step.into()])
                .map(drop)
        })?;
    }
    Ok(())
}

/// What a core answers: done, or refused with words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome<T> {
    /// Done.
    Done(T),
    /// Refused.
    Refused(Code, Params),
}

impl<T> Outcome<T> {
    /// Refused with words that leave nothing open.
    pub fn refused(code: Code) -> Self {
        Self::Refused(code, Params::default())
    }

    /// Another value, if it was done.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Done(value) => Outcome::Done(change(value)),
            Self::Refused(code, params) => Outcome::Refused(code, params),
        }
    }
}

impl<T> From<Result<T, Code>> for Outcome<T> {
    fn from(result: Result<T, Code>) -> Self {
        result.map_or_else(Self::refused, Self::Done)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use rusqlite::types::ValueRef;

    pub struct Native(pub rusqlite::Connection);

    impl Native {
        pub fn new() -> Self {
            Self(rusqlite::Connection::open_in_memory().unwrap())
        }
    }

    impl Sql for Native {
        fn run(&self, statement: &str, values: &[Value]) -> Result<Vec<Row>, SqlError> {
            let store = |error: rusqlite::Error| SqlError::Store(error.to_string());
            let mut statement = self.0.prepare(statement).map_err(store)?;
            let columns = statement.column_count();
            let values = values.iter().map(|value| match value {
                Value::Null => rusqlite::types::Value::Null,
                Value::Int(int) => rusqlite::types::Value::Integer(*int),
                Value::Text(text) => rusqlite::types::Value::Text(text.clone()),
            });
            let mut rows = statement
                .query(rusqlite::params_from_iter(values))
                .map_err(store)?;
            let mut out = Vec::new();
            while let Some(row) = rows.next().map_err(store)? {
                let column = |index| match row.get_ref(index).unwrap() {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(int) => Value::Int(int),
                    ValueRef::Text(text) => Value::Text(String::from_utf8(text.to_vec()).unwrap()),
                    other => panic!("{other:?}"),
                };
                out.push(Row((0..columns).map(column).collect()));
            }
            Ok(out)
        }

        fn atomically<T, E: From<SqlError>>(
            &self,
            work: impl FnOnce() -> Result<T, E>,
        ) -> Result<T, E> {
            self.run("SAVEPOINT s", &[])?;
            let result = work();
            if result.is_err() {
                self.run("ROLLBACK TO s", &[])?;
            }
            self.run("RELEASE s", &[])?;
            result
        }
    }

    #[test]
    fn a_failed_piece_of_work_leaves_nothing_behind() {
        let sql = Native::new();
        migrate(&sql, &[&["CREATE TABLE t (a INTEGER)"]]).unwrap();
        let failed: Result<(), SqlError> = sql.atomically(|| {
            sql.run("INSERT INTO t VALUES (1)", &[])?;
            Err(SqlError::Column)
        });
        assert!(failed.is_err());
        assert_eq!(
            sql.first("SELECT COUNT(*) FROM t", &[])
                .unwrap()
                .unwrap()
                .int(0)
                .unwrap(),
            0
        );
    }

    #[test]
    fn migrations_run_once_and_go_on_where_they_stopped() {
        let sql = Native::new();
        migrate(&sql, &[&["CREATE TABLE a (x)"]]).unwrap();
        migrate(&sql, &[&["CREATE TABLE a (x)"], &["CREATE TABLE b (x)"]]).unwrap();
        sql.run("SELECT * FROM b", &[]).unwrap();
    }
}
