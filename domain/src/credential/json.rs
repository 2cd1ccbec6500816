//! A strict reader of JSON for documents that strangers send: bounded in depth,
//! no key twice, no number that is not a small whole one. Serde's reading half
//! would cost the phone several times the bytes.

/// Deepest nesting; a credential has five.
const MOST_DEEP: u8 = 12;

/// What a document is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number below 2³².
    Number(u32),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// Fields, in the order of the document, each name once.
    Object(Vec<(String, Self)>),
}

impl Value {
    /// Reads a whole document; nothing for anything that is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value(0)?;
        reader.space();
        reader.rest.is_empty().then_some(value)
    }

    /// A field of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => {
                let found = fields.iter().find(|(known, _)| known == name)?;
                Some(&found.1)
            }
            _ => None,
        }
    }

    /// A text field of an object.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The list; nothing in it for anything else.
    #[must_use]
    pub fn list(&self) -> &[Self] {
        match self {
            Self::List(list) => list,
            _ => &[],
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn take(&mut self, sign: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(sign)?;
        Some(())
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(value)
    }

    fn next(&mut self) -> Option<char> {
        let mut signs = self.rest.chars();
        let sign = signs.next()?;
        self.rest = signs.as_str();
        Some(sign)
    }

    fn value(&mut self, depth: u8) -> Option<Value> {
        if depth > MOST_DEEP {
            return None;
        }
        self.space();
        match self.rest.chars().next()? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            '"' => self.string().map(Value::Text),
            't' => self.word("true", Value::Bool(true)),
            'f' => self.word("false", Value::Bool(false)),
            'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn number(&mut self) -> Option<Value> {
        let end = self
            .rest
            .find(|sign: char| !sign.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at_checked(end)?;
        let spelled = digits == "0" || !digits.starts_with('0');
        // A fraction or an exponent is no whole number, whatever its value.
        if !spelled || rest.starts_with(['.', 'e', 'E']) {
            return None;
        }
        self.rest = rest;
        digits.parse().ok().map(Value::Number)
    }

    fn array(&mut self, depth: u8) -> Option<Value> {
        self.take('[')?;
        let mut list = Vec::new();
        self.space();
        if self.take(']').is_some() {
            return Some(Value::List(list));
        }
        loop {
            list.push(self.value(depth + 1)?);
            self.space();
            match self.next()? {
                ',' => {}
                ']' => return Some(Value::List(list)),
                _ => return None,
            }
        }
    }

    fn object(&mut self, depth: u8) -> Option<Value> {
        self.take('{')?;
        let mut fields: Vec<(String, Value)> = Vec::new();
        self.space();
        if self.take('}').is_some() {
            return Some(Value::Object(fields));
        }
        loop {
            self.space();
            let name = self.string()?;
            // Of two fields of one name, readers disagree which counts.
            if fields.iter().any(|(known, _)| *known == name) {
                return None;
            }
            self.space();
            self.take(':')?;
            let value = self.value(depth + 1)?;
            fields.push((name, value));
            self.space();
            match self.next()? {
                ',' => {}
                '}' => return Some(Value::Object(fields)),
                _ => return None,
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.take('"')?;
        let mut text = String::new();
        loop {
            match self.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                sign if sign < ' ' => return None,
                sign => text.push(sign),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.next()? {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let high = self.four_digits()?;
                if (0xd800..0xdc00).contains(&high) {
                    self.take('\\')?;
                    self.take('u')?;
                    let low = self.four_digits()?.checked_sub(0xdc00)?;
                    let sign = 0x1_0000 + ((high - 0xd800) << 10) + low;
                    return (low < 0x400).then(|| char::from_u32(sign)).flatten();
                }
                char::from_u32(high)?
            }
            _ => return None,
        })
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut value = 0;
        for _ in 0..4 {
            value = value * 16 + self.next()?.to_digit(16)?;
        }
        Some(value)
    }
}

/// A text between quotation marks, as JSON writes it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            sign if sign < ' ' => {
                out.push_str("\\u00");
                for half in [u32::from(sign) >> 4, u32::from(sign) & 15] {
                    out.push(char::from_digit(half, 16).unwrap_or('0'));
                }
            }
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn documents_are_read_as_they_are_written() {
        let text = r#" {"a": [1, 0, "x\u00e9\ud83d\ude00\n"], "b": {"c": null, "d": true}} "#;
        let value = Value::parse(text).unwrap();
        let list = value.get("a").unwrap().list();
        assert_eq!(list[0].as_number(), Some(1));
        assert_eq!(list[2].as_text(), Some("xé😀\n"));
        assert_eq!(value.get("b").unwrap().get("d"), Some(&Value::Bool(true)));
        assert_eq!(value.text("b"), None);
    }

    #[test]
    fn what_is_no_document_or_could_be_read_in_two_ways_is_refused() {
        let deep = "[".repeat(40) + &"]".repeat(40);
        for bad in [
            "",
            "{",
            "{}x",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\":1,\"a\":2}",
            "01",
            "1.0",
            "1e3",
            "-1",
            "4294967296",
            "\"\u{1}\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "nul",
            &deep,
        ] {
            assert_eq!(Value::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_serde_writes_is_read_alike_and_what_is_quoted_serde_reads(text: String, number: u32) {
            let json = serde_json::json!({ "t": [text, number] }).to_string();
            let value = Value::parse(&json).unwrap();
            prop_assert_eq!(value.get("t").unwrap().list()[0].as_text(), Some(text.as_str()));
            prop_assert_eq!(serde_json::from_str::<String>(&quoted(&text)).unwrap(), text);
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = Value::parse(&text);
        }

        #[test]
        fn whatever_is_taken_serde_takes_too(text in "[\\[\\]{}\",:0-9a-z\\\\ ]{0,24}") {
            if Value::parse(&text).is_some() {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
            }
        }
    }
}
