"use strict";
// The arithmetic of the app: passes forward and back, and one update. Numbers are float64, as there.
// Matrices are weights[k][source][target], layers [row][unit].

const ACTIVATIONS = {
  relu: { apply: (z) => Math.max(z, 0), slope: (a) => Math.sign(a) },
  tanh: { apply: Math.tanh, slope: (a) => 1 - a * a },
  sigmoid: { apply: (z) => 1 / (1 + Math.exp(-z)), slope: (a) => a * (1 - a) },
  linear: { apply: (z) => z, slope: () => 1 },
};

function zeros(rows, columns) {
  return Array.from({ length: rows }, () => new Array(columns).fill(0));
}

/** Cut all parameters, weights end to end and then biases, into matrices and vectors. */
function cut(sizes, hasBias, parameters) {
  const weights = [], biases = [];
  let start = 0;
  const take = (count) => parameters.slice(start, (start += count));
  for (let k = 0; k + 1 < sizes.length; k++) {
    weights.push(Array.from({ length: sizes[k] }, () => take(sizes[k + 1])));
  }
  for (let k = 1; hasBias && k < sizes.length; k++) biases.push(take(sizes[k]));
  return { weights, biases };
}

/** Return what a layer makes of the one below. */
function above(layer, weights, bias, activation) {
  return layer.map((row) =>
    weights[0].map((_, target) => {
      let sum = 0;
      for (let source = 0; source < row.length; source++) sum += row[source] * weights[source][target];
      return activation.apply(bias ? sum + bias[target] : sum);
    }),
  );
}

/** Return the layers of patterns (rows, lights), from the lights to the output. */
function forward(settings, parameters, patterns) {
  const { weights, biases } = cut(settings.sizes, settings.bias, parameters);
  const layers = [patterns];
  weights.forEach((matrix, k) => {
    const activation = ACTIVATIONS[settings.activations[k] ?? "linear"];
    layers.push(above(layers[k], matrix, biases[k], activation));
  });
  return layers;
}

/** Return the sum of the squared differences of the output from the answers. */
function errorOf(settings, parameters, patterns, answers) {
  const output = forward(settings, parameters, patterns).at(-1);
  return output.reduce((sum, row, k) => sum + (row[0] - answers[k]) ** 2, 0);
}

/** Return all numbers of one update: layers, deltas, its error, and the parameters after it. */
function trace(settings, parameters, patterns, answers) {
  const { weights } = cut(settings.sizes, settings.bias, parameters);
  const layers = forward(settings, parameters, patterns), last = layers.length - 1;
  const misses = layers[last].map((row, k) => row[0] - answers[k]);
  const error = misses.reduce((sum, miss) => sum + miss * miss, 0);
  const deltas = new Array(layers.length);
  deltas[last] = misses.map((miss) => [misses.length > 1 ? miss / misses.length : miss]);
  for (let k = last - 1; k > 0; k--) {
    const activation = ACTIVATIONS[settings.activations[k - 1]];
    deltas[k] = layers[k].map((row, r) =>
      row.map((value, unit) => {
        let sum = 0;
        for (let t = 0; t < weights[k][unit].length; t++) sum += deltas[k + 1][r][t] * weights[k][unit][t];
        return sum * activation.slope(value);
      }),
    );
  }
  const change = gradient(settings, parameters, layers, deltas).map((each) => settings.alpha * each);
  return { layers, deltas, error, change, after: parameters.map((each, k) => each - change[k]) };
}

/** Return half the slope of the error along every parameter, with what a penalty adds. */
function gradient(settings, parameters, layers, deltas) {
  const found = [];
  for (let k = 0; k + 1 < layers.length; k++) {
    for (let source = 0; source < settings.sizes[k]; source++) {
      for (let target = 0; target < settings.sizes[k + 1]; target++) {
        let sum = 0;
        for (let r = 0; r < layers[k].length; r++) sum += layers[k][r][source] * deltas[k + 1][r][target];
        found.push(sum + pull(settings.penalty, parameters[found.length]));
      }
    }
  }
  for (let k = 1; settings.bias && k < layers.length; k++) {
    for (let unit = 0; unit < settings.sizes[k]; unit++) {
      found.push(deltas[k].reduce((sum, row) => sum + row[unit], 0));
    }
  }
  return found;
}

function pull(penalty, weight) {
  if (penalty.kind === "none") return 0;
  return penalty.strength * (penalty.kind === "L1" ? Math.sign(weight) : weight);
}

/** Return which examples the coming update of a moment trains on. */
function comingRows(settings, moment) {
  const start = moment.index * settings.batch, end = Math.min(start + settings.batch, settings.patterns.length);
  return moment.rows ?? Array.from({ length: end - start }, (_, k) => start + k);
}

/** Return the numbers of the coming update of a moment. */
function comingTrace(settings, moment) {
  const rows = comingRows(settings, moment);
  return trace(settings, moment.weights, rows.map((k) => settings.patterns[k]), rows.map((k) => settings.answers[k]));
}

/** Train from a moment on; return the moments that follow, and the points of both error curves. */
function train(settings, first, updates) {
  const moments = [], online = [], frozen = [];
  let moment = first, order = settings.shuffled ? shuffled(settings.patterns.length) : null;
  for (let made = 0; made < updates; made++) {
    const found = comingTrace(settings, moment), before = moment.iteration_error + found.error;
    if (!Number.isFinite(before)) break;
    const next = { ...moment, rows: undefined, updates: moment.updates + 1, index: moment.index + 1, iteration_error: before, weights: found.after };
    if (next.index * settings.batch >= settings.patterns.length) {
      Object.assign(next, { index: 0, iteration: moment.iteration + 1, error: before, iteration_error: 0 });
      online.push([next.iteration, before]);
      frozen.push([next.iteration, errorOf(settings, next.weights, settings.patterns, settings.answers)]);
      order = order && shuffled(settings.patterns.length);
    }
    if (order) next.rows = comingRows(settings, next).map((k) => order[k]);
    moments.push((moment = next));
  }
  return { moments, online, frozen };
}

/** Return the numbers below a count in an order of chance. */
function shuffled(count) {
  const order = Array.from({ length: count }, (_, k) => k);
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(Math.random() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}
