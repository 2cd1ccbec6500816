//! The network as the phone finds it: there, gone, or slow.

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
        self.conditions(!there, 0, -1);
    }

    /// Lets no more than so many bytes a second in.
    pub fn throttle(&self, bytes_a_second: i64) {
        self.conditions(false, 0, bytes_a_second);
    }

    /// Lets requests out at once and holds every answer back so long.
    pub fn delay_answers(&self, milliseconds: u32) {
        self.conditions(false, milliseconds, -1);
    }

    fn conditions(&self, offline: bool, milliseconds: u32, bytes_a_second: i64) {
        self.command("Network.enable", &json!({}));
        self.command(
            "Network.emulateNetworkConditions",
            &json!({ "offline": offline, "latency": milliseconds, "downloadThroughput": bytes_a_second, "uploadThroughput": -1 }),
        );
    }
}
