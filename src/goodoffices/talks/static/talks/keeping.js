// What this browser keeps on this device: one table of IndexedDB, whose records are found by one part of theirs.
export function keeping(base, table, keyPath) {
  const opened = () =>
    new Promise((done, failed) => {
      const asked = indexedDB.open(base, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(table, { keyPath });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  // `act` does something with the table and returns the request whose result is the answer, once all is on the disk.
  return async function kept(mode, act) {
    const found = await opened();
    try {
      return await new Promise((done, failed) => {
        const one = found.transaction(table, mode, { durability: "strict" });
        const answered = act(one.objectStore(table));
        one.oncomplete = () => done(answered.result);
        one.onabort = () => failed(one.error);
      });
    } finally {
      found.close();
    }
  };
}

// A file of this text for the reader to keep; it is made here, and no server sees it.
export function hand(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
