"""A network in the format of ONNX, which runtimes of other languages run and Netron draws."""

from collections.abc import Iterator, Sequence

import numpy as np

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.parts import named_parameters

_OPSET, _FORMAT = 17, 8  # of 2022: what reads no newer ones reads these
_OPERATORS = {"relu": "Relu", "tanh": "Tanh", "sigmoid": "Sigmoid", "linear": "Identity"}


def onnx_bytes(network: Network, names: Sequence[str] = ()) -> bytes:
    """Return the network as an `.onnx` file, in float64.

    It takes `layer_0`, (patterns, lights), and gives the output layer, (patterns, 1).

    names: of the lights and the answer, where they have any of their own: the graph's
        documentation of both.

    Raises:
        ValueError: onnx is not installed.
    """
    try:
        from onnx import TensorProto, helper, numpy_helper, shape_inference
    except ImportError:
        rule = "writing .onnx needs the package onnx"
        raise ValueError(f"{rule}: install Streetlight's extra onnx") from None
    nodes = [
        helper.make_node(operator, inputs, [output], output)
        for operator, inputs, output in _operations(network)
    ]
    values = [
        helper.make_tensor_value_info(name, TensorProto.DOUBLE, ["patterns", size], ", ".join(told))
        for name, size, told in (
            ("layer_0", network.lights, names[:-1]),
            (f"layer_{len(network.weights)}", 1, names[-1:]),
        )
    ]
    tensors = [
        numpy_helper.from_array(np.array(value, order="C"), name)
        for name, value in named_parameters(network).items()
    ]
    graph = helper.make_graph(nodes, "network", values[:1], values[1:], tensors)
    opsets = [helper.make_opsetid("", _OPSET)]
    model = helper.make_model(
        graph, producer_name="Streetlight", opset_imports=opsets, ir_version=_FORMAT
    )
    shown = shape_inference.infer_shapes(model)  # Netron writes shapes at every arrow
    content: bytes = shown.SerializeToString(deterministic=True)
    return content


def _operations(network: Network) -> Iterator[tuple[str, list[str], str]]:
    """Yield each operator, with the names of what it takes and of what it makes."""
    last = len(network.weights)
    for k in range(1, last + 1):
        operator = "" if k == last else _OPERATORS[network.activations[k - 1].name]
        layer, total = f"layer_{k}", f"sum_{k}" if operator else f"layer_{k}"
        product = f"product_{k}" if network.biases else total
        yield "MatMul", [f"layer_{k - 1}", f"weights_{k - 1}_{k}"], product
        if network.biases:
            yield "Add", [product, f"bias_{k}"], total
        if operator:
            yield operator, [total], layer
