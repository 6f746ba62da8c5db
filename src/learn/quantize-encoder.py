"""Rebuilds a BERT-like sentence encoder with 8-bit weights and row-wise 8-bit activations.

    pip install onnx onnxruntime numpy sympy
    python quantize-encoder.py SOURCE.onnx OUT.onnx

SOURCE is the published float32 graph. What ships is made once, by this file; nothing is made when
the studio is built. Compared with the usual dynamic quantisation:

- activations are scaled by token, not by batch: the vector of a text does not depend on the texts
  beside it, and one large token costs the others no precision;
- weights are scaled by output channel, the word table by row;
- GELU is never below -0.1701: shifted by that, its output has all 8 bits for what is positive; the
  shift is taken back in the bias that follows.

The hidden states after each layer are named `layer_1` ... `layer_n`.
"""

import sys
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

CONTRIB = "com.microsoft"
GELU_FLOOR = 0.1701
EPSILON = 1e-12


def read_weights(path, heads, width):
    """The weights of a BERT graph, found by fusing it to a dozen kinds of nodes."""
    fused = optimizer.optimize_model(
        path, model_type="bert", num_heads=heads, hidden_size=width,
        optimization_options=FusionOptions("bert"), opt_level=0,
    )
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        fused.save_model_to_file(file.name)
        graph = onnx.load(file.name).graph
    value = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    of = lambda kind: [node for node in graph.node if node.op_type == kind]
    words, positions, types, scale, bias = (value[n] for n in of("EmbedLayerNormalization")[0].input[2:7])
    matmuls, norms = of("MatMul"), of("SkipLayerNormalization")
    layers = [
        {
            "qkv": value[attention.input[1]], "qkv_bias": value[attention.input[2]],
            "out": value[matmuls[3 * k].input[1]], "out_bias": value[norms[2 * k].input[4]],
            "up": value[matmuls[3 * k + 1].input[1]], "up_bias": value[of("BiasGelu")[k].input[1]],
            "down": value[matmuls[3 * k + 2].input[1]], "down_bias": value[norms[2 * k + 1].input[4]],
            "norm_1": [value[n] for n in norms[2 * k].input[2:4]],
            "norm_2": [value[n] for n in norms[2 * k + 1].input[2:4]],
        }
        for k, attention in enumerate(of("Attention"))
    ]
    return {"words": words, "positions": positions, "types": types, "norm": [scale, bias], "layers": layers}


class Graph:
    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, array):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def number(self, value):
        return self.constant(np.float32(value))

    def add(self, kind, inputs, outputs=1, domain="", name=None, **attributes):
        names = [name or f"t{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names


def to_int8(weights, axis):
    """Symmetric 8-bit weights and the scale of each slice along the other axis."""
    scale = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-9) / 127
    return np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def quantise_rows(graph, x):
    """8-bit rows around 128, and the scale of each."""
    most = graph.add("ReduceMax", [graph.add("Abs", [x])], axes=[-1], keepdims=1)
    scale = graph.add("Mul", [graph.add("Max", [most, graph.number(1e-6)]), graph.number(1 / 127)])
    steps = graph.add("Mul", [x, graph.add("Reciprocal", [scale])])
    return graph.add("Cast", [graph.add("Add", [steps, graph.number(128.5)])], to=TensorProto.UINT8), scale, 128


def quantise_gelu(graph, x):
    """8-bit rows of what a GELU gave, shifted to begin at 0, and the scale of each."""
    shifted = graph.add("Add", [x, graph.number(GELU_FLOOR)])
    most = graph.add("ReduceMax", [shifted], axes=[-1], keepdims=1)
    scale = graph.add("Mul", [graph.add("Max", [most, graph.number(1e-6)]), graph.number(1 / 255)])
    steps = graph.add("Mul", [shifted, graph.add("Reciprocal", [scale])])
    return graph.add("Cast", [graph.add("Add", [steps, graph.number(0.5)])], to=TensorProto.UINT8), scale, 0


def multiply(graph, rows, weights):
    x, scale, zero = rows
    ints, channel = to_int8(weights, axis=0)
    product = graph.add("MatMulInteger", [
        x, graph.constant(ints), graph.constant(np.uint8(zero)), graph.constant(np.zeros(ints.shape[1], np.int8)),
    ])
    floats = graph.add("Cast", [product], to=TensorProto.FLOAT)
    return graph.add("Mul", [graph.add("Mul", [floats, scale]), graph.constant(channel[0])])


def layer(graph, x, mask, weights, heads, name):
    width = weights["out"].shape[0]
    qkv = graph.add("Add", [multiply(graph, quantise_rows(graph, x), weights["qkv"]), graph.constant(weights["qkv_bias"])])
    parts = graph.constant(np.array([width] * 3, np.int64))
    query, key, value = graph.add("Split", [qkv, parts], 3, axis=-1)
    seen = graph.add("MultiHeadAttention", [query, key, value, "", mask], domain=CONTRIB, num_heads=heads)
    out = multiply(graph, quantise_rows(graph, seen), weights["out"])
    norm = lambda part, names, bias, name=None: graph.add(
        "SkipLayerNormalization", [part, x, *(graph.constant(n) for n in names), graph.constant(bias)],
        domain=CONTRIB, epsilon=EPSILON, name=name)
    x = norm(out, weights["norm_1"], weights["out_bias"])
    up = multiply(graph, quantise_rows(graph, x), weights["up"])
    curved = graph.add("FastGelu", [up, graph.constant(weights["up_bias"])], domain=CONTRIB)
    down = multiply(graph, quantise_gelu(graph, curved), weights["down"])
    ints, channel = to_int8(weights["down"], axis=0)
    shift = GELU_FLOOR * (ints.astype(np.float64).sum(0) * channel[0])
    return norm(down, weights["norm_2"], (weights["down_bias"] - shift).astype(np.float32), name)


def build(weights, heads, width):
    graph = Graph()
    ids, mask, types = "input_ids", "attention_mask", "token_type_ids"
    ints, rows = to_int8(weights["words"], axis=1)
    words = graph.add("Cast", [graph.add("Gather", [graph.constant(ints), ids])], to=TensorProto.FLOAT)
    x = graph.add("Mul", [words, graph.add("Gather", [graph.constant(rows), ids])])
    length = graph.add("Shape", [ids], start=1, end=2)
    first = graph.constant(np.array([0], np.int64))
    x = graph.add("Add", [x, graph.add("Slice", [graph.constant(weights["positions"]), first, length])])
    x = graph.add("Add", [x, graph.add("Gather", [graph.constant(weights["types"]), types])])
    x = graph.add("LayerNormalization", [x, *(graph.constant(n) for n in weights["norm"])], epsilon=EPSILON)
    seen = graph.add("Cast", [mask], to=TensorProto.INT32)
    last = len(weights["layers"])
    for k, each in enumerate(weights["layers"], 1):
        x = layer(graph, x, seen, each, heads, f"layer_{k}" if k < last else "last_hidden_state")
    info = lambda name, kind, shape: helper.make_tensor_value_info(name, kind, shape)
    inputs = [info(name, TensorProto.INT64, ["batch", "tokens"]) for name in (ids, mask, types)]
    output = info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", width])
    return helper.make_model(
        helper.make_graph(graph.nodes, "encoder", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)],
        ir_version=8, producer_name="espalier",
    )


if __name__ == "__main__":
    source, out = sys.argv[1:3]
    model = build(read_weights(source, heads=12, width=384), heads=12, width=384)
    onnx.checker.check_model(model)
    onnx.save(model, out)
