//! A Durable Object's SQLite as [`Sql`].

use crate::sql::{Row, Sql, SqlError, Value};
use wasm_bindgen::closure::ScopedClosure;
use wasm_bindgen::{JsCast, JsValue};
use worker::{Result, SqlStorage, SqlStorageValue, State};

/// A Durable Object's storage.
#[derive(Clone)]
pub struct ObjectSql {
    sql: SqlStorage,
    storage: JsValue,
}

impl ObjectSql {
    /// Of the object with this state.
    pub fn new(state: &State) -> Self {
        let storage = state.storage();
        Self {
            sql: storage.sql(),
            storage: AsRef::<JsValue>::as_ref(storage.as_raw()).clone(),
        }
    }
}

fn store(error: impl std::fmt::Display) -> SqlError {
    SqlError::Store(error.to_string())
}

impl Sql for ObjectSql {
    fn run(&self, statement: &str, values: &[Value]) -> std::result::Result<Vec<Row>, SqlError> {
        let bound = values
            .iter()
            .map(|value| match value {
                Value::Null => Ok(SqlStorageValue::Null),
                Value::Int(int) => SqlStorageValue::try_from_i64(*int),
                Value::Text(text) => Ok(SqlStorageValue::String(text.clone())),
            })
            .collect::<Result<Vec<_>>>()
            .map_err(store)?;
        let cursor = self.sql.exec(statement, bound).map_err(store)?;
        cursor
            .raw()
            .map(|row| {
                let columns = row.map_err(store)?.into_iter().map(|column| match column {
                    SqlStorageValue::Null => Ok(Value::Null),
                    SqlStorageValue::Integer(int) => Ok(Value::Int(int)),
                    #[allow(
                        clippy::cast_possible_truncation,
                        reason = "whole and within 2^53, as checked"
                    )]
                    SqlStorageValue::Float(float)
                        if float.fract() == 0.0 && float.abs() < 9.0e15 =>
                    {
                        Ok(Value::Int(float as i64))
                    }
                    SqlStorageValue::String(text) => Ok(Value::Text(text)),
                    _ => Err(SqlError::Column),
                });
                columns.collect::<std::result::Result<Vec<_>, _>>().map(Row)
            })
            .collect()
    }

    /// `transactionSync` is not wrapped by the library; without it an error
    /// after a write would leave the write behind.
    fn atomically<T, E: From<SqlError>>(
        &self,
        work: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut work = Some(work);
        let mut outcome = None;
        let mut run = || -> std::result::Result<(), JsValue> {
            let Some(work) = work.take() else {
                return Ok(());
            };
            let result = work();
            let failed = result.is_err();
            outcome = Some(result);
            if failed {
                Err(JsValue::from_str("rolled back"))
            } else {
                Ok(())
            }
        };
        let transaction = {
            let closure =
                ScopedClosure::<dyn FnMut() -> std::result::Result<(), JsValue>>::borrow_mut(
                    &mut run,
                );
            js_sys::Reflect::get(&self.storage, &JsValue::from_str("transactionSync"))
                .and_then(|function| function.dyn_into::<js_sys::Function>())
                .and_then(|function| function.call1(&self.storage, closure.as_ref()))
        };
        match (outcome, transaction) {
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(value)), Ok(_)) => Ok(value),
            (_, Err(error)) => Err(SqlError::Store(format!("{error:?}")).into()),
            (None, Ok(_)) => Err(SqlError::Store("the transaction did not run".to_owned()).into()),
        }
    }
}
