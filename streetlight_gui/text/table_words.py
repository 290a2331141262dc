"""What a table was understood as, what is asked of it, and what that is called on the console."""

from collections.abc import Iterable, Mapping, Sequence

from streetlight_gui.core.checks.formatting import counted, in_one_line
from streetlight_gui.core.checks.limits import MAX_LIGHTS, shown
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.tables.asking import Ask, Question, questions
from streetlight_gui.core.storage.tables.reading import Reading, span
from streetlight_gui.core.storage.tables.table import Kind
from streetlight_gui.text.examples import answer_text

_UNFIT = Ask.WEIGHTS, Ask.COUNT, Ask.GAPS, Ask.TEXT  # what columns are left out for
_MOST_LINES = 3  # that are listed
_LIKE = {0.0: "0 (off)", 1.0: "1 (on)"}


def understood_text(reading: Reading) -> str:
    """Say what a table is read as: 'x1 and x2 are the lights, y the answer, 4 examples'."""
    table = reading.table
    lights, answer = [column.name for column in reading.lights], reading.answer.name
    are = "is the light" if len(lights) == 1 else "are the lights"
    parts = [f"{joined(lights)} {are}, {answer} the answer, {counted(len(table.lines), 'example')}"]
    if held_out := sum(table.held_out):
        parts.append(f"{held_out} held out")
    if not table.has_names:
        parts.append("the first row is data, too")
    if table.left_out:
        parts.append(_left_out(table.left_out))
    if table.encoding:
        parts.append(f"the text is not UTF-8 and is read as {table.encoding}")
    parts += [f"{value} is {number}" for value, number in _said(reading)]
    parts += [
        f"{column.name} is scaled, {scaling_text(column.name, *span(column))}"
        for column in reading.lights
        if reading.is_scaled(column)
    ]
    return in_one_line("; ".join(parts))


def question_text(question: Question) -> str:
    """Ask, or say why a table cannot be read so, and what would help."""
    columns, first = joined(question.columns), question.columns[0] if question.columns else ""
    return {
        Ask.ANSWER: lambda: f"{joined(question.columns, 'or')} may be the answer: choose which",
        Ask.LIGHTS: lambda: _lights_text(len(question.columns)),
        Ask.WEIGHTS: lambda: (
            f"{first} may tell how much an example counts, which training here does not know: "
            "leave it out, or choose it as a light"
        ),
        Ask.COUNT: lambda: f"{first} only counts the rows: leave it out, or choose it as a light",
        Ask.GAPS: lambda: (
            f"{first} is empty in line {question.line}: fill it, or leave {first} out"
        ),
        Ask.TEXT: lambda: _text_text(question),
        Ask.WORDS: lambda: (
            f"{columns}: {_quoted(question.texts)} must be numbers, 0 (off) or 1 (on)"
        ),
        Ask.SCALE: lambda: (
            f"{first} is from {_number(question.span[0])} to {_number(question.span[1])}, a light "
            f"from 0 to 1: {scaling_text(first, *question.span)} would bring it there"
        ),
    }[question.about]()


def option_text(question: Question, reading: Reading) -> str:
    """Return the option that answers a question on the console, and others like it."""
    every = questions(reading)
    alike = [each for each in every if each.about is question.about]
    lights = [column.name for column in reading.lights]
    match question.about:
        case Ask.ANSWER:
            return f"--answer {_word(question.columns[0])}"
        case Ask.TEXT if reading.answer.name in question.columns:
            return "--answer NAME"
        case Ask.WORDS:
            values = dict(reading.choices.values)
            for each in alike:
                values.update((text, k) for k, text in enumerate(each.texts))
            pairs = ",".join(f"{text}={_number(number)}" for text, number in values.items())
            return f"--as {_word(pairs)}"
        case Ask.SCALE:
            scaled = [*sorted(reading.choices.scaled), *(each.columns[0] for each in alike)]
            return f"--scale {_columns(dict.fromkeys(scaled), reading)}"
        case Ask.LIGHTS:
            fit = lights[:MAX_LIGHTS] or [reading.table.columns[0].name]
        case _:
            unfit = {name for each in every if each.about in _UNFIT for name in each.columns}
            fit = [name for name in lights if name not in unfit]
    return f"--columns {_columns(fit, reading) or 'NAMES'}"


