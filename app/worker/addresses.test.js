// The worker's addresses, as it gets them from the build.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.PATHS = { account: "/akun/", status: "/status/" };
globalThis.FORMS = [
  { path: "/akun/gabung/", offline: "kept" },
  { path: "/akun/survei/{number}/", offline: "kept" },
  { path: "/pelatihan/{course}/beli/", offline: "kept_while_signed_in" },
];
const { beside, inLanguage, is, personalForm } = await import("./addresses.js");

test("a page is led to in the language of the page that leads there", () => {
  assert.equal(beside("/daftar/", "account"), "/akun/");
  assert.equal(beside("/en/daftar/", "account"), "/en/akun/");
  // No language, though it begins like one.
  assert.equal(beside("/enam/", "account"), "/akun/");
  assert.equal(inLanguage("en", "status"), "/en/status/");
});

test("an address is a page in either language and with nothing behind it", () => {
  assert.ok(is("/status/", "status"));
  assert.ok(is("/en/status/", "status"));
  for (const other of ["/status", "/status/lain/", "/en/en/status/", "/akun/status/"]) {
    assert.ok(!is(other, "status"), other);
  }
});

test("a form is known by its address, whatever stands in the open segment, and by nothing else", () => {
  assert.equal(personalForm("/akun/gabung/").offline, "kept");
  assert.equal(personalForm("/en/akun/survei/2/").offline, "kept");
  assert.equal(personalForm("/pelatihan/K00042/beli/").offline, "kept_while_signed_in");
  for (const other of ["/akun/", "/akun/gabung", "/akun/survei//", "/akun/survei/1/2/", "/pelatihan/beli/", "/daftar/"]) {
    assert.equal(personalForm(other), undefined, other);
  }
});
