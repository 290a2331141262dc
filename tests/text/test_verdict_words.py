"""The one sentence is right: on many starts of every preset, a judge in plain loops agrees."""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from seeds import SEEDS

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.diagnosis.verdict import judge
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Change, Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.findings import sentence
from streetlight_gui.text.preset_words import PRESET_WORDS
from streetlight_gui.text.verdict_words import action_text, verdict_text

SELDOM = {"and", "or", "majority", "no-hidden", "too-fast"}  # here the error stays large
NUMBER = r"-?[\d.]+(?:e[-+]\d+)?"
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
BEGIN = " Press Run, or click the lights and see what an untrained network says."


def cursor_of(name, **chosen):
    return Cursor(Run(Settings.choose(PRESETS[name], **chosen)))


def take(cursor):
    return Snapshot.take(0, cursor, shows_each_example=True)


def said_at(cursor, *, is_running=False):
    """Return the sentence, and the text of its button."""
    verdict = verdict_at(cursor, is_running=is_running)
    return verdict_text(verdict, cursor.settings), action_text(verdict)


def verdict_at(cursor, *, is_running=False):
    return judge(take(cursor), is_running=is_running)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("too-fast", {"alpha": 0.2}),
        ("no-hidden", {"hidden": (4,)}),
        ("stuck-start", {"seed": 1}),
    ],
)
def test_with_other_settings_a_preset_that_fails_asks_what_the_streetlights_ask(name, other):
    own, _ = said_at(cursor_of(name))
    assert own == PRESET_WORDS[name].question + BEGIN
    changed, _ = said_at(cursor_of(name, **other))
    assert changed == PRESET_WORDS["streetlights"].question + BEGIN


class PlainJudge:
    """Judges weights on examples: numbers and loops, none of the program's own arithmetic."""

    def __init__(self, cursor):
        settings = cursor.settings
        network = cursor.trainer.network
        self.matrices = [matrix.tolist() for matrix in network.weights]
        self.patterns = settings.problem.patterns.tolist()
        self.targets = settings.problem.targets.tolist()
        self.frozen = cursor.trainer.history.frozen.recent.tolist()
        self.online = cursor.trainer.history.online.recent.tolist()
        self.outputs = [self.layers(pattern)[-1][0] for pattern in self.patterns]
        pairs = list(zip(self.outputs, self.targets, strict=True))
        self.right = sum((output >= 0.5) == (target == 1) for output, target in pairs)
        self.error = sum((output - target) ** 2 for output, target in pairs)
        self.is_learned = self.right == len(pairs) and self.error <= 0.01 * len(pairs)

    def layers(self, pattern):
        layers = [pattern]
        for matrix in self.matrices:
            sums = [
                sum(x * w for x, w in zip(layers[-1], column, strict=True))
                for column in zip(*matrix, strict=True)
            ]
            is_last = len(layers) == len(self.matrices)
            layers.append(sums if is_last else [max(z, 0.0) for z in sums])
        return layers

    def learned_after(self):
        large = [k for k, error in enumerate(self.frozen, 1) if error > 0.01 * len(self.targets)]
        return max(large, default=0) + 1

    def units(self):
        """Count hidden units that fire for an example, for no pattern, and for others only."""
        every = [*product((0.0, 1.0), repeat=len(self.patterns[0])), *self.patterns]

        def firing(patterns):
            found = [self.layers(pattern)[1] for pattern in patterns]
            return [any(unit > 0 for unit in column) for column in zip(*found, strict=True)]

        seen, at_all = firing(self.patterns), firing(every)
        return sum(seen), at_all.count(False), sum(at_all) - sum(seen)

    def trend(self):
        if len(self.frozen) < 2:
            return ""
        last, before = self.frozen[-1], self.frozen[max(len(self.frozen) - 11, 0)]
        if abs(last - before) <= 0.01 * before:
            return " and steady"
        return " and falling" if last < before else " and rising"

    def alike(self):
        last = self.online[-1]
        others = [k for k, error in enumerate(self.online) if abs(error - last) > 1e-3 * last]
        return len(self.online) - max(others, default=-1) - 1

    def is_dead(self):
        """Tell whether no example can change any weight."""
        return all(
            output == target or self.slopes_are_0(pattern)
            for pattern, output, target in zip(
                self.patterns, self.outputs, self.targets, strict=True
            )
        )

    def slopes_are_0(self, pattern):
        layers = self.layers(pattern)
        if len(layers) == 2:
            return not any(pattern)
        live = [j for j, unit in enumerate(layers[1]) if unit > 0]
        return not live

    def is_linear(self):
        if len(self.matrices) == 1:
            return True
        lit = [pattern for pattern in self.patterns if any(pattern)]
        columns = zip(*(self.layers(pattern)[1] for pattern in lit), strict=True)
        fires = [[unit > 0 for unit in column] for column in columns]
        return all(all(column) or not any(column) for column in fires)

    def lowest_linear(self):
        patterns, targets = np.array(self.patterns), np.array(self.targets)
        best = patterns @ np.linalg.pinv(patterns) @ targets
        return float(((best - targets) ** 2).sum())

    def unheard(self):
        """Return patterns with an error that no hidden unit fires for."""
        rows = zip(self.patterns, self.outputs, self.targets, strict=True)
        return [
            pattern
            for pattern, output, target in rows
            if any(pattern)
            and (output - target) ** 2 > 0.01
            and not any(unit > 0 for unit in self.layers(pattern)[1])
        ]


