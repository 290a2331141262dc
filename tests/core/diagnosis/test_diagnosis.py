"""On many starts of the streetlights, the diagnosis says what a judge finds by brute force."""

import re

import pytest
from diagnosed import findings_of, train
from judge import STREETLIGHTS, Judge, digits, loss, rise
from seeds import SEEDS

from streetlight_gui.core import Network, Trainer

NUMBER = r"(-?[\d.]+(?:e[-+]\d+)?)"
SENTENCES = {
    "never": r"(\d) of 4 hidden units never fires?: the sums that reach (?:it|them) are 0 or less "
    r"for every pattern, so (?:its|their) gradient is 0 and (?:it|they) cannot change\.",
    "not in training": r"(\d) of 4 hidden units fires? for no example in training: the sums "
    r"that reach (?:it|them) there are 0 or less, so (?:its|their) gradient is 0 and (?:it|they) "
    r"cannot change\.",
    "unheard example": r"For ([01 ]+) every hidden unit gives 0 \(none fires\), so it "
    r"teaches nothing \(gradient 0\)\.",
    "unheard examples": r"For (\d) examples, such as ([01 ]+), every hidden unit gives 0 "
    r"\(none fires\), so these examples teach nothing \(gradient 0\)\.",
    "frozen at 0": rf"For every example in training the prediction is 0 and nothing can change "
    rf"\(gradient 0\), so the error stays at {NUMBER}\.",
    "frozen": rf"For every example in training nothing can change \(gradient 0\), so the error "
    rf"stays at {NUMBER}\.",
    "linear": r"For these examples a hidden unit lets all sums through or none \(linear\): for now "
    rf"the error cannot fall below {NUMBER}\.",
    "one wrong": r"1 of 4 is wrong: for ([01 ]+) it says (WALK|STOP), the answer is "
    r"(WALK|STOP)\.",
    "wrong": r"(\d) of 4 are wrong, most of all for ([01 ]+): it says (WALK|STOP), the "
    r"answer is (WALK|STOP)\.",
    "no progress": rf"No progress for ([\d,]+) iterations: "
    rf"while training the error stays at {NUMBER}\.",
    "rise": rf"While training the error rose from {NUMBER} to {NUMBER} "
    r"in the last (?:(\d+) iterations|iteration)"
    r": alpha [\d.]+ is too large\.",
    "overshoot": rf"The update for ([01 ]+) would take its own error from {NUMBER} to {NUMBER}: "
    r"alpha [\d.]+ is too large\.",
    "lost": rf"While training the error was {NUMBER} "
    rf"in iteration ([\d,]+) and {NUMBER} in the last\.",
}


def read(findings):
    """Sort findings by the kind of their sentence, with the numbers they state."""
    found = {}
    for finding in findings:
        matches = [(kind, re.fullmatch(text, finding.text)) for kind, text in SENTENCES.items()]
        ((kind, match),) = [(kind, match) for kind, match in matches if match]
        assert kind not in found
        found[kind] = match.groups()
    return found


def check_alpha(judge, found):
    """Check what is said of alpha, and take it out: a rise, else an overshoot, else a loss."""
    said = {kind: found.pop(kind) for kind in ("rise", "overshoot", "lost") if kind in found}
    low_high_since, lowest = rise(judge.errors), loss(judge.errors)
    if judge.is_learned():
        assert not said
    elif low_high_since:
        low, high, since = low_high_since
        assert said == {"rise": (digits(low), digits(high), str(since) if since > 1 else None)}
    elif "overshoot" in said:
        (pattern, *errors) = said.pop("overshoot")
        assert errors == [digits(error) for error in judge.overshoots()[pattern]]
        assert not said
    elif lowest:
        iteration, low = lowest
        assert said == {"lost": (digits(low), f"{iteration:,}", digits(judge.errors[-1]))}
    else:
        assert not said


def check_wrong(judge, found):
    """Check which of several wrong answers is named: any of those that are furthest, rounded."""
    if "wrong" in found:
        count, *named = found["wrong"]
        furthest = max(far for *_, far in judge.wrong())
        assert any(named == answer and far > furthest - 1e-9 for *answer, far in judge.wrong())
        found["wrong"] = (count,)


def check_no_gradient(trainer, judge, found):
    """Check that nothing changes where that is said; return whether outputs differ there.

    The judge does not look for that case, which is one of rounding: an example has gradient 0, and
    the error of each other is 0 to the last digit.
    """
    said = found.pop("frozen", None)
    if said or "frozen at 0" in found:
        later = Trainer(trainer.problem, trainer.network, trainer.alpha)
        later.run(3)
        assert later.network.parameters.tobytes() == trainer.network.parameters.tobytes()
        assert digits(later.errors[-1]) == digits(judge.error)
    assert said in (None, (digits(judge.error),))
    return said is not None


def check(trainer):
    judge, found = Judge(trainer), read(findings_of(trainer))
    check_alpha(judge, found)
    check_wrong(judge, found)
    expected = judge.expected()
    if check_no_gradient(trainer, judge, found):
        expected.pop("no progress", None)
    assert found == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_streetlights_are_judged_as_by_brute_force(seed):
    trainer = train(STREETLIGHTS, Network.random(3, (4,), seed))
    for iterations in (60, 940):
        trainer.run(iterations)
        check(trainer)


@pytest.mark.parametrize("alpha", [0.5, 0.8, 1.0, 1.5])
@pytest.mark.parametrize("seed", range(12))
def test_streetlights_in_large_steps_are_judged_as_by_brute_force(seed, alpha):
    trainer = train(STREETLIGHTS, Network.random(3, (4,), seed), alpha)
    check(trainer)
    for iterations in (1, 1, 1, 2, 3, 5, 8, 13, 21, 34):
        trainer.run(iterations)
        check(trainer)
