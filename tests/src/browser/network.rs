//! The network as the phone finds it: there, gone, slow, or dear; its clock; and the
//! phone itself, slow.

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

    /// Empties what the browser may answer from for as long as the edge allows.
    pub fn forget_what_is_fresh(&self) {
        self.command("Network.clearBrowserCache", &json!({}));
    }

    /// Switches the phone's data saver on.
    pub fn save_data(&self) {
        self.command(
            "Emulation.setDataSaverOverride",
            &json!({ "dataSaverEnabled": true }),
        );
    }

    /// Lets the site keep no more than so many bytes.
    pub fn quota(&self, bytes: u64) {
        self.command(
            "Storage.overrideQuotaForOrigin",
            &json!({ "origin": self.edge, "quotaSize": bytes }),
        );
    }

    /// Makes the processor so many times slower.
    pub fn slow_down(&self, times: u32) {
        self.command("Emulation.setCPUThrottlingRate", &json!({ "rate": times }));
    }

    /// Another window: width and height in the page's pixels.
    pub fn resize(&self, width: u32, height: u32) {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 }),
        );
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
