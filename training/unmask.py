"""Takes out of an exported graph what a mask of ones leaves in it: the coder runs one window at a time, without padding.

PyTorch writes attention with a mask as ``Where(mask, 0, -inf)``, an addition of it, and a check that no row was masked whole. With
a mask of ones the addition adds zero and the check finds nothing; together they take a sixth to a fifth of the time. What is left
gives the same bytes out. ``training.export`` does it.
"""

from __future__ import annotations

from onnx import ModelProto, NodeProto


def unmask(model: ModelProto) -> int:
    """Take the mask out of every attention of a graph, in place; returns of how many.

    An attention that is not written as described above stays as it is.
    """
    graph = model.graph
    made = {name: node for node in graph.node for name in node.output}
    changed = 0
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        added = made.get(softmax.input[0])
        if added is None or added.op_type != "Add":
            continue
        scores = [name for name in added.input if name in made and made[name].op_type == "MatMul"]
        checks = [
            node for node in _users(model, softmax.output[0]) if node.op_type == "Where" and node.input[2] == softmax.output[0]
        ]
        if len(scores) != 1 or len(checks) != 1:
            continue
        softmax.input[0] = scores[0]
        for user in _users(model, checks[0].output[0]):
            for place, name in enumerate(user.input):
                if name == checks[0].output[0]:
                    user.input[place] = softmax.output[0]
        changed += 1
    if changed:
        _prune(model)
    return changed


def _users(model: ModelProto, name: str) -> list[NodeProto]:
    return [node for node in model.graph.node if name in node.input]


def _prune(model: ModelProto) -> None:
    """Drop nodes and constants that lead to no output."""
    graph = model.graph
    wanted = {output.name for output in graph.output}
    kept: list[NodeProto] = []
    for node in reversed(graph.node):
        if wanted.intersection(node.output):
            kept.append(node)
            wanted.update(node.input)
    constants = [constant for constant in graph.initializer if constant.name in wanted]
    del graph.node[:]
    graph.node.extend(reversed(kept))
    del graph.initializer[:]
    graph.initializer.extend(constants)
