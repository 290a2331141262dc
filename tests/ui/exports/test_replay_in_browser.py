"""The page that replays a run, in a real browser: clicked, dragged, compared with the app."""

import json
import shutil
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from runs import changed_runs

from streetlight_gui.core import DivergenceError, Problem
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.replay.cursor import Cursor, Place
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.ui.exports.replay_data import replay_data
from streetlight_gui.ui.exports.replay_page import replay_page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

CLOSE = {"rtol": 0, "atol": 1e-12}
START = Place(0)
BOOK = Settings.choose(PRESETS["streetlights"])
LOOKS = "all => [...all.querySelectorAll('.unit, .edge')].map(each => each.getAttribute('class'))"
HOSTILE = "</script><script>document.title = 'out'</script>\u2028 & <!-- ${alert} {x}"


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def run():
    run = Run(BOOK)
    run.train(600)
    return run


@pytest.fixture
def open_page(browser, tmp_path):
    """Open the page of a run; at the end nothing was logged, and nothing asked for but the page."""
    heard, contexts = [], []

    def open_one(run, width=1280, scheme="light", place=START, pattern=None):
        cursor, file = Cursor(run), tmp_path / "run.html"
        cursor.stand_at(place)
        file.write_bytes(replay_page(cursor, pattern).encode())
        size = {"width": width, "height": 800}
        contexts.append(browser.new_context(viewport=size, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
        page.clock.install(time=0)
        page.goto(file.as_uri())
        assert heard == [file.as_uri()]
        heard.clear()
        page.clock.pause_at(100)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert heard == []


def number(page, name):
    return float(page.locator(name).get_attribute("value"))


def shown(page, variable):
    """Return the numbers behind a line of an update."""
    line = page.locator("#lines li", has_text=f"{variable} ").filter(has_text="=")
    lines = [each for each in line.all() if each.inner_text().startswith(f"{variable} ")]
    return np.array(json.loads(lines[0].locator("data").get_attribute("value")))


def changes(values):
    return sum(one != other for one, other in pairwise(values))


def click_lamps(page, pattern):
    for lamp, value in zip(page.locator(".lamp").all(), pattern, strict=True):
        if lamp.get_attribute("aria-checked") != str(value > 0).lower():
            lamp.click()


def test_clicked_lamps_are_answered_as_in_the_app_at_any_moment(open_page, run):
    page = open_page(run)
    for updates in (0, 69):
        page.locator("#slider").fill(str(updates))
        for pattern in product((0.0, 1.0), repeat=3):
            click_lamps(page, pattern)
            prediction = run.at(updates).network.predict([pattern])[0]
            np.testing.assert_allclose(number(page, "#prediction"), prediction, **CLOSE)
            word = "WALK" if prediction >= 0.5 else "STOP"
            assert page.locator("#signal .housing").inner_text() == word
            assert page.locator(f"#{word.lower()}-sign").is_visible()
    assert page.locator("#said").inner_text().startswith("1 1 1: STOP")


def test_it_opens_at_a_place_with_a_persons_own_lights_and_goes_anywhere(open_page, run):
    page = open_page(run, place=Place(69), pattern=(1.0, 1.0, 0.0))
    assert (page.locator("#slider").input_value(), page.locator("#updates").inner_text()) == (
        "69",
        "69",
    )
    on = [lamp.get_attribute("aria-checked") for lamp in page.locator(".lamp").all()]
    assert on == ["true", "true", "false"]
    prediction = run.at(69).network.predict([[1, 1, 0]])[0]
    np.testing.assert_allclose(number(page, "#prediction"), prediction, **CLOSE)
    page.locator("#slider").fill("0")
    prediction = run.at(0).network.predict([[1, 1, 0]])[0]
    np.testing.assert_allclose(number(page, "#prediction"), prediction, **CLOSE)


def test_it_opens_inside_an_example(open_page, run):
    page = open_page(run, place=Place(69, stages=3, is_by_phase=True))
    assert page.locator("#phase-sentence").inner_text().startswith("3")
    assert page.locator("#phase-buttons [aria-pressed=true]").inner_text() == "3"


def test_units_show_their_answers_to_all_patterns_and_which_never_fire(open_page, run):
    page, network = open_page(run), run.at(600).network
    page.locator("#slider").fill("600")
    click_lamps(page, (0, 0, 1))
    responses = [values for layer in network.forward(all_patterns(3))[1:] for values in layer.T]
    shades = page.locator(".cell").evaluate_all(
        "all => all.map(each => each.getAttribute('fill-opacity'))"
    )
    expected = np.minimum(np.abs(np.concatenate(responses)), 1)
    np.testing.assert_allclose(np.array(shades, dtype=float), expected, rtol=0, atol=0.0051)
    here = network.forward([[0, 0, 1]])[1][0]
    notes = [
        "" if value else ("not firing" if values.any() else "never fires")
        for value, values in zip(here, responses, strict=False)
    ]
    assert page.locator("#diagram .note").all_text_contents() == [*notes, ""]
    assert {"never fires", "not firing"} <= set(notes)


def test_the_slider_is_dragged_to_a_moment_and_keys_go_on_from_there(open_page, run):
    page = open_page(run)
    box = page.locator("#slider").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, y, steps=5)
    page.mouse.up()
    updates = int(page.locator("#updates").inner_text())
    assert 280 < updates < 320
    page.keyboard.press("b")
    page.keyboard.press("s")
    page.keyboard.press("s")
    trainer = run.at(updates + 1)
    assert int(page.locator("#updates").inner_text()) == updates + 1
    assert number(page, "#error") == trainer.state.online_error
    before = page.locator(".lamp").all_inner_texts()
    page.keyboard.press("2")
    pattern = [float(each) for each in page.locator(".lamp").all_inner_texts()]
    assert [float(each) for each in before] == [pattern[0], 1 - pattern[1], pattern[2]]
    np.testing.assert_allclose(
        number(page, "#prediction"), trainer.network.predict([pattern])[0], **CLOSE
    )


def test_the_five_phases_of_an_example_have_the_apps_numbers(open_page, run):
    page, trace = open_page(run), Trace(run.at(68).coming)
    page.locator("#slider").fill("68")
    expected = [
        ("layer_1", trace.layers[1]),
        ("layer_2", trace.layers[2]),
        ("layer_2_delta", trace.deltas[2]),
        ("layer_1_delta", trace.deltas[1]),
        ("weights_0_1", trace.weights_after[0]),
    ]
    for phase, (variable, values) in enumerate(expected, start=1):
        page.locator("#phase").click()
        np.testing.assert_allclose(shown(page, variable), values, **CLOSE)
        assert page.locator("#phase-sentence").inner_text().startswith(f"{phase}. ")
        assert page.locator("#phase-buttons [aria-pressed=true]").inner_text() == str(phase)
        assert "{" not in page.locator("#phase-sentence").inner_text()
    np.testing.assert_allclose(shown(page, "layer_2_error"), trace.iteration_error, **CLOSE)
    assert page.locator(".lamp").all_inner_texts() == ["1", "0", "1"]
    page.locator("#phase").click()
    assert page.locator("#updates").inner_text() == "69"


def test_a_run_plays_until_it_is_paused(open_page, run):
    page = open_page(run)
    page.locator("#run").click()
    page.clock.run_for(2000)
    assert page.locator("#run").inner_text() == "Pause"
    page.keyboard.press("r")
    assert page.locator("#updates").inner_text() == "80"
    assert page.locator("#sentence").inner_text().startswith("In training: 20 iterations")
    page.clock.run_for(2000)
    assert page.locator("#updates").inner_text() == "80"
    page.locator("#slider").fill("600")
    assert page.locator("#sentence").inner_text().startswith("Learned after")


def test_the_books_first_600_examples_trained_by_the_page_are_the_apps(open_page, run):
    start = Run(BOOK)
    page = open_page(start)
    page.locator("#go-on").click()
    page.locator("#slider").fill("599")
    page.get_by_role("button", name="5: update the weights").click()
    for k, weights in enumerate(run.at(600).network.weights):
        np.testing.assert_allclose(shown(page, f"weights_{k}_{k + 1}"), weights, **CLOSE)
    page.keyboard.press("s")
    np.testing.assert_allclose(number(page, "#error"), run.live.state.online_error, **CLOSE)
    assert page.locator("#sentence").inner_text().startswith("Trained on by this browser: 150")
    assert "From update 0 on these numbers are this browser's" in page.locator("#own").inner_text()
    page.locator("#return").click()
    assert page.locator("#slider").get_attribute("max") == "0"


def test_what_alternates_does_not_flash_while_it_plays(open_page):
    run = Run(replace(BOOK, seed=14))
    run.train(40)
    layers = [run.at(k).network.forward([[0, 1, 1]]) for k in range(41)]
    walks = [output[0, 0] >= 0.5 for _, _, output in layers]
    fires = [hidden[0] > 0 for _, hidden, _ in layers]
    assert min(changes(walks), max(map(changes, zip(*fires, strict=True)))) > 6
    page = open_page(run)
    click_lamps(page, (0, 1, 1))
    page.locator("#run").click()
    words, looks = [], []
    for _ in range(39):
        page.clock.run_for(25)
        words.append(page.locator("#word").inner_text())
        looks.append(page.locator("#diagram").evaluate(LOOKS))
    assert changes(words) <= 3
    assert max(map(changes, zip(*looks, strict=True))) <= 3
    page.locator("#run").click()
    assert page.locator("#updates").inner_text() == "39"
    assert page.locator("#word").inner_text() == ("WALK" if walks[39] else "STOP")


def test_where_numbers_run_away_the_page_goes_no_further(open_page):
    run = Run(Settings(BOOK.problem, (), (), alpha=10.0, seed=1))
    with pytest.raises(DivergenceError):
        run.train(6000)
    page, last = open_page(run), str(len(run))
    page.locator("#slider").fill(last)
    page.locator("#go-on").click()
    assert "cannot go on here" in page.locator("#own").inner_text()
    assert page.locator("#slider").get_attribute("max") == last
    assert not page.locator("#return").is_visible()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(run=changed_runs())
def test_any_update_is_computed_as_in_the_app(browser_page, run):
    data = replay_data(Cursor(run))
    for moment in data["moments"][-4:]:
        used, trace = data["settings"][moment["settings"]], Trace(run.at(moment["updates"]).coming)
        found = browser_page.evaluate(
            "([used, moment]) => comingTrace(used, moment)", [used, moment]
        )
        near = {"rtol": 1e-12, "atol": 1e-12}
        np.testing.assert_allclose(found["after"], trace.parameters_after, **near)
        np.testing.assert_allclose(found["error"], trace.error, **near)
        np.testing.assert_allclose(found["layers"][-1], trace.layers[-1], **near)


@pytest.fixture
def browser_page(open_page, run):
    return open_page(run)


def test_with_penalty_bias_and_batches_the_page_goes_on_as_the_app(browser_page):
    kinds = PRESETS["streetlights"].problem, (3, 2), ("tanh", "sigmoid")
    penalty = replace(BOOK.penalty, kind=type(BOOK.penalty.kind).L2, strength=0.01)
    run = Run(Settings(*kinds, 0.2, 1, bias=True, penalty=penalty, batch=3))
    data = replay_data(Cursor(run))
    run.train(100)
    call = "([used, moment]) => train(used, moment, 100)"
    found = browser_page.evaluate(call, [data["settings"][0], data["moments"][0]])
    last = found["moments"][-1]
    np.testing.assert_allclose(last["weights"], run.live.network.parameters, **CLOSE)
    frozen = run.live.history.frozen.recent
    np.testing.assert_allclose([error for _, error in found["frozen"]], frozen, **CLOSE)
    assert (last["iteration"], last["index"]) == (run.live.iteration, run.live.index)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_it_fits_and_is_accessible(open_page, run, width, scheme):
    page = open_page(run, width, scheme)
    page.locator("#slider").fill("68")
    page.get_by_role("button", name="4: backpropagate").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    edges = page.locator("#diagram circle, #diagram text, .lamp, #signal").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).flatMap(box => [box.left, box.right])"
    )
    assert min(edges) >= 0
    assert max(edges) <= width
    pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    page.clock.resume()
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run()")
    assert [each["id"] for each in found["violations"]] == []
    assert len(found["passes"]) > 15


def test_the_switch_changes_the_theme(open_page, run):
    page = open_page(run)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_a_problems_name_stays_a_name(open_page):
    names = ("</script><b>x", "x2", "y")
    problem = Problem([[1, 0], [0, 1]], [1, 0], name=HOSTILE, names=names)
    page = open_page(Run(Settings.choose(problem)))
    assert "</script><script>document.title = 'out'</script>" in page.title()
    assert page.locator("h1").inner_text() == page.title()
    assert page.get_by_role("switch", name="</script><b>x").inner_text() == "1\n</script><b>x"
    assert page.locator("#answer").inner_text() == "y"
