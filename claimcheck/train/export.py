"""From the trained network to the ONNX file that ships: an int8 graph written node by node.

Matrices are quantised a column at a time to signed 7 bits (unsigned weights took twice the time), word embeddings a
row at a time; activations are quantised as they come (DynamicQuantizeMatMul of onnxruntime). The graph reads one
sentence: a batch would change the activation ranges and with them the result.

Inputs: ids, shapes (P), first (N+1), int64. Outputs: tags N×T, names N×E, arcs N×(N+1), dependent N×(R·(L+1)),
governor (N+1)×(L+1).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from claimcheck.train.network import HEADS, WIDTH, Network

LEVELS = 63.0
"""Weights use seven of the eight bits: products of a pair then fit 16 bits, so that processors without VNNI do not
saturate and all give the same integers."""

Array = npt.NDArray[np.float32]


class GraphWriter:
    """Collects nodes and weights of a graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._names = 0

    def constant(self, value: npt.NDArray[np.generic]) -> str:
        """Add a weight, return its name."""
        self._names += 1
        name = f"w{self._names}"
        self.weights.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def node(
        self, kind: str, *inputs: str, domain: str = "", output: str = "", **options: int | float | list[int]
    ) -> str:
        """Add a node of one output, return the output's name."""
        self._names += 1
        output = output or f"t{self._names}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], domain=domain, **options))
        return output

    def split(self, state: str, widths: list[int]) -> list[str]:
        """Cut the last axis into parts of these widths."""
        self._names += 1
        parts = [f"t{self._names}_{index}" for index in range(len(widths))]
        self.nodes.append(helper.make_node("Split", [state, self.constant(np.array(widths, np.int64))], parts, axis=-1))
        return parts

    def matmul(self, state: str, weight: Array, bias: Array | None, output: str = "") -> str:
        """state (·×in) times weight (in×out), int8, plus bias."""
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / LEVELS
        levels = np.rint(weight / scale).astype(np.int8)
        inputs = [state, self.constant(levels), self.constant(scale.astype(np.float32)), ""]
        if bias is not None:
            inputs.append(self.constant(bias))
        return self.node("DynamicQuantizeMatMul", *inputs, domain="com.microsoft", output=output)

    def norm(self, state: str, weight: Array, bias: Array) -> str:
        """Layer normalisation over the last axis."""
        scale, shift = self.constant(weight), self.constant(bias)
        return self.node("LayerNormalization", state, scale, shift, axis=-1, epsilon=1e-12)

    def embedding(self, ids: str, weight: Array) -> str:
        """Rows of a table kept in int8 with one scale a row."""
        scale = np.maximum(np.abs(weight).max(axis=1, keepdims=True), 1e-8) / 127.0
        table = self.constant(np.rint(weight / scale).astype(np.int8))
        rows = self.node("Cast", self.node("Gather", table, ids), to=TensorProto.FLOAT)
        return self.node("Mul", rows, self.node("Gather", self.constant(scale.astype(np.float32)), ids))


def _array(tensor: torch.Tensor) -> Array:
    return np.asarray(tensor.detach().float().numpy(), dtype=np.float32)


def _attention(writer: GraphWriter, state: str, weight: Array, bias: Array) -> str:
    size = WIDTH // HEADS
    weight, bias = weight.copy(), bias.copy()
    weight[:, :WIDTH] /= np.sqrt(size)
    bias[:WIDTH] /= np.sqrt(size)
    mixed = writer.matmul(state, weight, bias)
    shape = writer.constant(np.array([0, 3, HEADS, size], np.int64))
    parts = writer.node("Transpose", writer.node("Reshape", mixed, shape), perm=[1, 2, 0, 3])
    query, key, value = (
        writer.node("Gather", parts, writer.constant(np.array(index, np.int64)), axis=0) for index in range(3)
    )
    products = writer.node("MatMul", query, writer.node("Transpose", key, perm=[0, 2, 1]))
    weights = writer.node("Softmax", products, axis=-1)
    joined = writer.node("Transpose", writer.node("MatMul", weights, value), perm=[1, 0, 2])
    return writer.node("Reshape", joined, writer.constant(np.array([0, WIDTH], np.int64)))


