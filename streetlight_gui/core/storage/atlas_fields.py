"""What a session file says of an atlas."""

from collections.abc import Sequence

import numpy as np

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.density import Density
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage import session_schema as schema
from streetlight_gui.core.storage.sweeps.description import cell_fields
from streetlight_gui.core.training.axes import Axis, typed_text


def atlas_fields(atlas: Atlas, problems: Sequence[Problem]) -> schema.AtlasFields:
    """Return what a file says of an atlas, whose problems are in its list."""
    sweep = atlas.sweep
    return schema.AtlasFields(
        cells=[cell_fields(cell, problems) for cell in sweep.cells],
        seeds=(sweep.seeds.start, sweep.seeds.stop),
        watched=[*sweep.watched],
        axes=[_axis_fields(axis) for axis in sweep.axes],
        outcomes=[_outcomes_fields(each, len(sweep.seeds)) for each in atlas.outcomes],
        densities=[_rows(each) for each in atlas.densities] if sweep.watched else [],
    )


def _axis_fields(axis: Axis) -> schema.AxisFields:
    return schema.AxisFields(kind=axis.kind, values=typed_text(axis.kind, axis.values))


def _outcomes_fields(outcomes: Outcomes, seeds: int) -> schema.OutcomesFields:
    return schema.OutcomesFields(
        seeds=None if len(outcomes) == seeds else outcomes.seeds.tolist(),
        errors=outcomes.errors.tolist(),  # JSON has null for inf
        frozen_errors=outcomes.frozen_errors.tolist(),
        levels=outcomes.levels.tolist(),
        learned_at=outcomes.learned_at.tolist(),
        ran_away_at=outcomes.ran_away_at.tolist(),
        rights=outcomes.rights.tolist(),
        wrong_examples=outcomes.wrong_examples.tolist(),
        none_fires=outcomes.none_fires.tolist(),
    )


def _rows(density: Density | None) -> list[list[int]] | None:
    """Return the counts of each watched iteration after the number of the first of their bins."""
    if density is None:
        return None
    rows = []
    for counts in density.counts:
        first, *_, last = np.flatnonzero(counts)[[0, -1]].tolist()
        rows.append([first, *counts[first : last + 1].tolist()])
    return rows
