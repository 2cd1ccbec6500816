//! Whose call it is: the client's secret signs method, path, body, time and a
//! nonce that is taken once.

use super::calls;
use crate::http::{Answer, Context, Refusal};
use data_encoding::BASE64URL_NOPAD;
use domain::messages::Code;
use domain::partner::sign::{
    CLIENT_ID, ClientSecret, NONCE, SIGNATURE, SignatureRefused, SignedRequest, TIMESTAMP, verify,
};
use domain::purchase::PlatformCode;
use serde::Deserialize;
use worker::{Env, Request};

/// A client, as the secret `PARTNERS` lists them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Client {
    client_id: String,
    /// For whose codes.
    platform: PlatformCode,
    /// 32 bytes or more, base64url. Two while one takes the other's place.
    secrets: Vec<String>,
}

fn find(env: &Env, client_id: &str) -> Answer<Option<Client>> {
    let listed = env.secret("PARTNERS")?.to_string();
    let clients: Vec<Client> = serde_json::from_str(&listed).map_err(worker::Error::from)?;
    Ok(clients.into_iter().find(|one| one.client_id == client_id))
}

/// The platform that signed a request.
pub async fn platform(context: &Context, request: &Request, body: &[u8]) -> Answer<PlatformCode> {
    let header = |name| -> Answer<String> {
        let value = context.headers.get(name)?;
        value.ok_or(Refusal::code(Code::SignatureMalformed))
    };
    let (timestamp, nonce, signature) = (header(TIMESTAMP)?, header(NONCE)?, header(SIGNATURE)?);
    let client_id = header(CLIENT_ID)?;
    // An unknown client is told what a wrong secret is told.
    let wrong = || Refusal::code(SignatureRefused::Wrong.code());
    let client = find(&context.env, &client_id)?.ok_or_else(wrong)?;
    let method = request.method();
    let signed = SignedRequest {
        method: method.as_ref(),
        path: &request.path(),
        body,
        timestamp: &timestamp,
        nonce: &nonce,
        signature: &signature,
    };
    let mut refused = SignatureRefused::Wrong;
    for secret in &client.secrets {
        let bytes = BASE64URL_NOPAD.decode(secret.as_bytes()).ok();
        let Some(secret) = bytes.and_then(|bytes| ClientSecret::new(&bytes)) else {
            continue;
        };
        match verify(&secret, signed, context.now) {
            Ok(verified) => {
                return if calls::is_first(context, &client_id, &verified).await? {
                    Ok(client.platform)
                } else {
                    Err(Refusal::code(SignatureRefused::Replayed.code()))
                };
            }
            Err(one) => refused = one,
        }
    }
    Err(Refusal::code(refused.code()))
}
