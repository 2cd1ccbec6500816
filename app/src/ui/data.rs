//! Data for search engines, as a block in the page.

use serde_json::Value;

/// The text of a JSON-LD block. `<`, `>` and `&` are written as JSON escapes, so that
/// nothing in it can end the block.
pub fn data_block(data: &Value) -> String {
    let mut text = String::new();
    for letter in data.to_string().chars() {
        match letter {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            other => text.push(other),
        }
    }
    text
}
