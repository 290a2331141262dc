// The error curves, on a logarithmic scale.

const LEFT = 46, BOTTOM = 24, TOP = 10, RIGHT = 12, MOST_POWERS = 6;

/** Draw curves, each a name with points [iteration, error], and where one stands. */
function drawCurves(root, curves, iteration) {
  const { width, height } = sized(root);
  const points = curves.flatMap((curve) => curve.points.filter(([, error]) => error > 0));
  const logs = points.map(([, error]) => Math.log10(error));
  const high = Math.ceil(logs.reduce((a, b) => Math.max(a, b), 0));
  const low = Math.floor(logs.reduce((a, b) => Math.min(a, b), high - 1));
  const last = points.reduce((a, [at]) => Math.max(a, at), 1);
  const x = (at) => LEFT + ((width - LEFT - RIGHT) * at) / last;
  const y = (log) => TOP + ((height - TOP - BOTTOM) * (high - log)) / (high - low);
  const stride = Math.ceil((high - low) / MOST_POWERS);
  for (let power = high; power >= low; power -= stride) {
    svg("path", { d: `M${LEFT} ${y(power)}H${width - RIGHT}`, class: "grid" }, root);
    label(root, LEFT - 6, y(power) + 4, power > -3 && power < 4 ? String(10 ** power) : `1e${power}`, "power");
  }
  const tick = tickFor(last, Math.max(2, Math.floor(width / 90)));
  for (let at = 0; at <= last; at += tick) label(root, x(at), height - 6, at.toLocaleString("en"), "at");
  for (const curve of curves) {
    const drawn = curve.points.filter(([, error]) => error > 0);
    const d = drawn.map(([at, error], k) => `${k ? "L" : "M"}${x(at).toFixed(1)} ${y(Math.log10(error)).toFixed(1)}`);
    svg("path", { d: d.join(""), class: `curve ${curve.name}` }, root);
  }
  svg("path", { d: `M${x(Math.min(iteration, last))} ${TOP}V${height - BOTTOM}`, class: "here" }, root);
}

/** Return a round distance of at most so many marks up to a number. */
function tickFor(last, most) {
  const least = last / most, power = 10 ** Math.floor(Math.log10(least));
  return Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => each >= least));
}
