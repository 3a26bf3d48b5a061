/* Draws a network on a canvas: positions come from the server; here they are moved, lit and explained.

   Everything can be reached by keyboard: arrows go from point to point, N tells the lines of the chosen point one after
   the other, + and - change the size, 0 shows all; and by touch: a tap chooses, two fingers change the size. What is
   chosen or pointed at is said in #web-told; the page's buttons are about what is chosen. */
(function () {
  "use strict";
  const frame = document.getElementById("web");
  if (!frame) return;
  const canvas = frame.querySelector("canvas");
  const told = document.getElementById("web-told");
  const from = document.getElementById("web-from"), until = document.getElementById("web-until");
  const shownTime = document.getElementById("web-time");
  const glass = canvas.getContext("2d", { alpha: false });
  const still = document.createElement("canvas"), paint = still.getContext("2d", { alpha: false });
  const CELL = 40, ROOM = 30, MARGIN = 0.35, SHARP = 2.5;
  let context = glass, painted = null;
  let points = [], lines = [], near = [], cells = new Map(), view = { x: 0, y: 0, size: 1 };
  let lit = -1, chosen = -1, chosenLine = -1, step = 0, waiting = false, colours = {}, drag = null, moving = 0;

  const kinds = { ad: "ink", text: "hue-3", photo: "hue-4", contact: "hue-2", hub: "hue-7", mark: "hue-6", poster: "hue-1" };
  const next = frame.querySelector('[data-press="n"]'), fingers = new Map();

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const probe = document.createElement("span");
    frame.append(probe);
    for (const name of ["ink", "ink-soft", "paper", "paper-2", "rule-strong", "accent", "hue-1", "hue-2", "hue-3", "hue-4", "hue-6", "hue-7"]) {
      probe.style.color = style.getPropertyValue("--" + name);
      colours[name] = getComputedStyle(probe).color;
    }
    probe.remove();
  }

  function sort(point) {
    return ["ad", "text", "photo", "poster"].includes(point.kind) ? point.kind : point.hub ? "hub" : "contact";
  }

  function radius(point) {
    return point.kind === "ad" ? 6 : point.hub ? 13 : 6 + Math.min(10, Math.sqrt(point.ties));
  }

  function index() {
    cells = new Map();
    points.forEach((point, i) => {
      const key = Math.floor(point.x / CELL) + ":" + Math.floor(point.y / CELL);
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(i);
    });
    near = points.map(() => []);
    lines.forEach((line, i) => { near[line.a].push(i); near[line.b].push(i); });
    points.forEach((point, i) => { point.ties = near[i].length; });
  }

  function inTime(point) {
    return point.at === null || (point.at >= view.from && point.at <= view.until);
  }

  function visible(line) {
    return points[line.a].on && points[line.b].on;
  }

  function settle() {
    points.forEach((point) => { point.on = inTime(point); });
    // What only hidden ads show is hidden with them.
    points.forEach((point, i) => {
      if (point.kind !== "ad") point.on = near[i].some((n) => points[lines[n].a === i ? lines[n].b : lines[n].a].on);
    });
    anew();
  }

  /* What the still picture shows is not true any more. */
  function anew() { painted = null; ask(); }

  function ask() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  }

  /* While everything moves the still picture will do; then it is painted sharp. */
  function move() {
    clearTimeout(moving);
    moving = setTimeout(() => { moving = 0; anew(); }, 120);
    ask();
  }

  function stroke(of, width, colour, alpha, dashed) {
    context.strokeStyle = colour; context.globalAlpha = alpha; context.lineWidth = width / view.size;
    context.setLineDash(dashed ? [4 / view.size, 4 / view.size] : []);
    context.beginPath();
    for (const line of of) {
      context.moveTo(points[line.a].x, points[line.a].y);
      context.lineTo(points[line.b].x, points[line.b].y);
    }
    context.stroke();
  }

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const wide = Math.round(canvas.clientWidth * ratio), tall = Math.round(canvas.clientHeight * ratio);
    if (canvas.width !== wide || canvas.height !== tall) { canvas.width = wide; canvas.height = tall; painted = null; }
    if (!painted || !covers()) paintStill(ratio);
    const focus = lit >= 0 ? lit : chosen, grown = view.size / painted.size;
    glass.setTransform(1, 0, 0, 1, 0, 0);
    glass.fillStyle = colours["paper-2"] || "#fff";
    glass.fillRect(0, 0, canvas.width, canvas.height);
    glass.globalAlpha = focus >= 0 ? 0.3 : 1;
    const scale = (grown * ratio) / painted.ratio;
    glass.setTransform(scale, 0, 0, scale, ratio * (view.x - painted.x * grown), ratio * (view.y - painted.y * grown));
    glass.drawImage(still, 0, 0);
    glass.globalAlpha = 1;
    if (focus < 0 && chosenLine < 0) return;
    glass.setTransform(ratio * view.size, 0, 0, ratio * view.size, ratio * view.x, ratio * view.y);
    light(focus);
  }

  /* Whether the still picture is sharp enough and reaches to all edges of the frame; what shrinks may lack its rim. */
  function covers() {
    const grown = view.size / painted.size, left = view.x - painted.x * grown, top = view.y - painted.y * grown;
    if (grown > SHARP || grown < 1 / SHARP) return false;
    if (moving && grown < 1) return true;
    return left <= 0 && top <= 0 &&
      left + painted.wide * grown >= canvas.clientWidth && top + painted.tall * grown >= canvas.clientHeight;
  }

  /* Roughly while everything moves: half as sharp, and no wider than the frame. */
  function paintStill(full) {
    const ratio = moving ? full / 2 : full, margin = moving ? 0 : MARGIN;
    const aside = canvas.clientWidth * margin, above = canvas.clientHeight * margin;
    painted = {
      x: view.x + aside, y: view.y + above, size: view.size, ratio,
      wide: canvas.clientWidth + 2 * aside, tall: canvas.clientHeight + 2 * above,
    };
    still.width = Math.ceil(painted.wide * ratio); still.height = Math.ceil(painted.tall * ratio);
    context = paint;
    context.fillStyle = colours["paper-2"] || "#fff";
    context.fillRect(0, 0, still.width, still.height);
    context.setTransform(ratio * painted.size, 0, 0, ratio * painted.size, ratio * painted.x, ratio * painted.y);
    const byKind = {};
    for (const line of lines) if (visible(line)) (byKind[line.kind + (line.strength > 0.6 ? "" : "-")] ||= []).push(line);
    for (const [kind, some] of Object.entries(byKind)) {
      const name = kind.replace("-", "");
      stroke(some, kind.endsWith("-") ? 0.7 : 1.3, colours[kinds[name] || "ink-soft"], 0.55, name === "hub");
    }
    context.setLineDash([]); context.globalAlpha = 1;
    discs(points.map((_, i) => i));
    if (!moving) names(points.map((_, i) => i).filter((i) => points[i].kind !== "ad" && points[i].kind !== "photo"));
    context = glass;
  }

  /* The point that is chosen or pointed at, what it is tied to, and the chosen line, on top of the faded rest. */
  function light(focus) {
    const own = focus >= 0 ? near[focus] : [];
    const strong = new Set(chosenLine >= 0 ? [...own, chosenLine] : own);
    for (const i of strong) {
      const line = lines[i];
      if (visible(line)) stroke([line], i === chosenLine ? 4 : 2, colours[kinds[line.kind] || "ink"], 1, line.kind === "hub");
    }
    context.setLineDash([]);
    const ends = [...strong].flatMap((i) => [lines[i].a, lines[i].b]);
    const shown = [...new Set([...ends, focus])].filter((i) => i >= 0);
    discs(shown);
    if (!moving) names(shown.filter((i) => i === focus || (points[i].kind !== "ad" && points[i].kind !== "photo")), focus);
  }

  /* Points that look the same are one path: 2,000 of them would cost as many fills and strokes one by one. */
  function discs(which) {
    const groups = new Map();
    for (const i of which) {
      const point = points[i];
      if (!point.on) continue;
      const own = context === glass && (i === chosen || i === lit), outside = point.kind === "ad" && !point.inside;
      const key = [sort(point), own, outside].join();
      if (!groups.has(key)) groups.set(key, { path: new Path2D(), point, own, outside });
      const path = groups.get(key).path, size = radius(point) / Math.max(1, view.size * 0.7);
      if (size * view.size < 2.5) path.rect(point.x - size, point.y - size, 2 * size, 2 * size);
      else { path.moveTo(point.x + size, point.y); path.arc(point.x, point.y, size, 0, 6.2832); }
      if (own && i === chosen) { path.moveTo(point.x + 2 * size, point.y); path.arc(point.x, point.y, 2 * size, 0, 6.2832); }
    }
    for (const { path, point, own, outside } of groups.values()) {
      const colour = colours[kinds[sort(point)]];
      context.lineWidth = (point.hub ? 3 : 1.5) / view.size;
      context.fillStyle = point.hub || point.kind === "ad" ? colours.paper : colour;
      context.strokeStyle = own ? colours.accent : colour;
      context.setLineDash(outside ? [3 / view.size, 2 / view.size] : []);
      context.fill(path); context.stroke(path);
    }
    context.setLineDash([]);
  }

  /* The most tied ones, as many as there is room for. */
  function names(which, focus) {
    context.font = 13 / view.size + "px " + getComputedStyle(document.body).fontFamily;
    context.textAlign = "center"; context.lineJoin = "round";
    const taken = [], order = which.filter((i) => points[i].on);
    order.sort((i, j) => (j === focus) - (i === focus) || points[j].ties - points[i].ties);
    for (const i of order.slice(0, ROOM)) {
      const point = points[i], words = point.label.slice(0, 34);
      const half = context.measureText(words).width / 2, aside = (radius(point) + 5) / Math.max(view.size, 0.2);
      const free = (y) => !taken.some((b) => b[0] < point.x + half && point.x - half < b[1] && b[2] < y && y - 14 / view.size < b[3]);
      const y = [point.y - aside, point.y + aside + 11 / view.size].find(free);
      if (y === undefined) continue;
      taken.push([point.x - half, point.x + half, y - 14 / view.size, y]);
      context.lineWidth = 4 / view.size; context.strokeStyle = colours["paper-2"]; context.fillStyle = colours.ink;
      context.strokeText(words, point.x, y); context.fillText(words, point.x, y);
    }
  }

  function at(event) {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left - view.x) / view.size, (event.clientY - box.top - view.y) / view.size];
  }

  function pointAt(x, y) {
    const reach = Math.max(10, 10 / view.size), span = Math.ceil(reach / CELL);
    const column = Math.floor(x / CELL), row = Math.floor(y / CELL);
    let best = -1, least = reach * reach;
    for (let i = -span; i <= span; i++) for (let j = -span; j <= span; j++) {
      for (const n of cells.get(column + i + ":" + (row + j)) || []) {
        const away = (points[n].x - x) ** 2 + (points[n].y - y) ** 2;
        if (points[n].on && away < least) { least = away; best = n; }
      }
    }
    return best;
  }

  function lineAt(x, y) {
    const reach = (5 / view.size) ** 2;
    let best = -1, least = reach;
    lines.forEach((line, i) => {
      if (!visible(line)) return;
      const a = points[line.a], b = points[line.b], dx = b.x - a.x, dy = b.y - a.y;
      const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      const away = (a.x + along * dx - x) ** 2 + (a.y + along * dy - y) ** 2;
      if (away < least) { least = away; best = i; }
    });
    return best;
  }

  function tell(i, line) {
    if (line >= 0) {
      const l = lines[line];
      told.textContent = points[l.a].label + " — " + points[l.b].label + ": " + l.why;
    } else if (i >= 0) {
      const p = points[i];
      const parts = [p.label];
      if (p.kind === "ad") parts.push(p.who, p.place, new Date(p.at * 1000).toLocaleDateString("en-GB"), p.inside ? "" : "outside this network");
      else parts.push(p.hub ? "a hub: on many unrelated ads, ties nothing" : p.kind);
      told.textContent = parts.filter(Boolean).join(" · ") + " · " + p.ties + (p.ties === 1 ? " line" : " lines");
    } else told.textContent = told.dataset.empty;
  }

  /* What can be done with the chosen point: buttons of the page that name it. */
  function offer(i) {
    for (const form of document.querySelectorAll("[data-for]")) {
      const p = i >= 0 ? points[i] : null;
      const fits = p && { ad: p.kind === "ad", thing: !["ad", "poster"].includes(p.kind), contact: sort(p) === "contact" || p.hub };
      form.hidden = !fits || !fits[form.dataset.for];
      if (!form.hidden) form.querySelectorAll("[data-fill]").forEach((field) => {
        field.value = { key: p.key, label: p.label, poster: "poster:" + p.key }[field.dataset.fill];
      });
      const link = form.querySelector("[data-follow]");
      if (!form.hidden && link) link.href = link.dataset.follow.replace("0000000000", p.key);
    }
    const other = document.getElementById("compare-b"), one = document.getElementById("compare-a");
    if (i >= 0 && points[i].kind === "ad" && one && one.value !== points[i].key) { other.value = one.value; one.value = points[i].key; }
  }

  function choose(i, line = -1) {
    chosen = i; chosenLine = line; step = 0; next.hidden = i < 0;
    tell(i, line); offer(i); ask();
  }

  function fit() {
    const wide = canvas.clientWidth, tall = canvas.clientHeight;
    const right = Math.max(...points.map((p) => p.x), 1), low = Math.max(...points.map((p) => p.y), 1);
    view.size = Math.min(2.5, Math.min((wide - 80) / right, (tall - 80) / low));
    view.x = (wide - right * view.size) / 2; view.y = (tall - low * view.size) / 2;
    anew();
  }

  function zoom(factor, x, y) {
    const size = Math.max(0.05, Math.min(8, view.size * factor));
    view.x = x - ((x - view.x) / view.size) * size; view.y = y - ((y - view.y) / view.size) * size;
    view.size = size; move();
  }

  function towards(dx, dy) {
    const here = chosen >= 0 ? points[chosen] : { x: -view.x / view.size, y: -view.y / view.size };
    let best = -1, least = Infinity;
    points.forEach((p, i) => {
      if (i === chosen || !p.on) return;
      const x = p.x - here.x, y = p.y - here.y, ahead = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
      if (ahead > 0 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = i; }
    });
    if (best >= 0) { choose(best); show(best); }
  }

  function show(i) {
    const x = points[i].x * view.size + view.x, y = points[i].y * view.size + view.y;
    if (x < 20 || y < 20 || x > canvas.clientWidth - 20 || y > canvas.clientHeight - 20) {
      view.x += canvas.clientWidth / 2 - x; view.y += canvas.clientHeight / 2 - y;
    }
  }

  const keys = {
    ArrowLeft: () => towards(-1, 0), ArrowRight: () => towards(1, 0), ArrowUp: () => towards(0, -1), ArrowDown: () => towards(0, 1),
    n: () => {
      const own = chosen < 0 ? [] : near[chosen].filter((i) => visible(lines[i]));
      if (!own.length) return;
      chosenLine = own[step++ % own.length]; tell(chosen, chosenLine); ask();
    },
    "+": () => zoom(1.3, canvas.clientWidth / 2, canvas.clientHeight / 2), "-": () => zoom(1 / 1.3, canvas.clientWidth / 2, canvas.clientHeight / 2),
    0: fit, Escape: () => choose(-1),
  };

  canvas.addEventListener("keydown", (event) => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey) { event.preventDefault(); keys[event.key](); }
  });
  canvas.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    drag = { x: event.clientX, y: event.clientY, moved: fingers.size > 1 };
    canvas.setPointerCapture(event.pointerId);
  });

  /* Two fingers: as much larger as they are further apart than before, about the one that rests. */
  function pinch(event, before) {
    const other = [...fingers.values()].find((f) => f !== before), box = canvas.getBoundingClientRect();
    const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
    zoom(apart(event) / apart(before), other.clientX - box.left, other.clientY - box.top);
    fingers.set(event.pointerId, event);
  }

  canvas.addEventListener("pointermove", (event) => {
    if (fingers.size > 1 && fingers.has(event.pointerId)) return pinch(event, fingers.get(event.pointerId));
    if (drag) {
      const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
      if (drag.moved || Math.abs(dx) + Math.abs(dy) > 3) {
        drag.moved = true; view.x += dx; view.y += dy; drag.x = event.clientX; drag.y = event.clientY; move();
      }
      return;
    }
    const [x, y] = at(event), over = pointAt(x, y), line = over < 0 ? lineAt(x, y) : -1;
    if (over !== lit || line !== chosenLine) {
      lit = over; chosenLine = line;
      if (over >= 0 || line >= 0) tell(over, line); else tell(chosen, -1);
      ask();
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    const over = pointAt(...at(event));
    if (drag && !drag.moved) choose(over, over < 0 ? lineAt(...at(event)) : -1);
    fingers.delete(event.pointerId); drag = null;
  });
  canvas.addEventListener("pointercancel", (event) => { fingers.delete(event.pointerId); drag = null; });
  canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") { lit = -1; chosenLine = -1; tell(chosen, -1); ask(); } // a finger leaves what it chose
  });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) return; // the page scrolls until one has begun
    const box = canvas.getBoundingClientRect();
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  for (const button of frame.querySelectorAll("[data-press]")) button.addEventListener("click", () => keys[button.dataset.press]());

  /* When the oldest ad was posted, and how many seconds later the newest. */
  function extent() {
    const times = points.filter((p) => p.at !== null).map((p) => p.at), first = Math.min(...times);
    return [first, Math.max(1, Math.max(...times) - first)];
  }

  function slide() {
    const [first, span] = extent();
    const low = Math.min(Number(from.value), Number(until.value)), high = Math.max(Number(from.value), Number(until.value));
    view.from = first + (span * low) / 1000; view.until = first + (span * high) / 1000 + 1;
    const day = (seconds) => new Date(seconds * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
    const count = points.filter((p) => p.kind === "ad" && inTime(p)).length;
    shownTime.textContent = day(view.from) + " to " + day(view.until) + ": " + count + (count === 1 ? " ad" : " ads");
    for (const field of document.querySelectorAll("[data-time]")) field.value = Math.round(view[field.dataset.time]);
    settle(); move();
  }
  for (const slider of [from, until]) slider.addEventListener("input", slide);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); anew(); });
  new MutationObserver(() => { readColours(); anew(); }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  let width = 0;
  new ResizeObserver(() => { if (points.length && canvas.clientWidth !== width) fit(); width = canvas.clientWidth; }).observe(canvas);

  fetch(frame.dataset.source, { headers: { Accept: "application/json" } }).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }).then((web) => {
    points = web.points;
    lines = web.lines.map(([a, b, kind, strength, why]) => ({ a, b, kind, strength, why }));
    if (web.left_out) told.dataset.empty += " " + web.left_out + " ads had no room here.";
    const [first, span] = extent(), kept = frame.dataset; // the times of a view that could not be kept
    if (kept.from) { from.value = (1000 * (kept.from - first)) / span; until.value = (1000 * (kept.until - first)) / span; }
    index(); readColours(); fit(); slide(); tell(-1, -1);
    frame.dataset.ready = String(points.length);
  }).catch(() => { told.textContent = "The drawing could not be loaded. Load the page again; the network in words and tables says the same."; });
})();
