//! What every Durable Object here shares: its SQLite as [`Sql`], calls to it as
//! JSON, and its alarm.

use crate::sql::{Row, Sql, SqlError, Value};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;
use wasm_bindgen::closure::ScopedClosure;
use wasm_bindgen::{JsCast, JsValue};
use worker::{
    Error, Method, ObjectNamespace, Request, RequestInit, Response, Result, SqlStorage,
    SqlStorageValue, State,
};

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

/// Calls an object and reads its answer.
pub async fn call<Q: Serialize, A: DeserializeOwned>(
    namespace: &ObjectNamespace,
    name: &str,
    question: &Q,
) -> Result<A> {
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_body(Some(serde_json::to_string(question)?.into()));
    let request = Request::new_with_init("https://object/", &init)?;
    let mut response = namespace
        .get_by_name(name)?
        .fetch_with_request(request)
        .await?;
    if response.status_code() != 200 {
        return Err(Error::RustError(format!(
            "object answered {}",
            response.status_code()
        )));
    }
    Ok(serde_json::from_str(&response.text().await?)?)
}

/// The object's side of [`call`].
pub async fn question<Q: DeserializeOwned>(request: &mut Request) -> Result<Q> {
    Ok(serde_json::from_str(&request.text().await?)?)
}

/// The object's side of [`call`]: an answer, or an error that is logged and
/// tells the caller nothing.
pub fn answer<A: Serialize, E: std::fmt::Display>(
    object: &str,
    result: std::result::Result<A, E>,
) -> Result<Response> {
    match result {
        Ok(answer) => Response::ok(serde_json::to_string(&answer)?),
        Err(error) => {
            worker::console_error!(
                "{}",
                serde_json::json!({ "object": object, "error": error.to_string() })
            );
            Response::error("failed", 500)
        }
    }
}

/// An error as the runtime has them.
pub fn failed(error: impl std::fmt::Display) -> Error {
    Error::RustError(error.to_string())
}

/// Sets the alarm for `wait_ms` from now, unless it is due sooner anyway.
pub async fn wake_within(state: &State, wait_ms: i64) -> Result<()> {
    let wait_ms = wait_ms.max(0);
    let now = i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX);
    if let Some(due) = state.storage().get_alarm().await?
        && due <= now.saturating_add(wait_ms)
    {
        return Ok(());
    }
    let wait_ms = u64::try_from(wait_ms).unwrap_or_default();
    state
        .storage()
        .set_alarm(Duration::from_millis(wait_ms))
        .await
}
