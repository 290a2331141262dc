"""Tables of one moment as CSV."""

from streetlight_gui.core.problems.patterns import Judgement, PatternList
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.pattern_text import PatternText
from streetlight_gui.text.variables import variables


def patterns_csv(cursor: Cursor) -> bytes:
    """Return a row for each pattern, with its answer and the prediction to the last digit."""
    rows = PatternList(cursor.settings.problem)
    text = PatternText(rows, Judgement(rows, cursor.trainer.network))
    return text.comma_separated(range(len(rows))).encode()


def weights_csv(cursor: Cursor, layer: int, following: int) -> bytes:
    """Return the matrix between two layers, to the last digit.

    Raises:
        ValueError: there is none.
    """
    return _variable_csv(cursor, f"weights_{layer}_{following}")


def biases_csv(cursor: Cursor, layer: int) -> bytes:
    """Return the biases of a layer, to the last digit.

    Raises:
        ValueError: it has none.
    """
    return _variable_csv(cursor, f"bias_{layer}")


def _variable_csv(cursor: Cursor, name: str) -> bytes:
    moment = Snapshot.take(0, cursor, shows_each_example=True)
    parameters = {each.name: each for each in variables(moment) if each.matrix is not None}
    if name not in parameters:
        raise ValueError(f"the network has no {name}, only {', '.join(parameters)}")
    return parameters[name].as_csv().encode()
