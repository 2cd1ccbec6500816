//! What somebody typed, as the inside of a text area.

use crate::document::escape;

/// HTML of the text. The library writes what stands inside a text area as it is,
/// so that `</textarea>` would end it; and a browser drops one line feed in front.
pub fn typed(text: &str) -> String {
    let mut html = String::from("\n");
    escape(&mut html, text);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_typed_ends_the_text_area() {
        let html = typed("\n</textarea><script>&amp;");
        assert_eq!(html, "\n\n&lt;/textarea&gt;&lt;script&gt;&amp;amp;");
    }
}
