// Ads that a reader keeps, has seen lately, or hides. Who is signed in keeps them in the account; else this browser has
// them alone, and nothing is sent but a list of ad numbers when the page of kept ads is opened.
//   data-keep="CODE"    a button that keeps an ad, or lets it go
//   data-seen="CODE"    the page of an ad: remembered as seen
//   data-kept-list="kept" or "seen", data-cards="ADDRESS"    where the page shows them
//   data-let-go="CODE", data-forget="kept" or "seen"    buttons that take one ad off a list, or all
//   #card-buttons, #card-hidden    what each card gets: keep and hide; and what stands there while it is hidden
//   #account-kept    for who is signed in: the form that changes the account, data-kept with what it has

const MOST = { kept: 60, seen: 24, hidden: 100 };
const YEAR = 365 * 86400;
const isCode = (code) => /^[a-z0-9]{10}$/.test(code);
const account = document.getElementById("account-kept");
const saying = document.getElementById("kept-said");

const listed = (name) => {
  try {
    const codes = JSON.parse(localStorage.getItem(`ads-${name}`) ?? "[]");
    return Array.isArray(codes) ? codes.filter(isCode) : [];
  } catch { return []; }
};
const write = (name, codes) => {
  try { localStorage.setItem(`ads-${name}`, JSON.stringify(codes.slice(0, MOST[name]))); } catch { /* private window: nothing is kept */ }
};

// ---- kept: in the account, or here

const kept = () => (account ? account.dataset.kept.split(" ").filter(isCode) : listed("kept"));
const send = async (changes) => {
  const body = new URLSearchParams(new FormData(account));
  for (const [name, code] of changes) body.append(name, code);
  const answer = await fetch(account.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) saying.textContent = answer?.status === 409 ? (await answer.json()).problem : saying.dataset.failed;
  return answer?.ok ?? false;
};
const store = async (codes, changes) => {
  if (!account) {
    if (codes.length > MOST.kept) saying.textContent = saying.dataset.full;
    else write("kept", codes);
  } else if (await send(changes)) account.dataset.kept = codes.join(" ");
  mark();
  tell();
};
// The copies for when there is no network (offline.js) follow.
const tell = () => document.dispatchEvent(new CustomEvent("kept:changed", { detail: kept().slice(0, MOST.kept) }));
const toggle = (code) => {
  const others = kept().filter((other) => other !== code);
  const isKept = others.length < kept().length;
  return store(isKept ? others : [code, ...others], [[isKept ? "drop" : "keep", code]]);
};
// What this browser kept before its reader signed in moves to the account.
const merge = async () => {
  const mine = listed("kept");
  if (!account || !mine.length || !(await send(mine.map((code) => ["keep", code])))) return;
  write("kept", []);
  account.dataset.kept = [...new Set([...mine, ...kept()])].join(" ");
  if (document.querySelector("[form=let-go], #let-go")) location.reload();
};

// ---- hidden: a cookie, so that the site can leave them out before it sends a page

const hidden = () => (document.cookie.match(/(?:^|; )haven_hidden=([^;]*)/)?.[1] ?? "").split(".").filter(isCode);
const hide = (codes) => {
  const life = codes.length ? YEAR : 0;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `haven_hidden=${codes.slice(0, MOST.hidden).join(".")}; Max-Age=${life}; Path=/; SameSite=Lax${secure}`;
};

// ---- what pages show of it

const codeOf = (card) => card.querySelector(".ad-title a")?.getAttribute("href").match(/\/ads\/([a-z0-9]{10})\//)?.[1];
const dress = () => {
  const buttons = document.getElementById("card-buttons");
  for (const card of buttons ? document.querySelectorAll(".ad-card:not(.ad-over)") : []) {
    const code = codeOf(card);
    if (!code || card.querySelector(".card-buttons")) continue;
    const mine = buttons.content.cloneNode(true);
    mine.querySelector("[data-keep]").dataset.keep = code;
    mine.querySelector("[data-hide]").dataset.hide = code;
    card.append(mine);
  }
  mark();
};
const mark = () => {
  const now = kept();
  for (const button of document.querySelectorAll("[data-keep]")) {
    const is = now.includes(button.dataset.keep);
    button.setAttribute("aria-pressed", String(is));
    const said = button.querySelector("[data-said]");
    if (said) said.textContent = is ? said.dataset.on : said.dataset.off;
    const link = button.closest("[data-seen]")?.querySelector("[data-kept-link]");
    if (link) link.hidden = !is;
  }
};
const show = async () => {
  for (const list of document.querySelectorAll("[data-kept-list]")) {
    const codes = listed(list.dataset.keptList);
    const query = new URLSearchParams(codes.map((code) => ["code", code]));
    const answer = codes.length ? await fetch(`${list.dataset.cards}?${query}`).catch(() => ({ ok: false })) : null;
    const here = list.querySelector("[data-cards-here]");
    here.innerHTML = answer?.ok ? await answer.text() : "";
    if (list.dataset.keptList === "seen") for (const tool of here.querySelectorAll(".kept-item > .row")) tool.remove();
    list.querySelector("[data-none]").hidden = codes.length > 0;
    list.querySelector("[data-failed]").hidden = !answer || answer.ok;
    for (const button of list.querySelectorAll("[data-forget]")) button.hidden = codes.length === 0;
    const compare = list.querySelector("[data-compare]");
    if (compare) compare.hidden = codes.length < 2;
  }
  dress();
};

document.addEventListener("click", (event) => {
  const { keep, hide: hiding, letGo, forget } = event.target.closest("button")?.dataset ?? {};
  const card = event.target.closest(".ad-card");
  if (isCode(keep ?? "")) toggle(keep);
  else if (letGo) toggle(letGo).then(show);
  else if (forget) { write(forget, []); tell(); show(); }
  else if (hiding) {
    hide([hiding, ...hidden().filter((code) => code !== hiding)]);
    card.classList.add("is-hidden");
    card.append(document.getElementById("card-hidden").content.cloneNode(true));
    card.querySelector("[data-unhide]").focus();
  } else if (event.target.closest("[data-unhide]")) {
    hide(hidden().filter((code) => code !== codeOf(card)));
    card.classList.remove("is-hidden");
    card.querySelector(".card-hidden").remove();
    card.querySelector("[data-hide]").focus();
  }
});
document.addEventListener("htmx:afterSettle", dress);

const seen = document.querySelector("[data-seen]")?.dataset.seen;
if (seen) write("seen", [seen, ...listed("seen").filter((code) => code !== seen)]);
dress();
merge().then(tell).then(show);
