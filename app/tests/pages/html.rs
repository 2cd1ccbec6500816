//! Reads tags out of HTML that we wrote ourselves: enough for assertions, no
//! parser of the wild web. A data block's text is skipped.

/// An opening tag.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = after
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let (attributes, after) = attributes(after);
        rest = after;
        if name == "script" {
            rest = after.split_once("</script>").map_or("", |(_, after)| after);
        }
        tags.push(Tag {
            name: name.to_owned(),
            attributes,
        });
    }
    tags
}

fn attributes(mut rest: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (found, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        match after.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"').expect("a value ends");
                found.push((name.to_owned(), unescape(value)));
                rest = after;
            }
            None => {
                assert!(
                    !after.starts_with('='),
                    "a value without quotes: {name}{after:.40}"
                );
                found.push((name.to_owned(), String::new()));
                rest = after;
            }
        }
    }
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// Every text between tags, without the spaces around it.
pub fn texts(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let text = unescape(text.trim());
        if !text.is_empty() {
            found.push(text);
        }
        // What scripts hold is data.
        let after = match after.strip_prefix("script") {
            Some(script) => script.split_once("</script").map_or("", |(_, tail)| tail),
            None => after,
        };
        rest = after.split_once('>').map_or("", |(_, tail)| tail);
    }
    found
}
