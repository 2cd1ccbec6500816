// The few sentences that the worker itself says.

export const language = (path) => (/^\/en(\/|$)/.test(path) ? "en" : "id");

// A moment in the capital's clock, as the pages write it.
export function moment(at, spoken) {
  const options = { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" };
  if (spoken === "en") return `${new Intl.DateTimeFormat("en-GB", options).format(at)} WIB`;
  return `${new Intl.DateTimeFormat("id-ID", options).format(at)} WIB`;
}

// Why this is not the page of the network.
export const away = {
  id: "Anda sedang luring, atau jaringan terlalu lambat.",
  en: "You are offline, or the network is too slow.",
};
export const faulty = {
  id: "Layanan sedang terganggu. Coba beberapa saat lagi.",
  en: "The service has a fault at the moment. Try again shortly.",
};
export const copyOf = {
  id: (when) => `Ini salinan halaman ini dari ${when}.`,
  en: (when) => `This is a copy of this page from ${when}.`,
};
export const asBuilt = {
  id: "Keterangan terbaru, seperti jadwal gelombang, belum tampak di halaman ini.",
  en: "The latest, such as dates of waves, is not on this page yet.",
};
export const notSent = {
  id: "Tidak ada jaringan, jadi isian belum terkirim. Isian Anda masih ada: kembali ke halaman sebelumnya, lalu kirim lagi.",
  en: "There is no network, so nothing was sent. What you typed is still there: go back to the page before and send it again.",
};
export const out = {
  id: "Anda sudah keluar di ponsel ini, dan salinan akun Anda di sini sudah dihapus. Begitu ada jaringan, Anda juga dikeluarkan di server.",
  en: "You are signed out on this phone, and its copies of your account are gone. Once there is a network, you are signed out on the server, too.",
};
export const reload = { id: "Coba muat lagi", en: "Try to load it again" };
