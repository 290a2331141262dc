"""What flows along the edges in a phase adds up to what the units then have."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import any_settings

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.phases import Phase, stages
from streetlight_gui.core.replay.picture import Moment
from streetlight_gui.core.replay.run import Run


def moments(settings) -> list[Moment]:
    cursor, found = Cursor(Run(settings)), []
    for _ in stages(settings.hidden):
        cursor.step(StepUnit.PHASE)
        found.append(Moment(cursor.trace, cursor.stage, len(cursor.trace.update.patterns) - 1))
    return found


def products(moment) -> dict[Edge, float]:
    """Return what flows along each edge of the network."""
    sizes, bias = moment.trace.network.sizes, bool(moment.trace.network.biases)
    edges = [
        Edge(layer, source, target)
        for layer, (fan_in, fan_out) in enumerate(pairwise(sizes))
        for source in range(fan_in + bias)
        for target in range(fan_out)
    ]
    return {edge: np.prod(flow) for edge in edges if (flow := moment.flow(edge))}


@given(settings=any_settings(), k=st.integers(0, 9))
def test_forward_the_products_add_up_to_the_sums_of_the_layer(settings, k):
    forward = [m for m in moments(settings) if m.stage.phase in (Phase.FORWARD, Phase.OUTPUT)]
    moment = forward[k % len(forward)]
    layer, network = moment.stage.layer, moment.trace.network
    sums = np.zeros(network.sizes[layer])
    for edge, product in products(moment).items():
        assert edge.layer == layer - 1
        sums[edge.target] += product
    before = moment.trace.layers[layer - 1][moment.row]
    expected = before @ network.weights[layer - 1]
    if network.biases:
        expected = expected + network.biases[layer - 1]
    assert sums == pytest.approx(expected, abs=1e-12)


@given(settings=any_settings(activation="relu") | any_settings(activation="linear"))
def test_back_the_products_add_up_to_the_deltas(settings):
    (moment,) = [m for m in moments(settings) if m.stage.phase is Phase.BACKPROPAGATE]
    deltas = [np.zeros_like(layer[moment.row]) for layer in moment.trace.layers]
    for edge, product in products(moment).items():
        deltas[edge.layer][edge.source] += product
    for layer in range(1, len(deltas) - 1):
        expected = moment.trace.deltas[layer][moment.row]
        assert deltas[layer] == pytest.approx(expected, abs=1e-12)


@given(settings=any_settings())
def test_nothing_flows_where_numbers_are_compared_or_weights_change(settings):
    for moment in moments(settings):
        if moment.stage.phase in (Phase.COMPARE, Phase.UPDATE):
            assert products(moment) == {}
