//! The Durable Object of one list: the change that is under way, and which of
//! its pieces have come. Knows nobody who stands on the list.

use crate::object::{answer, call, question};
use crate::sql::Outcome;
use crate::staff::{Signed, Signing};
use domain::draw::Hex;
use domain::lists::{Change, ChangeProgress, ListName};
use domain::messages::Code;
use domain::staff::CommandState;
use serde::{Deserialize, Serialize};
use worker::{DurableObject, Env, Request, Response, Result, State, Storage, durable_object};

/// Questions to a list.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// A member of staff signs a change.
    Sign {
        signing: Signing,
        under_way: UnderWay,
    },
    /// Whether a piece is to be taken in, and how.
    Find { piece: Hex<32> },
    /// A piece was taken in.
    Took { piece: Hex<32> },
}

/// Answers of a list.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    State(CommandState),
    /// What to do with the piece; nothing if that is done.
    Piece(Option<Change>, ChangeProgress),
}

/// A change that two have signed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UnderWay {
    change: Change,
    /// Each piece, and whether it was taken in.
    pieces: Vec<(Hex<32>, bool)>,
}

impl UnderWay {
    fn progress(&self) -> ChangeProgress {
        let count = |pieces: usize| u32::try_from(pieces).unwrap_or(u32::MAX);
        ChangeProgress {
            pieces: count(self.pieces.len()),
            done: count(self.pieces.iter().filter(|(_, done)| *done).count()),
        }
    }
}

/// Asks the object of a list.
pub async fn ask(env: &Env, list: &ListName, question: &Question) -> Result<Outcome<Answer>> {
    call(&env.durable_object("LISTS")?, &list.to_string(), question).await
}

/// Signs a change. The next one takes the place of one whose pieces never came.
pub async fn change(
    env: &Env,
    signing: Signing,
    list: &ListName,
    change: Change,
    pieces: Vec<Hex<32>>,
) -> Result<Outcome<CommandState>> {
    let pieces = pieces.into_iter().map(|piece| (piece, false)).collect();
    let question = Question::Sign {
        signing,
        under_way: UnderWay { change, pieces },
    };
    Ok(match ask(env, list, &question).await? {
        Outcome::Done(Answer::State(state)) => Outcome::Done(state),
        Outcome::Done(Answer::Piece(..)) => Outcome::refused(Code::Internal),
        Outcome::Refused(code, params) => Outcome::Refused(code, params),
    })
}

/// A list.
#[durable_object(fetch)]
pub struct List {
    state: State,
}

const UNDER_WAY: &str = "under_way";

impl DurableObject for List {
    fn new(state: State, _env: Env) -> Self {
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let storage = self.state.storage();
        let result = match question(&mut request).await? {
            Question::Sign { signing, under_way } => sign(&storage, signing, under_way).await,
            Question::Find { piece } => find(&storage, piece).await,
            Question::Took { piece } => took(&storage, piece).await,
        };
        answer("List", result)
    }
}

async fn sign(storage: &Storage, signing: Signing, under_way: UnderWay) -> Result<Outcome<Answer>> {
    let state = match signing.take(storage).await? {
        Signed::Known(Outcome::Refused(code, params)) => {
            return Ok(Outcome::Refused(code, params));
        }
        Signed::Known(Outcome::Done(state)) => state,
        Signed::Proposed => CommandState::Proposed,
        Signed::Agreed => {
            storage.put(UNDER_WAY, &under_way).await?;
            signing.done(storage).await?;
            CommandState::Done
        }
    };
    Ok(Outcome::Done(Answer::State(state)))
}

async fn find(storage: &Storage, piece: Hex<32>) -> Result<Outcome<Answer>> {
    let under_way: Option<UnderWay> = storage.get(UNDER_WAY).await?;
    let found = under_way.as_ref().and_then(|under_way| {
        let (_, done) = under_way.pieces.iter().find(|(known, _)| *known == piece)?;
        let change = (!done).then_some(under_way.change);
        Some(Answer::Piece(change, under_way.progress()))
    });
    Ok(match found {
        Some(answer) => Outcome::Done(answer),
        None => Outcome::refused(Code::ListPieceUnknown),
    })
}

async fn took(storage: &Storage, piece: Hex<32>) -> Result<Outcome<Answer>> {
    let Some(mut under_way) = storage.get::<UnderWay>(UNDER_WAY).await? else {
        return Ok(Outcome::refused(Code::ListPieceUnknown));
    };
    for (known, done) in &mut under_way.pieces {
        *done |= *known == piece;
    }
    storage.put(UNDER_WAY, &under_way).await?;
    Ok(Outcome::Done(Answer::Piece(None, under_way.progress())))
}
