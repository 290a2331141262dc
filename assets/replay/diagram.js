// The network as a picture: units, and edges as wide as their weights. Lengths are pixels.

const HEAD = 40, FOOT = 10, BIAS_ROOM = 34, LARGEST = 36, LARGEST_LAMP = 64, LEAST_WITH_STRIP = 22, THINNEST = 0.8, WIDEST = 9, HALF_WAY = 1.2;

function svg(name, attributes, parent) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

/** Return where units lie, layer by layer: x, y and radius; a bias unit is the last of its layer. */
function layout(sizes, hasBias, width, height) {
  const room = height - HEAD - FOOT - (hasBias ? BIAS_ROOM : 0), most = Math.max(...sizes.slice(1), 4);
  const radius = Math.min(LARGEST, (0.42 * room) / most, width / (2.6 * sizes.length));
  const right = width - Math.max(radius, 30) - 4;
  return sizes.map((size, layer) => {
    const x = (right * layer) / (sizes.length - 1);
    const places = Array.from({ length: size }, (_, k) => ({
      x, y: HEAD + (room * (k + 0.5)) / size, radius: layer ? radius : 0,
    }));
    if (hasBias && layer + 1 < sizes.length) {
      places.push({ x: Math.max(x, 15), y: height - FOOT - 14, radius: 12, isBias: true });
    }
    return places;
  });
}

/** Give a picture the size it has on the screen, in pixels of normal text; return that size. */
function sized(root) {
  const scale = textScale(), width = root.clientWidth / scale, height = root.clientHeight / scale;
  root.replaceChildren();
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return { width, height };
}

/** Return how many times as large as normal text is. */
function textScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** Draw a network's diagram anew for its size; the function that is returned fills in a moment. */
function makeDiagram(root, sizes, hasBias) {
  const { width, height } = sized(root);
  const places = layout(sizes, hasBias, width, height), edges = [], units = [];
  const connect = (k, from, targets) =>
    targets.forEach((to, target) => {
      const start = from.x + from.radius, end = to.x - to.radius, bend = 0.45 * (end - start);
      const d = `M${start} ${from.y}C${start + bend} ${from.y} ${end - bend} ${to.y} ${end} ${to.y}`;
      const path = svg("path", { d }, root);
      edges.push({ path, k, target, from, title: svg("title", {}, path) });
    });
  for (let k = 0; k + 1 < sizes.length; k++) {
    const targets = places[k + 1].slice(0, sizes[k + 1]);
    places[k].slice(0, sizes[k]).forEach((from, source) => {
      connect(k, from, targets);
      edges.slice(-targets.length).forEach((edge) => (edge.source = source));
    });
  }
  for (let k = 0; hasBias && k + 1 < sizes.length; k++) {
    connect(k, places[k].at(-1), places[k + 1].slice(0, sizes[k + 1]));
  }
  places.forEach((row, layer) => {
    const size = sizes[layer], last = layer + 1 === sizes.length;
    if (layer) label(root, row[0].x, 14, `layer_${layer}`, "name");
    row.filter((place) => place.radius).forEach((place, k) => {
      const circle = svg("circle", { cx: place.x, cy: place.y, r: place.radius, class: "unit" }, root);
      const hasStrip = !place.isBias && place.radius >= LEAST_WITH_STRIP, middle = place.y + (hasStrip ? 1 : 5);
      const value = label(root, place.x, middle, place.isBias ? "1" : "", "value");
      if (place.isBias) return;
      const cells = hasStrip ? makeStrip(root, place, 2 ** sizes[0]) : [];
      const below = place.y + place.radius + 13;
      const note = label(root, place.x, below, "", "note");
      const fits = place.radius >= 14, hasNote = fits && (last || 2 * place.radius + 28 < (height - HEAD) / size);
      units.push({ layer, k, circle, value, note, cells, fits, hasNote });
    });
  });
  const widest = Math.min(WIDEST, 0.6 * places.at(-1)[0].radius);
  return (shown) => fill(shown, edges, units, widest);
}

/** Draw a cell for each on-off pattern inside a unit. */
function makeStrip(root, { x, y, radius }, count) {
  const left = x - 0.78 * radius, width = (1.56 * radius) / count, gap = count > 8 ? 0 : 1;
  return Array.from({ length: count }, (_, k) => {
    const box = { x: left + k * width, y: y + 0.26 * radius, width: width - gap, height: 0.26 * radius };
    svg("rect", { ...box, class: "ground" }, root);
    return svg("rect", { ...box, class: "cell" }, root);
  });
}

function label(root, x, y, text, name) {
  const element = svg("text", { x, y, class: name }, root);
  element.textContent = text;
  return element;
}

/**
 * Show parameters, what they make of one pattern and of all, and deltas and notes where there are any.
 * What would flash stays as it was where it may not change yet.
 */
function fill({ parameters, layers, responses, deltas, notes, mayFlip }, edges, units, widest) {
  edges.forEach(({ path, k, source, target, title }, index) => {
    const weight = parameters[index], size = Math.abs(weight), inputs = layers[k];
    const isIdle = !inputs || (source !== undefined && !inputs[source]);
    if (mayFlip) path.setAttribute("class", `edge ${weight < 0 ? "negative" : "positive"}${isIdle ? " idle" : ""}`);
    path.setAttribute("stroke-width", (THINNEST + (widest - THINNEST) * (size / (size + HALF_WAY))).toFixed(2));
    const name = source === undefined ? `bias_${k + 1}[${target}]` : `weights_${k}_${k + 1}[${source}, ${target}]`;
    title.textContent = `${name} = ${digits(weight, 6)}`;
  });
  for (const { layer, k, circle, value, note, cells, fits, hasNote } of units) {
    const found = layers[layer]?.[k], delta = deltas[layer]?.[k];
    if (mayFlip) circle.setAttribute("class", found ? "unit fires" : "unit");
    value.textContent = !fits ? "" : found === undefined ? "?" : short(found);
    if (mayFlip) note.textContent = !hasNote ? "" : delta === undefined ? notes[layer]?.[k] ?? "" : `delta ${short(delta)}`;
    cells.forEach((cell, pattern) => {
      const response = responses[layer][pattern][k];
      cell.setAttribute("class", response < 0 ? "cell negative" : "cell positive");
      cell.setAttribute("fill-opacity", Math.min(Math.abs(response), 1).toFixed(2));
    });
  }
}

/** Write a number with two decimals; what is not 0 never as if it were. */
function short(value) {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 1000) return value.toExponential(0);
  const text = value.toFixed(2);
  if (Number(text)) return text;
  return value ? String(Number(value.toPrecision(1))) : "0.00";
}

/** Write a number with so many significant digits, whole numbers as such. */
function digits(value, count) {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value + 0);
  const size = Math.abs(value);
  return size < 1e-4 || size >= 1e6 ? value.toExponential(count - 1) : value.toPrecision(count);
}
