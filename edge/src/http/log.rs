//! One line per request. The route's pattern, never the address; no header, no
//! body, nothing of a person.

/// Writes the line; times in milliseconds, `began_ms` since 1970.
pub fn line(method: &str, route: &str, status: u16, began_ms: u64, took_ms: u64) {
    worker::console_log!(
        "{}",
        serde_json::json!({ "at": began_ms, "method": method, "route": route, "status": status, "ms": took_ms })
    );
}
