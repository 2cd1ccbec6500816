//! Where somebody lives, what they learned and how they work: shown to them, and changed.

pub mod page;
pub mod registrant;

use crate::http::{Answer, Context};
use crate::sign_in::session;
use domain::profile::{Profile, ProfileRequest, ProfileView};
use registrant::{ChangeProfile, ShowProfile};

/// What the signed-in person has told.
pub async fn own(context: &Context) -> Answer<ProfileView> {
    session::ask(context, ShowProfile).await
}

/// Changes it.
pub async fn change(context: &Context, request: &ProfileRequest) -> Answer<ProfileView> {
    session::current(context)?;
    session::ask(context, ChangeProfile(Profile::parse(request)?)).await
}
