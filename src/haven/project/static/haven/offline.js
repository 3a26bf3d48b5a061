// Copies of kept ads for when there is no network, and the worker that shows them (service-worker.js).
// The site says which of the kept ads are live and as of when; copies of others go, with their photos, at this contact.
//   event "kept:changed"    kept.js: its detail are the numbers of the kept ads
//   data-copies, data-again     the page without network: its list, and a button that tries again

const COPIES = "haven-kept";
const LIST = "/kept/copies/";
const PHOTOS = 4;
const MINUTE = 60_000;
const canKeep = "caches" in window && "serviceWorker" in navigator;

const addressesOf = (copy) => [`/ads/${copy.code}/`, ...copy.photos.slice(0, PHOTOS).map((address) => address.replace(/-\d+\.[a-z]+$/, ""))];
const readList = async () => (await (await caches.open(COPIES)).match(LIST))?.json().catch(() => null) ?? null;

const fetchCopy = async (cache, copy) => {
  const answer = await fetch(`/ads/${copy.code}/copy/`);
  if (!answer.ok) return false;
  await cache.put(`/ads/${copy.code}/`, answer);
  for (const address of copy.photos.slice(0, PHOTOS)) {
    const photo = await fetch(address);
    if (photo.ok) await cache.put(address.replace(/-\d+\.[a-z]+$/, ""), photo);
  }
  return true;
};

const bringInLine = async (codes) => {
  const before = (await readList()) ?? { lang: "", at: 0, asked: "", copies: [] };
  const lang = document.documentElement.lang;
  const asked = [...codes].sort().join(" ");
  const isSame = before.asked === asked && before.lang === lang;
  if (isSame && (!codes.length || Date.now() - before.at < MINUTE)) return;
  if (!codes.length) { await caches.delete(COPIES); return; }
  const answer = await fetch(`${LIST}?${new URLSearchParams(codes.map((code) => ["code", code]))}`);
  if (!answer.ok) return;
  const { copies } = await answer.json();
  const cache = await caches.open(COPIES);
  const known = new Map(before.lang === lang ? before.copies.map((copy) => [copy.code, copy]) : []);
  const now = [];
  for (const copy of copies) {
    const old = known.get(copy.code);
    if (old?.version === copy.version) now.push({ ...copy, at: old.at });
    else if (await fetchCopy(cache, copy)) now.push({ ...copy, at: Date.now() });
  }
  const wanted = new Set([LIST, ...now.flatMap(addressesOf)]);
  for (const request of await cache.keys()) if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
  await cache.put(LIST, Response.json({ lang, at: Date.now(), asked, copies: now }));
};

// One after the other: a quick change of mind must not end in a race.
let working = Promise.resolve();
document.addEventListener("kept:changed", ({ detail }) => {
  if (canKeep) working = working.then(() => bringInLine(detail)).catch(() => { /* no network: next time */ });
});

const list = async () => {
  const here = document.querySelector("[data-copies]");
  if (!here || !canKeep) return;
  const { copies = [], lang } = (await readList()) ?? {};
  const form = new Intl.DateTimeFormat(lang || undefined, { dateStyle: "long", timeStyle: "short" });
  here.querySelector("[data-none]").hidden = copies.length > 0;
  for (const copy of copies) {
    const card = here.querySelector("[data-card]").content.cloneNode(true);
    const [title, image, time] = ["a", "img", "time"].map((name) => card.querySelector(name));
    title.href = `/ads/${copy.code}/`;
    title.textContent = copy.title;
    card.querySelector("[data-place]").textContent = copy.place;
    card.querySelector(".price").textContent = copy.price;
    time.dateTime = new Date(copy.at).toISOString();
    time.textContent = form.format(copy.at);
    if (copy.photos.length) image.src = copy.photos[0];
    else image.remove();
    here.querySelector("[data-cards-here]").append(card);
  }
};
list();
document.addEventListener("click", (event) => { if (event.target.closest("[data-again]")) location.reload(); });
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/service-worker.js").catch(() => { /* a browser that forbids it */ });
