//! Prints the OpenAPI document: `cargo run -p domain --features openapi
//! --example openapi > docs/openapi.json`. A test keeps the file true.

fn main() -> Result<(), serde_json::Error> {
    println!(
        "{}",
        serde_json::to_string_pretty(&domain::api::document())?
    );
    Ok(())
}
