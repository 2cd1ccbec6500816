// Keeps what is typed into a plain form, until it has been delivered. Loaded on
// pages with a form that says `data-draft`; the form works without it.
import { get, put, remove } from "../worker/store.js";

// Rises when what is kept changes its form; others are forgotten.
const VERSION = 1;
// Waves stay open for less, and a phone should forget.
const KEPT_MS = 14 * 24 * 3600 * 1000;

const fields = (form) =>
  [...form.elements].filter(
    ({ name, type }) => name && !["hidden", "file", "password", "submit"].includes(type),
  );
const isEmpty = ({ type, checked, value }) =>
  type === "radio" || type === "checkbox" ? !checked : value === "";

async function watch(form) {
  const key = new URL(form.action).pathname;
  let touched = false;
  form.addEventListener("input", () => {
    touched = true;
    const typed = fields(form)
      .filter((field) => !isEmpty(field))
      .map(({ name, value }) => [name, value]);
    put("drafts", { form: key, version: VERSION, at: Date.now(), typed }).catch(() => {});
  });
  const kept = await get("drafts", key);
  if (!kept) return;
  if (kept.version !== VERSION || Date.now() - kept.at > KEPT_MS) return remove("drafts", key);
  // What the edge sent back, or somebody has begun to type, is newer.
  if (touched || !fields(form).every((field) => isEmpty(field) || field.tagName === "SELECT")) return;
  for (const [name, value] of kept.typed) {
    for (const field of fields(form).filter((one) => one.name === name)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
      else field.value = value;
    }
  }
  form.dataset.restored = "true";
}

document.querySelectorAll("form[data-draft]").forEach((form) => watch(form).catch(() => {}));
