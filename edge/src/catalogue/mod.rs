//! Stub.
use crate::http::{Answer, Context};
use domain::purchase::Offer;

pub async fn offer(
    _: &Context,
    _: &str,
    _: &str,
    _: Option<&str>,
) -> Answer<Option<(Offer, Option<u16>)>> {
    Ok(None)
}
