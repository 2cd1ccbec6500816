// What the worker has to know of addresses. The build writes both lists from the table of pages
// (domain/src/page.rs): PATHS, pages by their names there, and FORMS, the forms that act for
// whoever is signed in and what becomes of them without a network.
import { language } from "./words.js";

export const inLanguage = (code, page) => (code === "en" ? `/en${PATHS[page]}` : PATHS[page]);

// A page's address in the language of another address.
export const beside = (pathname, page) => inLanguage(language(pathname), page);

export const is = (pathname, page) => bare(pathname) === PATHS[page];

const bare = (pathname) => pathname.replace(/^\/en\//, "/");

const shapes = FORMS.map(({ path, offline }) => ({ offline, parts: path.split("/") }));

// The form that is sent to an address, if it acts for whoever is signed in.
export function personalForm(pathname) {
  const parts = bare(pathname).split("/");
  const fits = (shape) => shape.length === parts.length && shape.every((part, n) => (part.startsWith("{") ? parts[n] : part === parts[n]));
  return shapes.find((shape) => fits(shape.parts));
}
