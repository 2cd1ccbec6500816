//! What calls carry besides their body: in the path, in the query, in headers.

use super::{Endpoint, Operation};
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
    if endpoint.operation == Operation::ShowCatalogue {
        parameters.push(json!({ "name": "since", "in": "query", "description": "The version that the caller has", "schema": { "type": "integer", "minimum": 1 } }));
    }
    if endpoint.operation == Operation::ListVacancies {
        for (name, description) in [
            ("q", "Words of title, employer, field or place"),
            ("field", "Code of a field of work"),
            (
                "place",
                "Two digits of a province or four of a regency or city",
            ),
            ("page", "From 1"),
            ("seed", "From an answer, for the same order"),
        ] {
            parameters.push(json!({ "name": name, "in": "query", "description": description, "schema": { "type": "string" } }));
        }
    }
    if endpoint.operation == Operation::SendCertificatePart {
        parameters.push(json!({ "name": "number", "in": "query", "required": true, "description": "Which part, from 0", "schema": { "type": "integer", "minimum": 0 } }));
    }
    if matches!(
        endpoint.operation,
        Operation::SendCertificatePart | Operation::TakeCatalogueFile | Operation::TakeVacancyFile
    ) {
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
