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

    /// Switches the phone's data saver on or off.
    pub fn save_data(&self, saves: bool) {
        self.command(
            "Emulation.setDataSaverOverride",
            &json!({ "dataSaverEnabled": saves }),
        );
    }

    /// From the next page on it says that it is this browser.
    pub fn claims_to_be(&self, user_agent: &str) {
        let claim = json!({ "userAgent": user_agent });
        self.command("Network.setUserAgentOverride", &claim);
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

/// What stands in for the browser maker's push service, which no test reaches: the
/// browser's own calls answer as they do once it has given out an address.
const PUSH: &str = "
    {
      const key = () => document.getElementById('pemberitahuan').dataset.key;
      const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
      const subscription = () => ({
        endpoint: 'ENDPOINT',
        options: { applicationServerKey: bytes(key()).buffer },
        unsubscribe: async () => localStorage.removeItem('push'),
      });
      PushManager.prototype.getSubscription = async () => localStorage.getItem('push') ? subscription() : null;
      PushManager.prototype.subscribe = async (options) => {
        if (options.applicationServerKey !== key() || !options.userVisibleOnly) throw new Error('not so');
        localStorage.setItem('push', '1');
        return subscription();
      };
    }";

impl Browser {
    /// From the next page on its push service has this address for it, and its owner
    /// agrees to being told.
    pub fn has_a_push_service(&self, endpoint: &str) {
        let permissions = json!({ "origin": self.edge, "permissions": ["notifications"] });
        self.command("Browser.grantPermissions", &permissions);
        let source = PUSH.replace("ENDPOINT", endpoint);
        let script = json!({ "source": source });
        self.command("Page.addScriptToEvaluateOnNewDocument", &script);
    }

    /// The push service brings an empty message.
    pub fn push_arrives(&self) {
        self.command("ServiceWorker.enable", &json!({}));
        // The browser counts every try to install a worker, also one whose files were cut off.
        // Only the last one stands; what comes for another reaches nobody.
        for registration in 0..9_u8 {
            let message = json!({
                "origin": self.edge, "registrationId": registration.to_string(), "data": "",
            });
            self.command("ServiceWorker.deliverPushMessage", &message);
        }
    }
}
