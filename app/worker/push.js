// Notices that something has changed. What it is stands on the account only:
// nothing about anybody travels through the browser maker's push service.
import { inLanguage } from "./addresses.js";
import * as facts from "./facts.js";

const WORDS = {
  id: ["Ada kabar di akun Prakerja Anda", "Ketuk untuk membacanya."],
  en: ["There is news on your Prakerja account", "Tap to read it."],
};

export async function show() {
  const language = await facts.language();
  const [title, body] = WORDS[language];
  await self.registration.showNotification(title, {
    body,
    tag: "prakerja",
    renotify: true,
    icon: "/ikon/192.png",
    badge: "/ikon/lencana.png",
    lang: language,
    data: { address: inLanguage(language, "account") },
  });
}

export async function open(event) {
  event.notification.close();
  const { address } = event.notification.data;
  const windows = await self.clients.matchAll({ type: "window" });
  const own = windows.find((client) => new URL(client.url).pathname === address);
  if (own) {
    await own.focus();
    return own.navigate(address);
  }
  return self.clients.openWindow(address);
}

// The browser has changed this phone's address at its push service.
export async function renew({ oldSubscription, newSubscription }) {
  const options = newSubscription?.options ?? oldSubscription?.options;
  // Whoever is signed in now may be somebody else. The account's page does it then.
  if (!options || !(await isOfAccount())) return;
  const { endpoint } = newSubscription ?? (await self.registration.pushManager.subscribe(options));
  await fetch("/api/v1/account/push", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ endpoint }),
  });
}

// Whoever signs out on this phone is not told by it any more. The edge learns it from
// the push service.
export async function stop() {
  const subscription = await self.registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

// Whether this phone was asked for the news of whom it was last signed in for.
export async function isOfAccount() {
  const owner = await facts.toldFor();
  return Boolean(owner) && owner === (await facts.account());
}