def _encoder(writer: GraphWriter, network: Network) -> str:
    encoder = network.encoder
    length = writer.node("Shape", "ids")
    places = writer.node(
        "Slice", writer.constant(_array(encoder.place.weight)), writer.constant(np.array([0], np.int64)), length
    )
    state = writer.node("Add", writer.embedding("ids", _array(encoder.word.weight)), places)
    state = writer.node("Add", state, writer.node("Gather", writer.constant(_array(encoder.shape.weight)), "shapes"))
    state = writer.norm(state, _array(encoder.norm.weight), _array(encoder.norm.bias))
    for layer in encoder.layers:
        part = {name: _array(value) for name, value in layer.named_parameters()}
        mixed = _attention(writer, state, part["qkv.weight"].T, part["qkv.bias"])
        mixed = writer.matmul(mixed, part["out.weight"].T, part["out.bias"])
        state = writer.norm(writer.node("Add", state, mixed), part["norm1.weight"], part["norm1.bias"])
        inner = writer.node("Gelu", writer.matmul(state, part["up.weight"].T, part["up.bias"]), domain="com.microsoft")
        inner = writer.matmul(inner, part["down.weight"].T, part["down.bias"])
        state = writer.norm(writer.node("Add", state, inner), part["norm2.weight"], part["norm2.bias"])
    return state


def _heads(writer: GraphWriter, network: Network, state: str) -> None:
    part = {name: _array(value) for name, value in network.named_parameters() if not name.startswith("encoder.")}
    state = writer.node("Gather", state, "first", axis=0)
    words = writer.node(
        "Slice", state, writer.constant(np.array([1], np.int64)), writer.constant(np.array([2**31], np.int64))
    )

    def columns(names: tuple[str, ...]) -> tuple[Array, Array]:
        weights = [part[f"{name}.weight"].T for name in names]
        return np.concatenate(weights, axis=1), np.concatenate([part[f"{name}.bias"] for name in names])

    arc_width, label_width = part["arc_dependent.bias"].size, part["label_dependent.bias"].size
    tag_count, name_count = part["tag.bias"].size, part["name.bias"].size
    mixed = writer.matmul(words, *columns(("tag", "name", "arc_dependent", "label_dependent")))
    tags, names, dependent = writer.split(mixed, [tag_count, name_count, arc_width + label_width])
    writer.node("Identity", tags, output="tags")
    writer.node("Identity", names, output="names")
    dependent = writer.node("Gelu", dependent, domain="com.microsoft")
    governor = writer.node(
        "Gelu", writer.matmul(state, *columns(("arc_governor", "label_governor"))), domain="com.microsoft"
    )
    arc_dependent, label_dependent = writer.split(dependent, [arc_width, label_width])
    arc_governor, label_governor = writer.split(governor, [arc_width, label_width])
    arcs = writer.matmul(arc_dependent, part["arc"][:-1], part["arc"][-1])
    writer.node("MatMul", arcs, writer.node("Transpose", arc_governor, perm=[1, 0]), output="arcs")
    writer.matmul(label_dependent, part["label"][:-1], part["label"][-1], output="dependent")
    ones = writer.node(
        "Expand",
        writer.constant(np.array([[1.0]], np.float32)),
        writer.node("Concat", writer.node("Shape", "first"), writer.constant(np.array([1], np.int64)), axis=0),
    )
    writer.node("Concat", label_governor, ones, axis=1, output="governor")


def write_onnx(network: Network, path: Path) -> None:
    """Write the network as an int8 ONNX file."""
    writer = GraphWriter()
    _heads(writer, network, _encoder(writer, network))
    integer, real = TensorProto.INT64, TensorProto.FLOAT
    graph = helper.make_graph(
        writer.nodes,
        "annotator",
        [
            helper.make_tensor_value_info(name, integer, [length])
            for name, length in (("ids", "P"), ("shapes", "P"), ("first", "M"))
        ],
        [
            helper.make_tensor_value_info(name, real, ["N", width])
            for name, width in (("tags", None), ("names", None), ("arcs", None), ("dependent", None))
        ]
        + [helper.make_tensor_value_info("governor", real, ["M", None])],
        writer.weights,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)],
        ir_version=9,
        producer_name="claimcheck",
    )
    path.write_bytes(model.SerializeToString(deterministic=True))
