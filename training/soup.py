"""Average the weights of checkpoints of one training: better on text that is none of ours than either, at the cost of one.

    python -m training.soup training/build/second-on.pt 0.7 training/build/second.pt 0.3 --out training/build/second-soup.pt

"Model soups" (Wortsman et al. 2022). Only checkpoints that began from one encoder with the same heads can be averaged.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def averaged(states: list[dict[str, torch.Tensor]], shares: list[float]) -> dict[str, torch.Tensor]:
    """The weighted mean of states that have the same names and shapes; counters are the last one's."""
    shapes = [{name: value.shape for name, value in state.items()} for state in states]
    if any(one != shapes[-1] for one in shapes):
        raise ValueError("checkpoints of different networks cannot be averaged")
    if min(shares) <= 0:
        raise ValueError("shares are positive numbers")
    whole = sum(shares)
    return {
        name: sum(share / whole * state[name] for share, state in zip(shares, states, strict=True))
        if last.is_floating_point()
        else last
        for name, last in states[-1].items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", metavar="CHECKPOINT SHARE", help="checkpoints, each with its share")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if len(options.pairs) % 2:
        parser.error("every checkpoint needs its share, as in `one.pt 0.7 other.pt 0.3`")
    made = [torch.load(path, weights_only=False) for path in options.pairs[::2]]
    state = averaged([one["state"] for one in made], [float(share) for share in options.pairs[1::2]])
    torch.save(made[-1] | {"state": state, "soup": options.pairs}, options.out)


if __name__ == "__main__":
    main()
