// The map of districts. Its data is the table in the page; this module only paints it and keeps both in step.
// It draws its own SVG, so that the first view waits for one file of lines alone. Leaflet comes with the first press
// or zoom (map-leaflet.js) and moves the same SVG. Words come from the page, so that no language is spoken here.

import { CLOSEST, boxOf, circle, decode, middle, svgElement } from "./map-lines.js";

const SMALL = 6; // px: a district whose box is smaller gets a ring

/** The rows of the table by LGD code, in the table's order: name, products, sector of the first, LGD code. */
function readTable(page) {
  const index = [...page.querySelectorAll("[data-family]")];
  const codes = new Map(index.map((item) => [item.querySelector("a").textContent, item.dataset.sector]));
  const byLetter = new Map(index.map((item) => [item.dataset.at, item.dataset.sector]));
  const rows = new Map();
  for (const body of page.querySelectorAll("tbody[data-state]")) {
    for (const tr of body.rows) {
      const products = tr.firstElementChild.nextElementSibling;
      if (!products) continue; // the name of the State
      const id = tr.lastElementChild.textContent;
      const first = codes.get(products.nextElementSibling.textContent);
      const sectors = first ? [first, ...[...(tr.dataset.s || "")].map((letter) => byLetter.get(letter))] : [];
      rows.set(id, { id, tr, body, state: body.dataset.state, sectors, shape: tr.dataset.b || id });
    }
  }
  return rows;
}

const productsOf = (row) => (row.products ??= row.sectors.length ? row.tr.cells[1].textContent.split("; ") : []);
const linkOf = (row) => row.tr.cells[0].firstElementChild;

