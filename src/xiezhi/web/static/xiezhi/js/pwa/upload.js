/*
 * Sends one file of the outbox by the tus 1.0 protocol: resumable, at most 1 MiB a request. self.xiezhi.upload.
 *
 * tus-js-client keeps the protocol; here are its source (opens only what is sent next), its requests
 * (fetch, so that it runs in the service worker too, each piece with its own checksum) and the size of the pieces:
 * as much as the network carries in some five seconds.
 */
(function () {
  "use strict";

  const { outbox } = self.xiezhi;
  const KIB = 1024;
  const MOST = 1024 * KIB;
  const LEAST = 32 * KIB;
  const WISHED_MS = 5000;
  const PATIENCE_MS = 60000;
  const CHECKSUM_MISMATCH = 460;
  const AGAIN = [409, 423, CHECKSUM_MISMATCH, 429];

  const pace = { bytes: 128 * KIB };

  function learn(bytes, milliseconds) {
    const carried = (bytes / Math.max(milliseconds, 1)) * WISHED_MS;
    pace.bytes = Math.min(MOST, Math.max(LEAST, Math.min(carried, pace.bytes * 2)));
  }

  function slower() {
    pace.bytes = Math.max(LEAST, pace.bytes / 2);
  }

  class Source {
    constructor(id, file) {
      this.id = id;
      this.file = file;
      this.size = file.size;
    }

    async slice(start, end) {
      const to = Math.min(end, start + Math.floor(pace.bytes));
      const value = await outbox.read(this.id, this.file, start, to);
      value.size = value.length;
      return { value, done: to >= this.size };
    }

    close() {}
  }

  class Request {
    constructor(method, url) {
      this.method = method;
      this.url = url;
      this.headers = {};
      this.stopping = new AbortController();
    }

    getMethod() { return this.method; }

    getURL() { return this.url; }

    setHeader(name, value) { this.headers[name] = value; }

    getHeader(name) { return this.headers[name]; }

    // fetch tells nothing about bytes on their way; the pieces are small enough to count.
    setProgressHandler() {}

    async send(body = null) {
      if (body) {
        const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
        this.headers["Upload-Checksum"] = `sha256 ${btoa(String.fromCharCode(...sum))}`;
      }
      const patience = setTimeout(() => this.stopping.abort(), PATIENCE_MS);
      const startedAt = Date.now();
      try {
        const { method, headers, url, stopping: { signal } } = this;
        const answer = await fetch(url, { method, headers, body, signal, cache: "no-store", credentials: "omit" });
        const text = await answer.text();
        if (body && answer.ok) learn(body.length, Date.now() - startedAt);
        return {
          getStatus: () => answer.status,
          getHeader: (name) => answer.headers.get(name),
          getBody: () => text,
          getUnderlyingObject: () => answer,
        };
      } catch (error) {
        slower();
        throw error;
      } finally {
        clearTimeout(patience);
      }
    }

    async abort() { this.stopping.abort(); }

    getUnderlyingObject() { return null; }
  }

  const statusOf = (error) => (error.originalResponse ? error.originalResponse.getStatus() : 0);

  /**
   * Resolves to the address of the upload once the server has every byte.
   *
   * `onUrl(url)` is awaited by nobody: it notes where to go on. Rejects with {status}: 0 without network.
   */
  self.xiezhi.upload = ({ id, file, pass, onUrl, onProgress, signal }) => new Promise((resolve, reject) => {
    const sending = new self.tus.Upload({}, {
      endpoint: new URL("/tus/", self.location.origin).href,
      uploadUrl: file.url || null,
      headers: pass ? { "X-Xiezhi-Pass": pass } : {},
      metadata: { kind: file.kind, filename: file.name, sha256: file.sha256 },
      chunkSize: MOST,
      uploadSize: file.size,
      retryDelays: [500, 2000, 5000],
      onShouldRetry: (error) => AGAIN.includes(statusOf(error)) && navigator.onLine !== false,
      storeFingerprintForResuming: false,
      fingerprint: async () => null,
      fileReader: { openFile: async () => new Source(id, file) },
      httpStack: { createRequest: (method, url) => new Request(method, url), getName: () => "fetch" },
      onUploadUrlAvailable: () => onUrl(sending.url),
      onProgress,
      onSuccess: () => resolve(sending.url),
      onError: (error) => reject(Object.assign(error, { status: statusOf(error) })),
    });
    const stop = () => sending.abort().then(() => reject(Object.assign(new Error("stopped"), { status: 0, isStopped: true })));
    if (signal.aborted) { stop(); return; }
    signal.addEventListener("abort", stop);
    sending.start();
  });
})();
