//! The Durable Object around [`Store`]: one for each course. Its alarm tells the
//! writers' shards what staff decided, and lists what waits.

use super::report::Report;
use super::store::{FindWaiting, Moderate, PublicReviews, PutReview, Store, Todo};
use super::waiting;
use crate::clock;
use crate::config::Config;
use crate::object::{
    self, Kept, Object, ObjectSql, Operation, OperationOf, Transaction, Transactional, failed,
    operations, wake_within,
};
use crate::registrant::Registrants;
use crate::review::registrant::ReviewModerated;
use crate::signing::Signing;
use crate::sql::Outcome;
use domain::draw::Hex;
use domain::purchase::CourseCode;
use domain::review::Verdict;
use domain::staff::CommandState;
use worker::{Env, Result, State};

/// Told by one alarm.
const AT_ONCE: u32 = 20;

/// When something that failed is tried again.
const AGAIN_MS: i64 = 2_000;

/// Asks the object of a course.
pub(super) async fn ask<O: OperationOf<CourseReviews>>(
    env: &Env,
    course: &CourseCode,
    operation: &O,
) -> Result<O::Answer> {
    object::ask(env, &format!("course-{}", course.as_str()), operation).await
}

/// Brings a review to its course; brought again, it counts once.
pub async fn report(env: &Env, report: Report) -> Result<()> {
    let course = report.course.clone();
    ask(env, &course, &PutReview(report)).await
}

/// Signs a verdict.
pub async fn moderate(
    env: &Env,
    signing: Signing,
    course: &CourseCode,
    (tag, version, verdict): (Hex<16>, u32, Verdict),
) -> Result<Outcome<CommandState>> {
    let moderate = Moderate {
        signing,
        tag,
        version,
        verdict,
    };
    ask(env, course, &moderate).await
}

/// The reviews of one course.
pub struct CourseReviews {
    state: State,
    env: Env,
    store: Kept<Store<ObjectSql>>,
}

operations!(CourseReviews: PutReview, PublicReviews, FindWaiting, Moderate);

impl<O: Transaction<Store<ObjectSql>>> Operation<CourseReviews> for O {
    type Answer = O::Answer;

    async fn perform(self, reviews: &CourseReviews) -> Result<O::Answer> {
        let answer = reviews.store()?.perform(self).map_err(failed)?;
        reviews.go_on().await?;
        Ok(answer)
    }
}

impl Object for CourseReviews {
    const BINDING: &'static str = "REVIEWS";

    fn wake(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            store: Kept::default(),
        }
    }

    async fn alarm(&self) -> Result<()> {
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
        Ok(())
    }
}

impl CourseReviews {
    fn store(&self) -> Result<&Store<ObjectSql>> {
        self.store.or_open(|| {
            let keys = Config::of(&self.env)?.keys;
            Store::open(ObjectSql::new(&self.state), keys).map_err(failed)
        })
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
                let moderated = ReviewModerated {
                    person: report.writer.person,
                    purchase: report.writer.purchase,
                    version: report.version,
                    moderation: report.moderation,
                    now: clock::now(&self.env).await?,
                };
                let config = Config::of(&self.env)?;
                Registrants::of(&self.env, &config)
                    .ask_shard(report.writer.shard, moderated)
                    .await?;
                Ok(())
            }
        }
    }
}