def count(number):
    return f"{number} iteration{'' if number == 1 else 's'}"


def check_error(plain, text):
    """Check the error, two digits of it; around 1e-30 it is one of rounding."""
    said = float(re.search(rf"error (?:practically 0 \()?({NUMBER})\)?(?:\.| and)", text)[1])
    assert said == pytest.approx(plain.error, rel=0.05, abs=1e-24)


def units_said(text):
    """Read how many hidden units do it, never fire, and fire for no example."""
    kinds = r"hidden units? does? it|hidden units? do it", r"never fires?", r"fires? for no example"
    found = (re.search(rf"(\w+) (?:{kind})\b", text) for kind in kinds)
    return tuple(NUMBERS.index(match[1].lower()) if match else 0 for match in found)


def check(cursor, name):
    """Compare the sentence with what the judge finds; return how it begins."""
    plain, (text, action) = PlainJudge(cursor), said_at(cursor)
    size, done = len(plain.targets), cursor.trainer.iteration
    score = f"{plain.right} of {size} right"
    if plain.is_learned:
        working, never, elsewhere = plain.units() if len(plain.matrices) > 1 else (0, 0, 0)
        start = f"Learned after {count(plain.learned_after())}: {score}, error "
        assert text.startswith(start)
        check_error(plain, text)
        assert text.endswith(f". {PRESET_WORDS[name].point}")
        assert units_said(text) == (working, never, elsewhere)
        leaves_open = PRESETS[name].problem.trains_as(PRESETS["streetlights"].problem)
        assert action == ("Judge the never seen" if leaves_open else "")
    elif plain.right == size:
        assert text.startswith(f"Every prediction is right after {count(done)}: {score}, error ")
        assert not action
        is_falling = plain.trend() == " and falling"
        assert text.endswith("it surer." if is_falling else f". {PRESET_WORDS[name].point}")
        assert f"{plain.trend()}." in text
        check_error(plain, text)
    else:
        assert text.startswith("Not learned")
        is_dead = plain.is_dead()
        assert text.startswith("Not learned yet ") == (not is_dead and plain.alike() < 50)
        assert f" after {count(done)}: {plain.right} of {size} right." in text or (
            re.search(rf": {size - plain.right} of {size} (is|are) wrong", text)
        )
        check_reason(plain, text, is_dead)
        assert action
    return text.split(" ")[0]


def check_reason(plain, text, is_dead):
    """Check that the weightiest reason is named, with its numbers."""
    if is_dead:
        stays = f"nothing can change (gradient 0), so the error stays at {plain.error:.4g}."
        assert text.endswith(stays)
        assert ("the prediction is 0" in text) == (not any(plain.outputs))
    elif text.startswith("Not learned after"):
        unheard = [] if len(plain.matrices) == 1 else plain.unheard()
        if plain.is_linear() and plain.lowest_linear() > 1e-9:
            assert f"the error cannot fall below {plain.lowest_linear():.4g}" in text
        elif unheard:
            lights = " ".join(f"{light:g}" for light in unheard[0])
            assert f"{lights}" in text
            assert "every hidden unit gives 0" in text
        else:
            assert re.search(r"No progress for \d+|is too large|same prediction|alike", text)
    for pattern, said, answer in re.findall(
        r"for ([\d. ]+):? it says (WALK|STOP), the answer is (WALK|STOP)", text
    ):
        row = plain.patterns.index([float(light) for light in pattern.split()])
        assert (said == "WALK") == (plain.outputs[row] >= 0.5)
        assert (answer == "WALK") == (plain.targets[row] == 1) != (said == "WALK")


