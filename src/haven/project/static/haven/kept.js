// Ads that a reader keeps, and those seen lately: in this browser alone, nothing is sent but a list of ad numbers when
// the page of kept ads is opened.
//   data-keep="CODE"    a button that keeps an ad, or lets it go
//   data-seen="CODE"    the page of an ad: remembered as seen
//   data-kept-list="kept" or "seen", data-cards="ADDRESS"    where the page shows them
//   data-forget="kept" or "seen"    a button that empties a list

const MOST = { kept: 60, seen: 24 };
const listed = (name) => {
  try {
    const codes = JSON.parse(localStorage.getItem(`ads-${name}`) ?? "[]");
    return Array.isArray(codes) ? codes.filter((code) => /^[a-z0-9]{10}$/.test(code)) : [];
  } catch { return []; }
};
const write = (name, codes) => {
  try { localStorage.setItem(`ads-${name}`, JSON.stringify(codes.slice(0, MOST[name]))); } catch { /* private window: nothing is kept */ }
};

const mark = () => {
  const kept = listed("kept");
  for (const button of document.querySelectorAll("[data-keep]")) {
    const is = kept.includes(button.dataset.keep);
    button.setAttribute("aria-pressed", String(is));
    const said = button.querySelector("[data-said]");
    said.textContent = is ? said.dataset.on : said.dataset.off;
    const link = button.parentElement.querySelector("[data-kept-link]");
    if (link) link.hidden = !is;
  }
};

const show = async () => {
  for (const list of document.querySelectorAll("[data-kept-list]")) {
    const codes = listed(list.dataset.keptList);
    const query = new URLSearchParams(codes.map((code) => ["code", code]));
    const answer = codes.length ? await fetch(`${list.dataset.cards}?${query}`) : null;
    list.querySelector("[data-cards-here]").innerHTML = answer?.ok ? await answer.text() : "";
    list.querySelector("[data-none]").hidden = codes.length > 0;
    list.querySelector("[data-failed]").hidden = !answer || answer.ok;
    for (const button of list.querySelectorAll("[data-forget]")) button.hidden = codes.length === 0;
    const compare = list.querySelector("[data-compare]");
    if (compare) {
      compare.hidden = codes.length < 2;
      compare.href = `${compare.dataset.compare}?${new URLSearchParams(codes.slice(0, 4).map((code) => ["code", code]))}`;
    }
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keep]");
  const forget = event.target.closest("[data-forget]");
  if (button) {
    const code = button.dataset.keep;
    const others = listed("kept").filter((kept) => kept !== code);
    write("kept", others.length < listed("kept").length ? others : [code, ...others]);
    mark();
  } else if (forget) {
    write(forget.dataset.forget, []);
    show();
  }
});

const seen = document.querySelector("[data-seen]")?.dataset.seen;
if (seen) write("seen", [seen, ...listed("seen").filter((code) => code !== seen)]);
mark();
show();
