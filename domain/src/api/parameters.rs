//! What calls carry besides their body: in the path, in the query, in headers.

use super::{Body, Endpoint};
use serde_json::{Value, json};

/// In the words of OpenAPI.
pub(super) fn of(endpoint: &Endpoint) -> Vec<Value> {
    let mut parameters = vec![];
    if endpoint.path.contains("{number}") {
        parameters.push(json!({ "name": "number", "in": "path", "required": true, "schema": { "type": "integer", "minimum": 1 } }));
    }
    if endpoint.path.contains("{id}") {
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "maxLength": 64 } }));
    }
    for one in endpoint.query {
        let schema = match one.least {
            Some(least) => json!({ "type": "integer", "minimum": least }),
            None => json!({ "type": "string" }),
        };
        let parameter = json!({ "name": one.name, "in": "query", "description": one.description, "schema": schema });
        let needed = json!({ "name": one.name, "in": "query", "required": true, "description": one.description, "schema": schema });
        parameters.push(if one.is_needed { needed } else { parameter });
    }
    if endpoint.body == Body::Bytes {
        parameters.push(json!({ "name": "Content-Digest", "in": "header", "required": true, "description": "SHA-256 of the body as in RFC 9530: `sha-256=:…:`", "schema": { "type": "string" } }));
    }
    if endpoint.idempotent_by_key {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "A UUID made by the client. The same key with the same body gets the first answer again.",
            "schema": { "type": "string", "format": "uuid" },
        }));
    }
    parameters
}
