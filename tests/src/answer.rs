//! An answer, and the questions that tests ask of it.

use serde_json::Value;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// In the order in which they came, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body's text.
    pub text: String,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{error} in {} {}", self.status, self.text))
    }

    /// Status and the problem's stable code.
    pub fn refusal(&self) -> (u16, String) {
        let code = self.json()["code"].as_str().unwrap_or_default().to_owned();
        (self.status, code)
    }

    /// Field and code of each refused field.
    pub fn fields(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        self.json()["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|error| (text(&error["field"]), text(&error["code"])))
            .collect()
    }

    /// Seconds that the answer asks to wait.
    pub fn retry_after(&self) -> Option<i64> {
        self.header("retry-after")?.parse().ok()
    }

    /// The same answer, which must have this status.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}