@pytest.mark.parametrize("name", PRESETS)
def test_on_many_starts_the_sentence_is_what_a_judge_in_plain_loops_says(name):
    said = set()
    for seed in SEEDS:
        cursor = cursor_of(name, seed=seed)
        for updates in (3 * len(cursor.settings.problem), 147 * len(cursor.settings.problem)):
            cursor.advance(updates)
            said.add(check(cursor, name))
    assert ("Learned" in said) == (name not in SELDOM)
    assert "Not" in said


def test_before_training_it_asks_and_while_it_trains_it_tells_what_goes_on():
    for name, words in PRESET_WORDS.items():
        cursor = cursor_of(name)
        assert said_at(cursor) == (words.question + BEGIN, "")
        text, _ = said_at(cursor, is_running=True)
        assert text.startswith("In training: the first iteration, ")
        cursor.advance(len(cursor.settings.problem))
        assert said_at(cursor, is_running=True)[0].startswith("In training: 1 iteration, ")


@pytest.mark.parametrize("name", ["streetlights", "and", "xor"])
def test_in_training_it_tells_where_the_error_goes(name):
    said = set()
    for seed in range(5):
        cursor = cursor_of(name, seed=seed)
        for done in range(1, 60):
            cursor.advance(len(cursor.settings.problem))
            plain, (text, _) = PlainJudge(cursor), said_at(cursor, is_running=True)
            score = f"{plain.right} of {len(plain.targets)} right"
            assert text.startswith(f"In training: {count(done)}, {score}, error ")
            if re.search(rf", error {NUMBER}\. ", text):  # a reason tells more
                assert text.endswith(f". {sentence(verdict_at(cursor, is_running=True).headline)}")
            else:
                assert text.endswith(f"{plain.trend()}.")
                said.add(plain.trend())
    assert len(said) > 2


def test_a_problem_of_one_s_own_is_asked_for_its_rule():
    problem = Problem([[1, 0], [0, 1]], [1, 0])
    cursor = Cursor(Run(Settings.choose(problem, seed=1)))
    assert said_at(cursor) == (f"2 examples: what is the rule?{BEGIN}", "")
    edited = PRESETS["streetlights"].problem.edited([[1, 0, 1]], [0])
    cursor = Cursor(Run(Settings.choose(edited)))
    assert said_at(cursor) == (f"1 example: what is the rule?{BEGIN}", "")
    cursor.advance(400)
    assert re.fullmatch(
        r"Learned after \d+ iterations?: 1 of 1 right, error [^,]+\. [\w ,]+\.", said_at(cursor)[0]
    )


FITS = " Seed 0 is the first with which every example with a light on fires a unit. Press Run."


@pytest.mark.parametrize("gate", [*product([0, 1], repeat=4)], ids=str)
def test_a_gate_of_one_s_own_is_begun_where_it_can_be_learned_or_offers_the_bias(gate):
    settings = Settings.choose(Problem([*product([0, 1], repeat=2)], gate, "mine"))
    asked, button = said_at(Cursor(Run(settings)))
    biased, _ = said_at(Cursor(Run(replace(settings, bias=True))))
    question = "4 examples: what is the rule?"
    assert biased == question + FITS
    if gate[0]:
        never = "Without biases the prediction for 0 0 is always 0: the error cannot fall below 1."
        assert (asked, button) == (f"{question} {never}", "Add biases")
    else:
        assert (asked, button) == (question + FITS, "Seed 1")
    assert said_at(Cursor(Run(replace(settings, seed=1, bias=True)))) == (question + BEGIN, "")
    assert said_at(Cursor(Run(replace(settings, seed=6, bias=True)))) == (question + BEGIN, "")


