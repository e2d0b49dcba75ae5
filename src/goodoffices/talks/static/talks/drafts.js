// Entries that wait on this device: sealed boxes in IndexedDB, by the name of the entry and the seat that made it.
// Loaded before the page is shown: whoever signs out at once leaves no form behind.
"use strict";

const Drafts = (() => {
  const NAME = "goodoffices-entries";
  const FORM = "goodoffices-entry-"; // names of the caches that hold an entry form begin so

  function opened() {
    return new Promise((done, failed) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "client" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  }
  async function asked(mode, act) {
    const base = await opened();
    try {
      return await new Promise((done, failed) => {
        const turn = base.transaction("drafts", mode, { durability: "strict" });
        const answer = act(turn.objectStore("drafts"));
        turn.oncomplete = () => done(answer.result);
        turn.onabort = () => failed(turn.error);
      });
    } finally {
      base.close();
    }
  }
  const all = () => asked("readonly", (store) => store.getAll());
  const put = (draft) => asked("readwrite", (store) => store.put(draft));
  // Why an entry was refused; not when it has been put right meanwhile.
  const mark = (draft, reasons) => asked("readwrite", (store) => {
    const found = store.get(draft.client);
    found.onsuccess = () => {
      if (found.result?.box === draft.box) store.put({ ...draft, reasons });
    };
    return found;
  });
  const drop = (client) => asked("readwrite", (store) => store.delete(client));

  let leaving = false;
  const isLeaving = () => leaving;

  // The forms kept here, of every process, and the workers that show them.
  async function forgetForms() {
    if (window.caches) for (const name of await caches.keys()) if (name.startsWith(FORM)) await caches.delete(name);
    const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    for (const worker of workers) if (worker.scope.endsWith("/incidents/add/")) await worker.unregister();
  }

  // Signing out takes the forms away, and asks where entries still wait.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.dataset.signsOut === undefined || !window.indexedDB || form.dataset.asked) return;
    event.preventDefault();
    const waiting = await all().catch(() => []);
    if (waiting.length && !window.confirm(form.dataset.signsOut)) return;
    leaving = true; // and no form that is on its way is kept any more
    await forgetForms().catch(() => {});
    form.dataset.asked = "yes";
    form.submit();
  });

  return { FORM, all, isLeaving, put, mark, drop };
})();
