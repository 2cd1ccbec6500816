// Notices that something has changed. What it is stands on the account only:
// nothing about anybody travels through the browser maker's push service.
const WORDS = {
  id: ["Ada kabar di akun Prakerja Anda", "Ketuk untuk membacanya."],
  en: ["There is news on your Prakerja account", "Tap to read it."],
};

export async function show(event) {
  const [title, body] = WORDS[event.data?.text() === "en" ? "en" : "id"];
  await self.registration.showNotification(title, {
    body,
    tag: "prakerja",
    renotify: true,
    icon: "/ikon/192.png",
    badge: "/ikon/lencana.png",
    data: { address: "/akun/" },
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
