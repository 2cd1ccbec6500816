// Starts the search as soon as somebody turns to the form: who only reads the list
// pays for nothing more. Where the phone saves data, only when somebody agrees, once
// and for all.
// The words in capitals are filled in by the build; the page works without this.
import { program } from "./program.js";

const AGREED = "prakerja.katalog.unduh";
let started = false;
const fetchAndStart = program("WASM_FILE", "JS_FILE");
function start() {
  started = true;
  fetchAndStart();
}
function agreed() {
  try {
    return localStorage.getItem(AGREED) === "ya";
  } catch {
    return false;
  }
}
const form = document.querySelector("form[role=search]");
if (form && navigator.connection?.saveData && !agreed()) {
  const offer = document.getElementById("tawaran");
  // Not before somebody turns to the form: nothing moves what they read.
  form.addEventListener("focusin", () => (offer.hidden = started), { once: true });
  document.getElementById("unduh").addEventListener("click", () => {
    offer.hidden = true;
    try {
      localStorage.setItem(AGREED, "ya");
    } catch {
      // Then it is asked again next time.
    }
    document.getElementById("q").focus();
    start();
  });
} else if (form) {
  for (const name of ["focusin", "pointerdown", "input"]) {
    form.addEventListener(name, start, { once: true });
  }
  // Somebody was quicker than this file.
  if (form.contains(document.activeElement)) start();
  // On a phone that has the program already it costs nothing, and the list can do
  // without a network.
  self.caches?.match("WASM_FILE").then((kept) => kept && start());
}
