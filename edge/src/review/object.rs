//! The Durable Object around [`Store`]: one for each course. Its alarm tells the
//! writers' shards what staff decided, and lists what waits.

use super::question::{Answer, Question, Report};
use super::store::{Store, Todo};
use super::waiting;
use crate::clock;
use crate::config::Config;
use crate::object::{ObjectSql, answer, call, question, wake_within};
use crate::registrant::{Question as RegistrantQuestion, Registrants};
use crate::sql::Outcome;
use crate::staff::Signing;
use domain::draw::Hex;
use domain::messages::Code;
use domain::purchase::CourseCode;
use domain::review::Verdict;
use domain::staff::CommandState;
use std::cell::OnceCell;
use worker::{DurableObject, Env, Error, Request, Response, Result, State, durable_object};

/// Told by one alarm.
const AT_ONCE: u32 = 20;

/// When something that failed is tried again.
const AGAIN_MS: i64 = 2_000;

/// Asks the object of a course.
pub(super) async fn ask(
    env: &Env,
    course: &CourseCode,
    question: &Question,
) -> Result<Outcome<Answer>> {
    let name = format!("course-{}", course.as_str());
    call(&env.durable_object("REVIEWS")?, &name, question).await
}

/// Brings a review to its course; brought again, it counts once.
pub async fn report(env: &Env, report: Report) -> Result<()> {
    let course = report.course.clone();
    ask(env, &course, &Question::Put(Box::new(report))).await?;
    Ok(())
}

/// Signs a verdict.
pub async fn moderate(
    env: &Env,
    signing: Signing,
    course: &CourseCode,
    (tag, version, verdict): (Hex<16>, u32, Verdict),
) -> Result<Outcome<CommandState>> {
    let question = Question::Moderate {
        signing,
        tag,
        version,
        verdict,
    };
    Ok(match ask(env, course, &question).await? {
        Outcome::Done(Answer::State(state)) => Outcome::Done(state),
        Outcome::Done(_) => Outcome::refused(Code::Internal),
        Outcome::Refused(code, params) => Outcome::Refused(code, params),
    })
}

/// The reviews of one course.
#[durable_object]
pub struct CourseReviews {
    state: State,
    env: Env,
    store: OnceCell<Store<ObjectSql>>,
}

impl DurableObject for CourseReviews {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            store: OnceCell::new(),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let question: Question = question(&mut request).await?;
        let changes = matches!(question, Question::Put(_) | Question::Moderate { .. });
        let result = self
            .store()
            .and_then(|store| store.answer(question).map_err(failed));
        if changes && result.is_ok() {
            self.go_on().await?;
        }
        answer("CourseReviews", result)
    }

    async fn alarm(&self) -> Result<Response> {
        let store = self.store()?;
        let todos = store.todos(AT_ONCE).map_err(failed)?;
        let mut left: Vec<_> = todos
            .unreadable
            .into_iter()
            .map(|(id, error)| (id, error.to_string()))
            .collect();
        for (id, todo) in todos.readable {
            match self.tell(todo).await {
                Ok(()) => store.told(id).map_err(failed)?,
                Err(error) => left.push((id, error.to_string())),
            }
        }
        // One that cannot be told holds no other up.
        for (id, error) in &left {
            worker::console_error!("{}", serde_json::json!({ "review": id, "error": error }));
            store.put_last(*id).map_err(failed)?;
        }
        match left.is_empty() {
            true => self.go_on().await?,
            false => wake_within(&self.state, AGAIN_MS).await?,
        }
        Response::ok("")
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::RustError(error.to_string())
}

impl CourseReviews {
    fn store(&self) -> Result<&Store<ObjectSql>> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let keys = Config::of(&self.env)?.keys;
        let store = Store::open(ObjectSql::new(&self.state), keys).map_err(failed)?;
        Ok(self.store.get_or_init(|| store))
    }

    /// Wakes for what is still to be told.
    async fn go_on(&self) -> Result<()> {
        let todos = self.store()?.todos(1).map_err(failed)?;
        if !todos.readable.is_empty() || !todos.unreadable.is_empty() {
            wake_within(&self.state, 0).await?;
        }
        Ok(())
    }

    async fn tell(&self, todo: Todo) -> Result<()> {
        match todo {
            Todo::List(report) => waiting::list(&self.env, &report).await,
            Todo::Tell(report) => {
                let question = RegistrantQuestion::ReviewModerated {
                    person: report.writer.person,
                    purchase: report.writer.purchase,
                    version: report.version,
                    moderation: report.moderation,
                    now: clock::now(&self.env).await?,
                };
                let config = Config::of(&self.env)?;
                Registrants::of(&self.env, &config)?
                    .ask_shard(report.writer.shard, question)
                    .await?;
                Ok(())
            }
        }
    }
}
