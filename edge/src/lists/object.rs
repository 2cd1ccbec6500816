//! The Durable Object of one list: the change that is under way, and which of
//! its pieces have come. Knows nobody who stands on the list.

use crate::object::{self, Object, Operation, OperationOf, operations};
use crate::signing::{Signatures, Signed, Signing};
use crate::sql::Outcome;
use domain::draw::Hex;
use domain::lists::{Change, ChangeProgress, ListName};
use domain::messages::Code;
use domain::staff::CommandState;
use serde::{Deserialize, Serialize};
use worker::{Env, Result, State};

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
pub async fn ask<O: OperationOf<List>>(
    env: &Env,
    list: &ListName,
    operation: &O,
) -> Result<O::Answer> {
    object::ask(env, &list.to_string(), operation).await
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
    let under_way = UnderWay { change, pieces };
    ask(env, list, &SignChange { signing, under_way }).await
}

/// A list.
pub struct List {
    state: State,
}

operations!(List: SignChange, FindPiece, NotePiece);

const UNDER_WAY: &str = "under_way";

impl Object for List {
    const BINDING: &'static str = "LISTS";

    fn wake(state: State, _env: Env) -> Self {
        Self { state }
    }
}

impl List {
    async fn under_way(&self) -> Result<Option<UnderWay>> {
        self.state.storage().get(UNDER_WAY).await
    }
}

/// A member of staff signs a change.
#[derive(Debug, Serialize, Deserialize)]
struct SignChange {
    signing: Signing,
    under_way: UnderWay,
}

impl Operation<List> for SignChange {
    type Answer = Outcome<CommandState>;

    async fn perform(self, list: &List) -> Result<Outcome<CommandState>> {
        let storage = list.state.storage();
        let signatures = Signatures::of(&list.state).await?;
        Ok(match signatures.take(&self.signing)? {
            Signed::Known(known) => known,
            Signed::Proposed => Outcome::Done(CommandState::Proposed),
            Signed::Agreed => {
                storage.put(UNDER_WAY, &self.under_way).await?;
                signatures.done(&self.signing)?;
                Outcome::Done(CommandState::Done)
            }
        })
    }
}

/// Whether a piece is to be taken in, and how.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindPiece(pub Hex<32>);

impl Operation<List> for FindPiece {
    /// What to do with its people; nothing if that is done.
    type Answer = Outcome<(Option<Change>, ChangeProgress)>;

    async fn perform(self, list: &List) -> Result<Self::Answer> {
        let under_way = list.under_way().await?;
        let found = under_way.as_ref().and_then(|under_way| {
            let mut pieces = under_way.pieces.iter();
            let (_, done) = pieces.find(|(known, _)| *known == self.0)?;
            let change = (!done).then_some(under_way.change);
            Some((change, under_way.progress()))
        });
        Ok(found.map_or_else(|| Outcome::refused(Code::ListPieceUnknown), Outcome::Done))
    }
}

/// Note that a piece was taken in.
#[derive(Debug, Serialize, Deserialize)]
pub struct NotePiece(pub Hex<32>);

impl Operation<List> for NotePiece {
    type Answer = Outcome<ChangeProgress>;

    async fn perform(self, list: &List) -> Result<Outcome<ChangeProgress>> {
        let Some(mut under_way) = list.under_way().await? else {
            return Ok(Outcome::refused(Code::ListPieceUnknown));
        };
        for (known, done) in &mut under_way.pieces {
            *done |= *known == self.0;
        }
        list.state.storage().put(UNDER_WAY, &under_way).await?;
        Ok(Outcome::Done(under_way.progress()))
    }
}
