// A file that another app has shared with this one: on the account it is said to be
// there, and on the page that sends certificates it is already chosen.
import { get, remove } from "../worker/store.js";

const say = (id, en) => (document.documentElement.lang === "en" ? en : id);
// Nobody looks for it later.
const KEPT_MS = 24 * 3600 * 1000;

const kept = await get("shared", "certificate");
if (kept && Date.now() - kept.at > KEPT_MS) await remove("shared", "certificate");
else if (kept) {
  const input = document.getElementById("berkas");
  const words = document.createElement("p");
  words.className = "notice";
  words.setAttribute("role", "status");
  if (input) {
    const chosen = new DataTransfer();
    chosen.items.add(kept.file);
    input.files = chosen.files;
    words.textContent = say("Berkas yang Anda bagikan sudah dipilih. Tekan Kirim.", "The file that you shared is chosen. Press Send.");
    input.before(words);
    input.form.addEventListener("submit", () => remove("shared", "certificate"));
  } else {
    words.textContent = say(
      "Berkas sertifikat Anda sudah di ponsel ini. Pilih pelatihannya di bawah, lalu tekan Kirim sertifikat.",
      "Your certificate file is on this phone. Choose its course below, then press Send a certificate.",
    );
    document.getElementById("isi").prepend(words);
  }
}