def test_what_was_never_seen_is_judged_beside_what_was_learned():
    preset, said = PRESETS["streetlights"], set()
    unseen = [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 0]]
    problem = preset.problem.holding_out((unseen, [0, 1, 1, 0]))
    named = "by the rule 'exactly one of the first two lights'"
    for seed in SEEDS:
        cursor = Cursor(Run(replace(Settings.choose(preset, seed=seed), problem=problem)))
        cursor.advance(600)
        plain, (text, action) = PlainJudge(cursor), said_at(cursor)
        answers = [plain.layers(pattern)[-1][0] >= 0.5 for pattern in unseen]
        rule = [a != b for a, b, _ in unseen]
        wrong = [row for row in range(4) if answers[row] != rule[row]]
        said.add((plain.right == 4, len(wrong)))
        if plain.right < 4:
            assert "never seen" not in text
            assert action[:4] != "Show"
        elif wrong:
            lights = " ".join(map(str, unseen[wrong[0]]))
            which = f"{len(wrong)} of 4 never seen {'is' if len(wrong) == 1 else 'are'} wrong"
            says = "WALK, not STOP" if answers[wrong[0]] else "STOP, not WALK"
            assert text.endswith(f". But {named} {which}: for {lights} it says {says}.")
            assert action == f"Show {lights}"
        else:
            assert f": 4 of 4 right, never seen 4 of 4 {named}, error " in text
            assert not action
    assert said > {(True, 0), (True, 1), (True, 2), (False, 2)}


def test_a_held_out_answer_that_training_contradicts_is_told_and_can_be_shown():
    shown = PRESETS["streetlights"].problem.holding_out(([[1, 1, 0], [1, 0, 1]], [0, 0.25]))
    cursor = Cursor(Run(replace(Settings.choose(PRESETS["streetlights"]), problem=shown)))
    cursor.advance(600)
    text, action = said_at(cursor)
    assert text.startswith("Learned after 32 iterations: 4 of 4 right, error ")
    assert text.endswith("But 1 of 2 held out is wrong: for 1 0 1 it says 1, not 0.25.")
    assert action == "Show 1 0 1"


def test_in_training_it_tells_of_what_will_not_mend_itself_with_the_remedy():
    cursor = cursor_of("too-fast")
    cursor.advance(400)
    text, action = said_at(cursor, is_running=True)
    assert text == (
        "In training: 100 iterations, 2 of 4 right, error 2. For every example in "
        "training the prediction is 0 and nothing can change (gradient 0), so the error stays at "
        "2."
    )
    assert action == "Restart with a smaller alpha"


def test_what_ran_away_is_told_with_its_cause_where_it_is_known():
    cursor = cursor_of("middle-light", alpha=1.5)
    with pytest.raises(DivergenceError):
        cursor.advance(10_000)
    what = "the numbers have run away: a weight, a prediction or the error is no longer finite"
    restart = "Restart with a smaller alpha"
    rose = "While training the error rose from 4.779e+276 to 1.187e+306 in the last 20 iterations"
    for is_running in (False, True):
        said = said_at(cursor, is_running=is_running)
        after = f"After {cursor.trainer.iteration} iterations the numbers run away."
        assert said == (f"{after} {rose}: alpha 1.5 is too large.", restart)
    settings = replace(Settings.choose(PRESETS["middle-light"]), alpha=0.01)
    huge = Network([[[1e200], [1e200], [1e200]]])
    cursor = Cursor(Run(replace(settings, given=huge)))
    assert said_at(cursor) == (f"In the first iteration {what}.", restart)


def test_weights_that_no_update_can_start_from_do_not_ask_for_a_run():
    settings = replace(Settings.choose(PRESETS["middle-light"]), alpha=1000.0)
    cursor = Cursor(Run(replace(settings, given=Network([[[1e150], [1e150], [1e150]]]))))
    with pytest.raises(DivergenceError):
        cursor.advance(60)
    cursor.go_to(0)
    text, action = said_at(cursor)
    assert text.startswith("In the first iteration the numbers run away.")
    assert action == "Restart with a smaller alpha"


def test_after_an_edit_nobody_knows_since_when_it_is_learned():
    cursor = cursor_of("streetlights")
    cursor.advance(600)
    learned = "Learned after 32 iterations: 4 of 4 right, error practically 0 (5.1e-18). "
    assert said_at(cursor)[0].startswith(f"{learned}Two hidden units do it, two never fire.")
    slower = replace(cursor.settings, alpha=0.1)
    cursor = cursor.changed(Change(cursor.updates, settings=slower))
    cursor.advance(40)
    text, _ = said_at(cursor)
    assert text.startswith("Learned: 4 of 4 right, error ")
    assert " after 160 iterations. Two hidden units do it, two never fire." in text
