// IndexedDB in four verbs, for the service worker, the pages' scripts and the form's
// program (app/src/browser/store.rs). One database for what this phone has still to send;
// its version rises when a store is added, and old entries stay.
const NAME = "prakerja";
const VERSION = 1;

let opened;

function database() {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const known = request.result.objectStoreNames;
      if (!known.contains("outbox")) request.result.createObjectStore("outbox", { keyPath: "id" });
      if (!known.contains("drafts")) request.result.createObjectStore("drafts", { keyPath: "form" });
      if (!known.contains("shared")) request.result.createObjectStore("shared", { keyPath: "id" });
      if (!known.contains("facts")) request.result.createObjectStore("facts");
    };
    request.onsuccess = () => {
      // A newer release in another tab must not wait for this one.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      done(request.result);
    };
    request.onerror = () => {
      opened = undefined;
      fail(request.error);
    };
  });
  return opened;
}

async function run(store, mode, work) {
  const transaction = (await database()).transaction(store, mode);
  const request = work(transaction.objectStore(store));
  // Nothing else is to come: a tab that is killed now has it on its way to the disk.
  if (mode === "readwrite") transaction.commit?.();
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => fail(transaction.error);
  });
}

export const all = (store) => run(store, "readonly", (entries) => entries.getAll());
export const get = (store, key) => run(store, "readonly", (entries) => entries.get(key));
export const put = (store, value, key) => run(store, "readwrite", (entries) => entries.put(value, key));
export const remove = (store, key) => run(store, "readwrite", (entries) => entries.delete(key));
