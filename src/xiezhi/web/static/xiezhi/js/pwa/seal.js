/*
 * Seals what lies in the phone's store: AES-GCM under a key that no script can read out.
 *
 * Every sealed piece is bound to its place (`label`), so that pieces cannot be exchanged. self.xiezhi.seal.
 */
(function () {
  "use strict";

  const { db } = self.xiezhi;
  const NAME = "seal";

  async function make() {
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Two tabs may get here at once: the first key stays.
    return db.run(["keys"], "readwrite", (store) => {
      const asked = store.get(NAME);
      asked.onsuccess = () => { if (!asked.result) store.put(fresh, NAME); };
      return asked;
    }).then((earlier) => earlier || fresh);
  }

  // Asked for each time: after 立即清除 in another tab the old key opens nothing any more.
  const found = () => db.get("keys", NAME);

  const bound = (label, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(label) });

  async function bytes(label, plain) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, sealed: await crypto.subtle.encrypt(bound(label, iv), (await found()) || (await make()), plain) };
  }

  async function openBytes(label, piece) {
    const key = await found();
    if (!key) throw new DOMException("the key is wiped", "OperationError");
    return new Uint8Array(await crypto.subtle.decrypt(bound(label, piece.iv), key, piece.sealed));
  }

  self.xiezhi.seal = {
    /** Whether this browser can keep anything sealed; asked once, by trying. */
    async works() {
      try {
        const piece = await bytes("try", new Uint8Array(1));
        return (await openBytes("try", piece)).length === 1;
      } catch (error) {
        return false;
      }
    },
    bytes,
    openBytes,
    value: (label, value) => bytes(label, new TextEncoder().encode(JSON.stringify(value))),
    openValue: async (label, piece) => JSON.parse(new TextDecoder().decode(await openBytes(label, piece))),
  };
})();
