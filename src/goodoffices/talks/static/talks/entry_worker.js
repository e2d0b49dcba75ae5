// The worker of the entry page: where there is no line, it shows the form that was kept. It keeps nothing by itself.
"use strict";

const PAGE = new URL("./", self.location).pathname;
const FORM = `goodoffices-entry-${PAGE}`;
const PATIENCE = 8000; // milliseconds after which a poor line counts as none

async function kept(request) {
  const forms = await caches.open(FORM);
  return forms.match(request, { ignoreVary: true, ignoreSearch: true });
}

async function answered(request) {
  const copy = await kept(request);
  if (!copy) return fetch(request);
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), PATIENCE));
  return Promise.race([fetch(request), late]).catch(() => copy);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const isPage = request.mode === "navigate" && url.pathname === PAGE;
  if (isPage || url.pathname.startsWith("/static/")) event.respondWith(answered(request));
});
