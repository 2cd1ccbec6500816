// News on this phone, with its owner's consent (app/src/account/push.rs). What arrives
// is empty (app/worker/push.js); here is only asking for it, and no more.
import { get, put, remove } from "../worker/store.js";

const section = document.getElementById("pemberitahuan");
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
  if (!response.ok) throw Object.assign(new Error("push"), { status: response.status });
  const { phones } = await response.json();
  const count = document.getElementById("pemberitahuan-jumlah");
  count.textContent = count.textContent.replace(/\d+/, phones);
  count.closest("form").hidden = phones === 0;
}

const PUSH = "/api/v1/account/push";
const { pushManager } = await navigator.serviceWorker.ready;
const key = ({ options }) => btoa(String.fromCharCode(...new Uint8Array(options.applicationServerKey)));
const plain = (text) => text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// Of somebody else who uses this phone, or under a key that is used no more, it would
// tell nothing of this account's.
const isOwn = async (subscription) =>
  (await get("facts", OWNER)) === section.dataset.owner && plain(key(subscription)) === section.dataset.key;

async function subscribe() {
  // Asked only here, after the button: browsers remember a "no" for good.
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "denied" ? "denied" : "off";
  let subscription = await pushManager.getSubscription();
  if (subscription && !(await isOwn(subscription))) {
    // A new address, so that nobody else is told here.
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: section.dataset.key });
  try {
    await tellEdge("PUT", PUSH, subscription.endpoint);
  } catch (error) {
    await subscription.unsubscribe();
    // The session has ended: the page says so, and leads back to it.
    if (error.status === 401) location.reload();
    throw error;
  }
  await put("facts", section.dataset.owner, OWNER);
  // Whoever wants their news on a phone calls it their own.
  navigator.serviceWorker.controller?.postMessage({ mine: true });
  return "on";
}

async function unsubscribe() {
  const subscription = await pushManager.getSubscription();
  // Also where the edge is not reached: it is told by the push service then.
  await subscription?.unsubscribe();
  await remove("facts", OWNER);
  if (subscription) await tellEdge("POST", `${PUSH}/off`, subscription.endpoint).catch(() => {});
  return "off";
}

async function now() {
  if (Notification.permission === "denied") return "denied";
  const subscription = await pushManager.getSubscription();
  if (!subscription || !(await isOwn(subscription))) return "off";
  // The edge may have forgotten it, and browsers change addresses: the same again
  // changes nothing there.
  tellEdge("PUT", PUSH, subscription.endpoint).catch(() => {});
  return "on";
}

show(await now().catch(() => "failed"));
for (const button of section.querySelectorAll("button[type=button]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    const work = button.dataset.state === "on" ? unsubscribe : subscribe;
    show(await work().catch(() => "failed"), true);
    button.disabled = false;
  });
}
