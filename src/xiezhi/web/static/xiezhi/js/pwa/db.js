/*
 * The phone's own store (IndexedDB): one key, the reports waiting, their files in sealed pieces, a few notes.
 *
 * Everything a person wrote or took lies here sealed (seal.js); in the clear stand only random ids, the
 * state and when it was made. Runs in pages and in the service worker: self.xiezhi.db.
 */
(function () {
  "use strict";

  const NAME = "xiezhi-outbox";
  const VERSION = 1;
  let opened = null;

  function upgrade(db) {
    db.createObjectStore("keys");
    db.createObjectStore("items", { keyPath: "id" });
    db.createObjectStore("pieces");
    db.createObjectStore("notes");
  }

  function open() {
    if (opened) return opened;
    opened = new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => upgrade(request.result);
      request.onsuccess = () => {
        const db = request.result;
        // A newer page in another tab must not wait for this one.
        db.onversionchange = () => { db.close(); opened = null; };
        db.onclose = () => { opened = null; };
        resolve(db);
      };
      request.onerror = () => { opened = null; reject(request.error); };
    });
    return opened;
  }

  /** Runs `work(store, ...)` in one transaction; resolves to what its request gave once all is on disk. */
  async function run(names, mode, work) {
    const db = await open();
    return new Promise((resolve, reject) => {
      // "strict": what we call kept must outlive a flat battery. Pieces are on disk with the item that names them.
      const durability = names[0] === "pieces" ? "relaxed" : "strict";
      const transaction = db.transaction(names, mode, { durability });
      let request = null;
      transaction.oncomplete = () => resolve(request ? request.result : undefined);
      transaction.onabort = () => reject(transaction.error || new DOMException("aborted", "AbortError"));
      transaction.onerror = () => reject(transaction.error);
      request = work(...names.map((name) => transaction.objectStore(name)));
    });
  }

  const whole = (id) => IDBKeyRange.bound([id], [id, []]);

  self.xiezhi = self.xiezhi || {};
  self.xiezhi.db = {
    run,
    get: (name, key) => run([name], "readonly", (store) => store.get(key)),
    all: (name) => run([name], "readonly", (store) => store.getAll()),
    put: (name, value, key) => run([name], "readwrite", (store) => store.put(value, key)),
    remove: (name, key) => run([name], "readwrite", (store) => store.delete(key)),
    /** Removes all pieces of an item, or of one of its files, and the item itself unless `keepItem`. */
    removePieces: (id, file) => run(["pieces"], "readwrite", (store) => store.delete(
      file === undefined ? whole(id) : IDBKeyRange.bound([id, file], [id, file, []]),
    )),
    removeItem: (id) => run(["items", "pieces"], "readwrite", (items, pieces) => {
      pieces.delete(whole(id));
      return items.delete(id);
    }),
    /** Forgets everything, the key included: what may remain on the disk can no longer be opened. */
    wipe: () => run(["keys", "items", "pieces", "notes"], "readwrite", (...stores) => {
      stores.forEach((store) => store.clear());
    }),
  };
})();