def scaling_text(name: str, low: float, high: float) -> str:
    """Write how a column is brought to 0..1: '(age - 20) / 40'."""
    shift = f"({name} {'-' if low > 0 else '+'} {_number(abs(low))})" if low else name
    return f"{shift} / {_number(high - low)}"


def meanings(texts: Sequence[str], *, is_answer: bool) -> list[dict[str, float]]:
    """Return what texts may stand for, the likely first; an answer of -1 and 1 may be just that."""
    keys = [text.casefold() for text in texts]
    ways = [dict(zip(keys, numbers, strict=False)) for numbers in ((0.0, 1.0), (1.0, 0.0))]
    signs = {"-1": -1.0, "1": 1.0}
    return [*ways, signs] if is_answer and set(keys) == set(signs) else ways


def values_text(values: Mapping[str, float]) -> str:
    """Write what texts stand for: 'no is 0 (off), yes is 1 (on)'."""
    return ", ".join(f"{text} is {_LIKE.get(n, _number(n))}" for text, n in values.items())


def all_off_text(problem: Problem) -> str:
    """Say what a training set asks of a pattern with all lights off that takes biases; or ''."""
    answers = problem.examples.answers_to((0.0,) * problem.lights)
    wrong = [answer_text(answer) for answer in answers if answer]
    if not wrong:
        return ""
    return (
        f"With all lights off the answer is {joined(wrong)}: a network without biases always "
        "predicts 0 there. Settings have a switch for biases."
    )


def joined(names: Sequence[str], last: str = "and") -> str:
    """List names: 'a, b and c'."""
    *others, end = names or [""]
    return f"{', '.join(others)} {last} {end}" if others else end


def _left_out(lines: Sequence[int]) -> str:
    if len(lines) > _MOST_LINES:
        return f"{counted(len(lines), 'line')} of notes are left out"
    first = "line" if len(lines) == 1 else "lines"
    return f"{first} {joined(list(map(str, lines)))} {'is' if len(lines) == 1 else 'are'} left out"


def _columns(names: Iterable[str], reading: Reading) -> str:
    """Write columns as an option takes them: one whose name has a comma by its number."""
    every = [column.name for column in reading.table.columns]
    told = (str(every.index(name) + 1) if "," in name else name for name in names)
    return _word(",".join(told))


def _said(reading: Reading) -> list[tuple[str, str]]:
    """Return each text that stands for a number, with that number."""
    found = {}
    for column in reading.columns:
        if column.kind in (Kind.WORDS, Kind.SIGNS):
            for text in column.words:
                said = reading.said_of(column, text)
                if said is not None:
                    found[text] = _LIKE.get(said, _number(said))
    return list(found.items())


def _text_text(question: Question) -> str:
    (name,), texts = question.columns, _quoted(question.texts)
    if question.line:
        return (
            f"{name} is {texts} in line {question.line} and a number elsewhere: write a number "
            f"there, or leave out the row or {name}"
        )
    return (
        f"{name} holds more than two texts, such as {texts}, which are no numbers: leave {name} "
        "out, or make a column of 0 and 1 of each text"
    )


def _lights_text(count: int) -> str:
    if count:
        return f"there are {count} columns beside the answer: choose at most {MAX_LIGHTS} as lights"
    return "there must be a light at least: choose which columns are lights"


def _number(value: float) -> str:
    return f"{value:.6g}"


def _quoted(texts: Sequence[str]) -> str:
    return joined([shown(text) for text in texts])


def _word(text: str) -> str:
    """Quote what a shell would take apart."""
    return text if all(each.isalnum() or each in "_-=,.+" for each in text) else f'"{text}"'
