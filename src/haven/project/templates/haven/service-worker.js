const SHELL = {{ shell|safe }};
// Pages always come from the network, so none is ever stale. Without network there are two: the copy of an ad that the
// reader keeps (offline.js puts it there, see its address in the list of kept ads), and the page that lists these.
// Nothing else is kept but the files that those two need; they are named by their content.
const KEPT = "haven-kept";
const CURRENT = `haven-shell-${SHELL.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CURRENT);
    await cache.addAll([...SHELL.files, SHELL.page].map((address) => new Request(address, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("haven-shell-") && name !== CURRENT).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

const kept = async (address) => (await caches.open(KEPT)).match(address);

const page = async (request, url) => {
  try {
    return await fetch(request);
  } catch {
    const copy = /^\/ads\/[a-z0-9]{10}\/$/.test(url.pathname) ? await kept(url.pathname) : null;
    return copy ?? (await (await caches.open(CURRENT)).match(SHELL.page)) ?? Response.error();
  }
};

// All sizes of a photo are kept as one, under its address without size and form.
const photo = async (request, url) => {
  try {
    return await fetch(request);
  } catch {
    return (await kept(url.pathname.replace(/-\d+\.[a-z]+$/, ""))) ?? Response.error();
  }
};

const file = async (request) => (await (await caches.open(CURRENT)).match(request)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (url.pathname.startsWith("/media/photos/")) event.respondWith(photo(request, url));
  else if (SHELL.files.includes(url.pathname)) event.respondWith(file(request));
});
