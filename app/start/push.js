// News on this phone, with its owner's consent (app/src/account/push.rs). What arrives
// is empty (app/worker/push.js); here is only asking for it, and no more.
import { get, put, remove } from "../worker/store.js";

const section = document.getElementById("kabar");
// Whose news this phone was asked for.
const OWNER = "push";
const parts = [...section.querySelectorAll("[data-state]")];

function show(state, isMoved) {
  section.hidden = false;
  for (const part of parts) part.hidden = !part.dataset.state.split(" ").includes(state);
  // The button that was pressed is gone: whoever reads by ear or by keys goes on here.
  if (isMoved) parts.find((part) => !part.hidden).focus();
}

async function tellEdge(method, path, endpoint) {
  const response = await fetch(path, {
    method,
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ endpoint }),
  });
  // The session has ended: the page says so, and leads back to it.
  if (response.status === 401) location.reload();
  if (!response.ok) throw new Error(`push: ${response.status}`);
}

async function subscribe(pushManager) {
  // Asked only here, after the button: browsers remember a "no" for good.
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const options = { userVisibleOnly: true, applicationServerKey: section.dataset.key };
  // Somebody else's who uses this phone: it gets an address that they do not have.
  await (await pushManager.getSubscription())?.unsubscribe();
  const subscription = await pushManager.subscribe(options);
  try {
    await tellEdge("PUT", "/api/v1/account/push", subscription.endpoint);
    await put("facts", section.dataset.owner, OWNER);
    return "on";
  } catch (error) {
    await subscription.unsubscribe();
    throw error;
  }
}

async function unsubscribe(pushManager) {
  const subscription = await pushManager.getSubscription();
  // Also where the edge is not reached: it is told by the push service then.
  await subscription?.unsubscribe();
  await remove("facts", OWNER);
  if (subscription) await tellEdge("POST", "/api/v1/account/push/off", subscription.endpoint).catch(() => {});
  return "off";
}

const { pushManager } = await navigator.serviceWorker.ready;
// Subscribed under another key, as after a change of keys: it would hear nothing.
const key = (subscription) => btoa(String.fromCharCode(...new Uint8Array(subscription.options.applicationServerKey)));
const plain = (text) => text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function now() {
  if (Notification.permission === "denied") return "denied";
  const subscription = await pushManager.getSubscription();
  if (!subscription || (await get("facts", OWNER)) !== section.dataset.owner) return "off";
  if (plain(key(subscription)) !== section.dataset.key) {
    await subscription.unsubscribe();
    return "off";
  }
  // The edge has forgotten this phone, as when its push service was wrong about it.
  if (section.dataset.phones === "0") await tellEdge("PUT", "/api/v1/account/push", subscription.endpoint);
  return "on";
}

show(await now().catch(() => "failed"));
for (const button of section.querySelectorAll("button")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    const work = button.dataset.state === "on" ? unsubscribe : subscribe;
    show(await work(pushManager).catch(() => "failed"), true);
    button.disabled = false;
  });
}
