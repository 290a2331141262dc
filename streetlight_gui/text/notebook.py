"""A run as a Jupyter notebook, and as a script: the program with its words."""

import nbformat
from nbformat import v4

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.program import Section, program

_ABOUT = (
    "A small neural network, trained in plain NumPy as Streetlight trained it: each printed error "
    "and every weight at the end are the same to the last bit."
)


def notebook_text(recipe: Recipe) -> str:
    """Return a notebook, as the content of an `.ipynb` file."""
    cells = [v4.new_markdown_cell(f"# {_title(recipe)}\n\n{_ABOUT}")]
    for section in program(recipe):
        cells += [v4.new_markdown_cell(section.words), v4.new_code_cell(section.code)]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # the same run is the same file
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return text + "\n"


def script_text(recipe: Recipe) -> str:
    """Return a script, as the content of a `.py` file."""
    parts = [f"# {_title(recipe)}\n#\n# {_ABOUT}", *map(_commented, program(recipe))]
    return "\n\n".join(parts) + "\n"


def _commented(section: Section) -> str:
    return f"# {section.words}\n{section.code}".rstrip()


def _title(recipe: Recipe) -> str:
    return in_one_line(title_of(recipe.settings.problem))
