// What is seen of a moment: lamps, diagram, signal, time, sentence and phases.

/** Put numbers where a sentence has names in braces. */
function worded(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Return what is to be seen now: parameters, and values and deltas as far as phases have run. */
function seen() {
  if (!state.stage) {
    const layers = forward(settings(), moment().weights, [state.lamps]);
    return { parameters: moment().weights, layers: layers.map((layer) => layer[0]), deltas: [] };
  }
  const found = comingTrace(settings(), moment()), { phase, layer } = settings().stages[state.stage - 1];
  const reached = phase === 1 ? layer : found.layers.length - 1, last = found.layers.length - 1;
  const deltas = found.deltas.map((delta, k) => (k === last ? phase >= 3 : phase >= 4) && delta[0]).map((delta) => delta || undefined);
  const layers = found.layers.slice(0, reached + 1).map((rows) => rows[0]);
  return { parameters: phase === 5 ? found.after : moment().weights, layers, deltas, found };
}

/** Return every on-off pattern, counting up, and then the dimmed ones of the training set. */
function everyPattern({ sizes: [lights], patterns }) {
  const onOff = Array.from({ length: 2 ** lights }, (_, number) =>
    Array.from({ length: lights }, (_, k) => (number >> (lights - 1 - k)) & 1),
  );
  return [...onOff, ...patterns.filter((pattern) => pattern.some((value) => value % 1))];
}

/** Add how every unit answers all patterns, and what is to be said of hidden units that are 0. */
function withResponses(shown) {
  const used = settings();
  used.every ??= everyPattern(used);
  const responses = forward(used, shown.parameters, used.every);
  const note = (layer, value, k) => {
    if (value || used.activations[layer - 1] !== "relu") return "";
    return responses[layer].some((row) => row[k]) ? run.words.not_firing : run.words.never;
  };
  const notes = shown.layers.map((values, layer) => values.map((value, k) => note(layer, value, k)));
  return { ...shown, responses, notes };
}

function draw() {
  const mayFlip = !isPlaying() || performance.now() - flippedAt >= SLOWEST_MS;
  if (mayFlip) flippedAt = performance.now();
  const shown = { ...withResponses(seen()), mayFlip };
  drawLamps(shown.layers[0]);
  drawDiagram(shown);
  drawSignal(shown.layers[settings().sizes.length - 1]?.[0], mayFlip);
  drawTime();
  drawSentence();
  drawPhases(shown.found ?? comingTrace(settings(), moment()));
}

function drawLamps(pattern) {
  [...at("lamps").children].forEach((lamp, k) => {
    lamp.firstChild.textContent = digits(pattern[k], 2);
    lamp.setAttribute("aria-checked", String(pattern[k] > 0));
    const share = Math.round(100 * Math.sqrt(pattern[k]));
    lamp.style.background = pattern[k] ? `color-mix(in srgb, ${COLOURS[k]} ${share}%, var(--lamp-off))` : "";
  });
}

function drawDiagram(shown) {
  const shape = JSON.stringify([settings().sizes, settings().bias, at("diagram").clientWidth, at("diagram").clientHeight]);
  if (shape !== drawnShape) {
    fillDiagram = makeDiagram(at("diagram"), settings().sizes, settings().bias);
    drawnShape = shape;
    placeLamps(settings().sizes[0]);
  }
  fillDiagram(shown);
}

/** Put the lamps where their edges begin. */
function placeLamps(count) {
  const scale = textScale(), foot = settings().bias ? FOOT + BIAS_ROOM : FOOT;
  const room = at("diagram").clientHeight / scale - HEAD - foot;
  const side = Math.min(LARGEST_LAMP, (0.8 * room) / count);
  at("lamps").style.margin = `${HEAD * scale}px 0 ${foot * scale}px`;
  for (const lamp of at("lamps").children) lamp.style.width = lamp.style.height = `${side * scale}px`;
}

function drawSignal(prediction, mayFlip) {
  const isKnown = prediction !== undefined, walks = prediction >= 0.5;
  at("prediction").value = isKnown ? prediction : "";
  if (!mayFlip) return;
  at("prediction").textContent = isKnown ? short(prediction) : "?";
  at("signal").className = isKnown ? (walks ? "walks" : "stops") : "";
  at("walk-sign").hidden = !isKnown || !walks;
  at("stop-sign").hidden = !isKnown || walks;
  at("word").textContent = isKnown ? (walks ? "WALK" : "STOP") : "?";
}

function drawTime() {
  const here = moment(), last = state.moments.length - 1;
  at("slider").max = last;
  at("slider").value = state.moment;
  at("slider").setAttribute("aria-valuetext", worded(run.words.place, { updates: here.updates, iteration: here.iteration }));
  at("iteration").textContent = here.iteration.toLocaleString("en");
  at("updates").textContent = here.updates.toLocaleString("en");
  at("error").value = here.error ?? "";
  at("error").textContent = here.error === null ? "-" : digits(here.error, 4);
  at("run").textContent = isPlaying() ? "Pause" : "Run";
  at("back").disabled = !state.moment && !state.stage;
  at("step").disabled = state.moment === last;
  drawCurves(at("curve"), state.curves, here.iteration);
  for (const item of at("legend").children) item.hidden = !state.curves.some(({ name }) => name === item.className);
}

function drawSentence() {
  if (isPlaying() && performance.now() - spokeAt < SENTENCE_MS) return;
  spokeAt = performance.now();
  const isOwn = state.own !== null && state.moment > state.own;
  const own = () => {
    const { patterns, answers } = settings(), { iteration, weights } = moment();
    const error = digits(errorOf(settings(), weights, patterns, answers), 3);
    return worded(run.words.own, { iteration, error });
  };
  const known = () => run.sentences.findLast(([updates]) => updates <= moment().updates)[1];
  const text = isOwn ? own() : known();
  at("sentence").classList.toggle("own", isOwn);
  if (at("sentence").textContent !== text) at("sentence").textContent = text;
  at("own").textContent = state.own === null ? run.words.further : worded(run.words.from, state.moments[state.own]);
  at("return").hidden = state.own === null;
}

/** Return everything that the lines of an update compute, by the names of their variables. */
function variables(found) {
  const { sizes, bias } = settings(), { weights, biases } = cut(sizes, bias, found.after), last = sizes.length - 1;
  const values = { [`layer_${last}_error`]: moment().iteration_error + found.error };
  found.layers.forEach((rows, k) => (values[`layer_${k}`] = rows));
  found.deltas.forEach((rows, k) => (values[`layer_${k}_delta`] = rows));
  weights.forEach((matrix, k) => (values[`weights_${k}_${k + 1}`] = matrix));
  biases.forEach((vector, k) => (values[`bias_${k + 1}`] = vector));
  return values;
}

function drawPhases(found) {
  const { lines, stages } = settings(), values = variables(found), now = stages[state.stage - 1];
  [...at("phase-buttons").children].forEach((button, k) => button.setAttribute("aria-pressed", String(now?.phase === k + 1)));
  const text = now ? worded(now.words, named(found, now)) : run.words.before;
  if (at("phase-sentence").textContent !== text) at("phase-sentence").textContent = text;
  while (at("lines").children.length > lines.length) at("lines").lastChild.remove();
  while (at("lines").children.length < lines.length) {
    const item = document.createElement("li");
    item.append(document.createElement("code"), document.createElement("data"));
    at("lines").append(item);
  }
  lines.forEach((line, k) => {
    const [code, data] = at("lines").children[k].children, value = values[line.variable];
    const isDone = state.stage >= line.stage && state.stage > 0;
    at("lines").children[k].className = isDone ? (line.stage === state.stage ? "now" : "done") : "";
    code.textContent = line.code;
    data.value = isDone ? JSON.stringify(value) : "";
    data.textContent = isDone ? written(value) : "";
  });
}

/** Write a number, or rows of them; of many say only how many there are. */
function written(value) {
  const all = [value].flat(2);
  if (all.length > 24) return `${all.length} numbers`;
  const row = (each) => (Array.isArray(each) ? `[${each.map(row).join(" ")}]` : digits(each, 3));
  return row(value);
}

/** Return the numbers that the sentence of a phase has names for. */
function named(found, { layer }) {
  const values = found.layers[layer]?.[0] ?? [], last = found.layers.length - 1, output = found.layers[last][0][0];
  const hidden = found.deltas.slice(1, last).flatMap((rows) => rows[0]), rows = comingRows(settings(), moment());
  const after = forward(settings(), found.after, found.layers[0]).at(-1)[0][0];
  return {
    lights: found.layers[0][0].map((each) => digits(each, 2)).join(" "), rows: rows.length,
    firing: values.filter((each) => each).length, units: values.length,
    prediction: short(output), side: output >= 0.5 ? run.words.walks : run.words.stops,
    answer: digits(settings().answers[rows[0]], 3), delta: short(found.deltas[last][0][0]),
    error: short(found.error), blamed: hidden.filter((each) => each).length, hidden: hidden.length,
    changed: found.change.filter((each) => each).length, weights: found.change.length, after: short(after),
  };
}

function say() {
  const pattern = state.lamps.map((each) => digits(each, 2)).join(" ");
  at("said").textContent = `${pattern}: ${at("word").textContent}, ${at("prediction").textContent}`;
}