function start(page) {
  const box = page.querySelector("#map");
  const form = page.querySelector("form[data-filters]");
  const card = page.querySelector("[data-card]");
  const rows = readTable(page);
  const byShape = new Map([...rows.values()].filter((row) => row.shape === row.id).map((row) => [row.id, row]));
  const family = Object.fromEntries([...page.querySelectorAll("[data-family]")].map((item) => [item.dataset.sector, item.dataset.family]));
  const extra = new Map((box.dataset.also || "").split(" ").filter(Boolean).map((pair) => pair.split(":")));
  const stateOf = (id) => rows.get(id)?.state || extra.get(id);
  const layers = new Map(); // by code: { path, box, painted, finer }
  const svg = svgElement("svg", {}, box);
  const ground = svgElement("g", {}, svg);
  // The hatching of the key, in the map's units; scaled() keeps it at one width.
  const hatch = svg.appendChild(page.querySelector("#missing").cloneNode(true));
  hatch.id = "hatch";
  const land = svgElement("g", { class: "lines" }, ground);
  const border = svgElement("path", { class: "border" }, ground);
  const dots = svgElement("g", {}, ground);
  const halos = ["halo", "halo in"].map((name) => svgElement("path", { class: name }, ground));
  const rings = new Map();
  let overview, country;
  let view = null; // { x, y, scale }: what lies in the middle, and px per unit
  let [wide, high] = [1, 1]; // of the map's box, in px; asked once, because asking after a change costs a layout
  let seen = null; // what was looked at last: a box and its margin in px
  let leaflet = null; // once it is there
  let current = null; // the row the keyboard is at
  let shown = null; // the code the card speaks of
  let stages = null; // public stages by code, once asked for
  let fine = ""; // the State whose finer lines are drawn

  // On a phone the index would push the table far down: folded until asked for.
  if (matchMedia("(max-width: 56rem)").matches) for (const fold of page.querySelectorAll("details")) fold.open = false;
  for (const buttons of page.querySelectorAll("[data-script]")) buttons.hidden = false;

  // What is asked for ------------------------------------------------------------------------------------------
  const asked = () => Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, value.trim()]));
  let want = asked();

  const productAsked = () => want.product && (box.dataset.product || want.product);
  const fits = (row) =>
    (!want.state || row.state === want.state) &&
    (!want.sector || row.sectors.includes(want.sector)) &&
    (!want.product || productsOf(row).includes(productAsked()));

  function fillOf(row) {
    if (!row) return "none";
    if (!fits(row)) return "mute";
    if (want.layer === "stage") {
      const stage = stages?.[row.id]?.stage;
      return stage ? `p-${stage}` : "none";
    }
    const count = row.sectors.length;
    if (want.layer === "count") return count ? `n${count > 5 ? 5 : count > 3 ? 4 : count}` : "none";
    if (!count) return "none";
    if (want.product) return `s-${row.sectors[productsOf(row).indexOf(productAsked())]}`;
    if (want.sector) return `s-${want.sector}`;
    return `f-${family[row.sectors[0]]}`;
  }

  // Painting ---------------------------------------------------------------------------------------------------
  function recolour() {
    for (const [id, layer] of layers) {
      const value = `d ${fillOf(byShape.get(id))}`;
      if (layer.painted !== value) layer.path.setAttribute("class", (layer.painted = value));
    }
    for (const [id, ring] of rings) ring.setAttribute("class", `ring ${layers.get(id).painted}`);
  }

  /** Hide the rows that do not fit. */
  function keepTableInStep(count) {
    const fitting = new Map(); // body -> rows that fit
    for (const row of rows.values()) {
      const fit = fits(row);
      if (row.tr.hidden === fit) row.tr.hidden = !fit;
      fitting.set(row.body, (fitting.get(row.body) || 0) + fit);
    }
    for (const [body, some] of fitting) if (body.hidden === some > 0) body.hidden = !some;
    box.dataset.painted = `${want.layer || "sector"} ${count}`;
  }

  /** Colours first, in a frame of their own; words and table in the next task, because layout costs more than colour. */
  function paint(then) {
    recolour();
    requestAnimationFrame(() => setTimeout(() => {
      say();
      then?.();
    }));
  }

  function say() {
    const count = [...rows.values()].filter(fits).length;
    for (const item of page.querySelectorAll("[data-layer]")) item.hidden = item.dataset.layer !== (want.layer || "sector");
    for (const item of page.querySelectorAll("[data-sector]")) item.classList.toggle("on", item.dataset.sector === want.sector);
    const said = page.querySelector("[data-said]");
    const names = ["sector", "product", "state"].filter((key) => want[key]).map(
      (key) => form.elements[key].selectedOptions?.[0].text || productAsked());
    said.textContent = (names.length ? said.dataset.some : said.dataset.all).replace("%n", count).replace("%f", names.join(", "));
    const head = page.querySelector("h1");
    head.textContent = names.length && !(names.length === 1 && want.state) ? names[0] : head.dataset[want.layer || "sector"];
    page.querySelector("[data-clear]").hidden = !names.length && !want.layer;
    keepTableInStep(count);
  }

  function drawRings() {
    const wasAt = document.activeElement?.dataset.ring;
    const least = SMALL / view.scale;
    for (const [id, layer] of layers) {
      const [left, top, right, bottom] = layer.box;
      if (!byShape.has(id) || right - left >= least || bottom - top >= least) {
        rings.get(id)?.remove();
        rings.delete(id);
        continue;
      }
      if (!rings.has(id)) rings.set(id, svgElement("path", { class: `ring ${layer.painted}`, "data-ring": id }, dots));
      rings.get(id).setAttribute("d", circle(...middle(layer.box), 4 / view.scale));
    }
    if (wasAt && !rings.has(wasAt)) focusOn(byShape.get(wasAt));
    if (shown) mark(rows.get(shown));
  }

  function drawShape(id, { d, box: bounds }, painted = "d none") {
    if (!layers.has(id)) layers.set(id, { path: svgElement("path", { class: painted, "data-lgd": id }, land), painted });
    const layer = layers.get(id);
    layer.path.setAttribute("d", d);
    layer.box = bounds;
    return layer;
  }

  const drawBorders = (lines) => border.setAttribute("d", lines.map((line) => line.d).join(""));

  // The view: our own until Leaflet has it -------------------------------------------------------------------------
  function look(bounds, margin = 0) {
    seen = [bounds, margin];
    const [x, y] = middle(bounds);
    view = { x, y, scale: scaleOf(bounds, margin) };
    if (leaflet) return leaflet.show(view);
    const [w, h] = [wide / view.scale, high / view.scale];
    svg.setAttribute("viewBox", `${x - w / 2} ${y - h / 2} ${w} ${h}`);
    scaled(view.scale);
  }

  const scaleOf = ([left, top, right, bottom], margin = 0) =>
    Math.min(1, (wide - 2 * margin) / (right - left), (high - 2 * margin) / (bottom - top));

  function scaled(scale) {
    view.scale = scale;
    svg.style.setProperty("--u", 1 / scale);
    hatch.setAttribute("patternTransform", `scale(${1 / scale}) rotate(45)`);
    drawRings();
    box.classList.toggle("near", scale > 1.2 * scaleOf(country));
  }

  let asking = null;
  /** Leaflet with our SVG in its hands, loaded once; a failed load is asked again by the next press. */
  function withLeaflet() {
    if (!view) return new Promise(() => {});
    asking ??= import("./map-leaflet.js").then(async ({ load, take }) => {
      await load(box.dataset.leaflet);
      const at = box.contains(document.activeElement) && document.activeElement;
      leaflet = take(box, svg, ground, view, CLOSEST, scaled);
      if (at) at.focus({ preventScroll: true }); // moving an element takes the focus from it
      return leaflet;
    }).catch((error) => {
      asking = null;
      throw error;
    });
    return asking;
  }

  // A State alone: its finer file takes the place of the overview's shapes -----------------------------------------
  async function lookAt(state) {
    if (state === fine) return;
    fine = state;
    for (const [id, layer] of layers) {
      if (!layer.finer) continue;
      layer.finer = false;
      if (overview.shapes.has(id)) drawShape(id, overview.shapes.get(id));
      else {
        layer.path.remove();
        layers.delete(id);
      }
    }
    if (!state) {
      drawBorders(overview.borders);
      look(country);
      return;
    }
    const body = page.querySelector(`tbody[data-state="${CSS.escape(state)}"]`);
    const inState = [...layers].filter(([id]) => stateOf(id) === state).map(([, layer]) => layer.box);
    if (inState.length) look(boxOf(inState), 8);
    if (!body?.dataset.file) return;
    const answer = await fetch(box.dataset.files + body.dataset.file);
    if (!answer.ok || fine !== state) return;
    const detail = decode(await answer.json(), (id) => stateOf(id) || state);
    for (const [id, shape] of detail.shapes) drawShape(id, shape).finer = true;
    drawBorders([...overview.borders.filter((line) => !line.states.includes(state)), ...detail.borders]);
    drawRings();
    box.dataset.fine = state;
  }

  // The card ----------------------------------------------------------------------------------------------------
  function mark(row) {
    const layer = layers.get(row.shape);
    const d = !layer ? "" : rings.has(row.shape) ? circle(...middle(layer.box), 7 / view.scale) : layer.path.getAttribute("d");
    for (const halo of halos) halo.setAttribute("d", d);
  }

  function show(row) {
    mark(row);
    current = row;
    if (shown === row.id) return;
    shown = row.id;
    const put = (name, text) => {
      const place = card.querySelector(`[data-f=${name}]`);
      place.textContent = text;
      const line = place.closest("[data-when]");
      if (line) line.hidden = !text;
    };
    const link = linkOf(row);
    const products = productsOf(row);
    put("name", link.textContent);
    put("state", row.body.rows[0].textContent.trim());
    put("first", products[0] || card.dataset.nothing);
    put("sector", row.sectors.length ? row.tr.cells[2].textContent : "");
    put("others", products.slice(1).join(", "));
    put("shared", row.shape !== row.id && rows.get(row.shape) ? linkOf(rows.get(row.shape)).textContent : "");
    card.querySelector("[data-f=link]").href = link.href;
    const plan = card.querySelector("[data-f=plan]");
    const stage = stages ? stages[row.id]?.stage || "not_recorded" : "";
    const pills = page.querySelector("template[data-pills]");
    plan.replaceChildren(...(stage ? [pills.content.querySelector(`.st-${stage}`).cloneNode(true)] : []));
    const suspended = stage && stages[row.id]?.suspended_on;
    if (suspended) plan.append(` ${pills.dataset.suspended} ${suspended.split("-").reverse().join("-")}`);
    card.querySelector("[data-empty]").hidden = true;
    card.querySelector("[data-full]").hidden = false;
    if (!stages) loadStages().then(() => shown === row.id && ((shown = null), show(row)));
  }

  let stagesAsked;
  const loadStages = () =>
    (stagesAsked ??= fetch(box.dataset.stages).then((answer) => answer.json()).then((found) => (stages = found.districts)));

  // What people do ------------------------------------------------------------------------------------------------
  const rowUnder = (event) => {
    const hit = event.target.closest?.("[data-lgd], [data-ring]");
    return hit && byShape.get(hit.dataset.lgd || hit.dataset.ring);
  };
  const elementOf = (row) => rings.get(row.shape) || layers.get(row.shape)?.path;

  function nameForReaders(element, row) {
    element?.setAttribute("tabindex", "0");
    element?.setAttribute("role", "link");
    element?.setAttribute("aria-label", linkOf(row).textContent);
  }

  function focusOn(row) {
    const element = elementOf(row);
    if (!element) return;
    box.querySelector("path[tabindex='0']")?.setAttribute("tabindex", "-1");
    nameForReaders(element, row);
    current = row;
    element.focus({ preventScroll: true });
    show(row);
  }

  box.addEventListener("pointerover", (event) => {
    const row = rowUnder(event);
    if (row && event.pointerType !== "touch") show(row);
  });
  box.addEventListener("click", (event) => {
    const row = rowUnder(event);
    if (row && !leaflet?.dragged()) focusOn(row);
  });
  box.addEventListener("focusin", (event) => {
    const row = current && elementOf(current) === event.target ? current : rowUnder(event);
    if (row) show(row);
  });
  box.addEventListener("keydown", (event) => {
    const order = [...rows.values()].filter((row) => !row.tr.hidden && elementOf(row));
    const at = order.indexOf(current);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[event.key];
    if (event.key === "Enter" && current) location.assign(linkOf(current).href);
    else if (event.key === "+" || event.key === "=") zooms.in();
    else if (event.key === "-") zooms.out();
    else if (to === undefined || !order.length) return;
    else focusOn(order[Math.min(Math.max(to, 0), order.length - 1)]);
    event.preventDefault();
  });
  page.querySelector("[data-rows]").addEventListener("focusin", (event) => {
    const row = rows.get(event.target.closest("tr")?.lastElementChild.textContent);
    if (row) show(row);
  });
  const zooms = {
    in: () => withLeaflet().then((map) => map.closer()),
    out: () => withLeaflet().then((map) => map.farther()),
    all: () => look(country),
  };
  for (const button of page.querySelectorAll("[data-zoom]")) button.addEventListener("click", zooms[button.dataset.zoom]);
  // The drag that brings Leaflet is not lost: it begins where the button went down, if it is still held. A click alone
  // brings nothing; a finger does at once, since its second touch may be a pinch.
  let held = null;
  box.addEventListener("pointerdown", (event) => {
    if (leaflet || event.button) return;
    if (event.pointerType === "mouse") held = event;
    else withLeaflet();
  });
  box.addEventListener("pointermove", (event) => {
    if (!held || Math.hypot(event.clientX - held.clientX, event.clientY - held.clientY) < 3) return;
    withLeaflet().then((map) => (held = held && map.press(held)));
  });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => (held = null));
  /** Whether the box has a size: laid out for print or in a hidden frame it has none, and keeps the one it had. */
  const measure = () => box.clientWidth > 0 && ([wide, high] = [box.clientWidth, box.clientHeight]);
  addEventListener("resize", () => measure() && !leaflet && seen && look(...seen));

  async function apply(save) {
    want = asked();
    const query = new URLSearchParams(Object.entries(want).filter(([, value]) => value));
    const address = `${location.pathname}${query.size ? `?${query}` : ""}`;
    box.dataset.product = nameOf(want.product);
    if (want.layer === "stage") await loadStages();
    paint(() => {
      if (save && address !== location.pathname + location.search) history.pushState(null, "", address);
    });
    await lookAt(want.state);
  }

  // Product names arrive when somebody means to type one; any spelling leads to the name in the table.
  let catalogue = null;
  const loadProducts = () => (catalogue ??= import("./map-products.js").then(async ({ load }) =>
    (catalogue = await load(box.dataset.products, page.querySelector("#product-names")))));
  const nameOf = (text) => (text && catalogue instanceof Map ? catalogue.get(text.toLowerCase()) || text : box.dataset.given === text ? box.dataset.product : text) || "";

  form.elements.product.addEventListener("focus", loadProducts, { once: true });
  form.addEventListener("change", async (event) => {
    if (event.target === form.elements.product) await loadProducts();
    if (event.target === form.elements.sector && want.product) form.elements.product.value = "";
    apply(true);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.elements.product.value) await loadProducts();
    apply(true);
  });
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-pick]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    readAddress(new URL(link.href).searchParams);
    apply(true);
  });
  function readAddress(query) {
    for (const key of ["layer", "sector", "product", "state"]) form.elements[key].value = query.get(key) || "";
  }
  addEventListener("popstate", () => {
    readAddress(new URLSearchParams(location.search));
    apply(false);
  });
  /** Once the page is at rest, let the browser work out each shape's muted style, a few shapes at a time: the first
      filter mutes nearly all of them at once, and a style worked out before is only looked up. Nothing changes to the eye. */
  function rehearse(left = [...layers.values()]) {
    (window.requestIdleCallback || setTimeout)((rest) => {
      do {
        const layer = left.pop();
        if (!layer) return page.querySelector("[data-rows]").classList.add("now");
        layer.path.setAttribute("class", "d mute");
        getComputedStyle(layer.path).fill;
        layer.path.setAttribute("class", layer.painted);
        getComputedStyle(layer.path).fill;
      } while (rest?.timeRemaining?.() > 4);
      rehearse(left);
    });
  }

  // The first paint ---------------------------------------------------------------------------------------------
  fetch(box.dataset.overview).then((answer) => answer.json()).then(async (topology) => {
    measure();
    overview = decode(topology, stateOf);
    for (const [id, shape] of overview.shapes) drawShape(id, shape, `d ${fillOf(byShape.get(id))}`);
    drawBorders(overview.borders);
    country = boxOf([...layers.values()].map((layer) => layer.box));
    look(country);
    const first = rows.values().next().value;
    nameForReaders(elementOf(first), first);
    current ??= first;
    if (want.layer === "stage") await loadStages();
    paint(() => rehearse());
    await lookAt(want.state);
  });
}

const page = document.querySelector("[data-map]");
if (page) start(page);
