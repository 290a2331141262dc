"""Networks as ONNX files: another runtime answers as the network does."""

import sys

import numpy as np
import pytest
from hypothesis import given
from runs import any_settings

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.storage.onnx_file import onnx_bytes


@given(any_settings())
def test_onnxruntime_answers_alike(settings):
    onnx, runtime = pytest.importorskip("onnx"), pytest.importorskip("onnxruntime")
    network, patterns = settings.network(), settings.problem.patterns
    content = onnx_bytes(network)
    onnx.checker.check_model(onnx.load_from_string(content), full_check=True)
    session = runtime.InferenceSession(content, providers=["CPUExecutionProvider"])
    [[*answers]] = session.run(None, {"layer_0": patterns})
    found = np.array(answers)[:, 0]
    np.testing.assert_allclose(found, network.predict(patterns), rtol=1e-6, atol=1e-9)


def test_its_parts_have_the_listing_s_names():
    onnx = pytest.importorskip("onnx")
    names = {"relu", "tanh"}
    network = Network.random(3, (4, 2), 1, tuple(sorted(names)), bias=True)
    graph = onnx.load_from_string(onnx_bytes(network)).graph
    assert [(node.op_type, node.output[0]) for node in graph.node] == [
        ("MatMul", "product_1"),
        ("Add", "sum_1"),
        ("Relu", "layer_1"),
        ("MatMul", "product_2"),
        ("Add", "sum_2"),
        ("Tanh", "layer_2"),
        ("MatMul", "product_3"),
        ("Add", "layer_3"),
    ]
    shapes = {each.name: each.type.tensor_type.shape.dim for each in graph.value_info}
    assert [each.dim_param or each.dim_value for each in shapes["layer_1"]] == ["patterns", 4]
    weights = [f"weights_{k}_{k + 1}" for k in range(3)]
    assert [each.name for each in graph.initializer] == [*weights, "bias_1", "bias_2", "bias_3"]
    for tensor, matrix in zip(graph.initializer, network.weights, strict=False):
        assert onnx.numpy_helper.to_array(tensor).tobytes() == matrix.tobytes()


def test_without_the_package_it_says_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ValueError, match=r"needs the package onnx: install .* extra onnx"):
        onnx_bytes(Network.random(3, (4,), 1))
