// What a person sees and does: one moment of the run, everywhere.

const run = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const COLOURS = ["#ff4f42", "#ffc02e", "#35d07f", "#4db5ff", "#c792ff", "#f2f4f7"];
const SLOWEST_MS = 400; // what changes more often than three times a second flashes
const SENTENCE_MS = 1000;
const GO_ON = 600, MOST_MOMENTS = 20000;

const state = {
  moments: run.moments, curves: run.curves, moment: run.place.moment,
  stage: run.place.stages, // of the coming update, that have run
  lamps: run.pattern, own: null, timer: null,
};
let fillDiagram = null, drawnShape = "", flippedAt = 0, spokeAt = 0;

const moment = () => state.moments[state.moment];
const settings = () => run.settings[moment().settings];
const isPlaying = () => state.timer !== null;

function goTo(index) {
  state.moment = Math.max(0, Math.min(index, state.moments.length - 1));
  state.stage = 0;
  draw();
}

function pause() {
  clearInterval(state.timer);
  state.timer = null;
  draw();
}

function play() {
  if (state.moment === state.moments.length - 1) state.moment = 0;
  state.stage = 0;
  state.timer = setInterval(() => {
    if (state.moment < state.moments.length - 1) goTo(state.moment + 1);
    else pause();
  }, 1000 / Number(at("speed").value));
  draw();
}

function still(act) {
  return () => {
    if (isPlaying()) pause();
    act();
  };
}

const toggle = () => (isPlaying() ? pause() : play());
const step = still(() => goTo(state.moment + 1));
const back = still(() => goTo(state.stage ? state.moment : state.moment - 1));
const stepPhase = still(() => {
  if (state.stage < settings().stages.length) state.stage++;
  else if (state.moment < state.moments.length - 1) [state.moment, state.stage] = [state.moment + 1, 1];
  draw();
});

function switchLamp(k) {
  const pattern = state.stage ? seen().layers[0] : state.lamps;
  state.lamps = pattern.map((value, other) => (other === k ? Number(value === 0) : value));
  state.stage = 0;
  flippedAt = 0;
  draw();
  say();
}

const goOn = still(() => {
  const from = state.own ?? state.moment, here = state.moments.slice(0, state.moment + 1);
  const found = train(settings(), moment(), Math.min(GO_ON, MOST_MOMENTS - here.length));
  if (!found.moments.length) {
    at("own").textContent = run.words.no_further;
    return;
  }
  const upTo = (curve) => curve.points.filter(([iteration]) => iteration <= moment().iteration);
  state.curves = state.curves
    .filter((curve) => found[curve.name])
    .map((curve) => ({ name: curve.name, points: [...upTo(curve), ...found[curve.name]] }));
  state.own = Math.min(from, state.moment);
  state.moments = [...here, ...found.moments];
  play();
});

const giveUp = still(() => {
  Object.assign(state, { moments: run.moments, curves: run.curves, moment: state.own, own: null });
  goTo(state.moment);
  at("go-on").focus();
});

function setTheme(isDark) {
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  at("theme").setAttribute("aria-pressed", String(isDark));
}

function build() {
  run.lamps.forEach((name, k) => {
    const lamp = Object.assign(document.createElement("button"), { type: "button", className: "lamp" });
    lamp.setAttribute("role", "switch");
    lamp.setAttribute("aria-label", name);
    lamp.append(document.createElement("span"));
    if (run.answer) {
      lamp.append(Object.assign(document.createElement("small"), { textContent: name }));
      lamp.title = name;
    }
    lamp.setAttribute("aria-keyshortcuts", String(k + 1));
    lamp.addEventListener("click", () => switchLamp(k));
    at("lamps").append(lamp);
  });
  at("answer").textContent = at("answer").title = run.answer;
  run.phases.forEach((name, k) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: String(k + 1), title: name });
    button.setAttribute("aria-label", `${k + 1}: ${name}`);
    button.addEventListener("click", still(() => {
      const stage = settings().stages.findLastIndex(({ phase }) => phase === k + 1) + 1;
      state.stage = stage || 1;
      draw();
    }));
    at("phase-buttons").append(button);
  });
  run.curves.forEach(({ name }) => {
    at("legend").append(Object.assign(document.createElement("li"), { className: name, textContent: run.words[name] }));
  });
}

function listen() {
  const clicks = { run: toggle, step, back, phase: stepPhase, "go-on": goOn, return: giveUp };
  for (const [id, act] of Object.entries(clicks)) at(id).addEventListener("click", act);
  at("slider").addEventListener("input", (event) => {
    const index = Number(event.target.value); // before pausing, which draws the slider
    still(() => goTo(index))();
  });
  at("speed").addEventListener("change", () => isPlaying() && (pause(), play()));
  at("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
  const keys = { r: toggle, s: step, b: back, p: stepPhase };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target === at("speed")) return;
    const act = keys[event.key.toLowerCase()], lamp = Number(event.key);
    if (act) act();
    else if (lamp >= 1 && lamp <= run.lamps.length) switchLamp(lamp - 1);
  });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", () => setTheme(scheme.matches));
  setTheme(scheme.matches);
  new ResizeObserver(draw).observe(at("picture"));
}

build();
listen();
draw();
