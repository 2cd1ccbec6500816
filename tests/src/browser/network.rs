//! The network as the phone finds it: there, gone, or slow; and its clock.

use super::Browser;
use serde_json::{Value, json};

impl Browser {
    /// A command of the browser's own protocol.
    fn command(&self, name: &str, parameters: &Value) {
        let body = json!({ "cmd": name, "params": parameters });
        self.driver.post("/goog/cdp/execute", &body);
    }

    /// Cuts the network, or joins it again.
    pub fn network(&self, there: bool) {
        self.conditions(!there, -1);
    }

    /// Lets no more than so many bytes a second in.
    pub fn throttle(&self, bytes_a_second: i64) {
        self.conditions(false, bytes_a_second);
    }

    fn conditions(&self, offline: bool, bytes_a_second: i64) {
        self.command("Network.enable", &json!({}));
        self.command(
            "Network.emulateNetworkConditions",
            &json!({ "offline": offline, "latency": 0, "downloadThroughput": bytes_a_second, "uploadThroughput": -1 }),
        );
    }

    /// Lets pages that are loaded from now on read a clock that is so many
    /// milliseconds ahead, as the edge's is after it was moved.
    pub fn clock_ahead(&self, milliseconds: i64) {
        let script = format!(
            "{{ const now = Date.now.bind(Date); Date.now = () => now() + {milliseconds}; }}"
        );
        self.command(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": script }),
        );
    }
}
