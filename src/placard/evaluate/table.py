"""Scores as text."""

from __future__ import annotations

from placard.evaluate.run import Evaluation


def table(result: Evaluation) -> str:
    """All scores of an evaluation as lines of text; intervals are 95% bootstrap over documents."""
    lines = [f"{result.coder} on {result.documents} documents", ""]
    lines.append(f"{'spans':<17}{'gold':>6}{'coded':>7}{'P':>7}{'R':>7}{'F1':>7}{'interval':>15}{'exact F1':>10}")
    for variable, row in result.spans.items():
        interval = f"{row['interval'][0]:.1f}-{row['interval'][1]:.1f}"
        counts = f"{variable:<17}{row['gold']:>6}{row['coded']:>7}{row['precision']:>7.1f}{row['recall']:>7.1f}"
        lines.append(f"{counts}{row['f1']:>7.1f}{interval:>15}{row['exact_f1']:>10.1f}")
    lines += ["", f"{'given the value':<28}{'right':>7}{'interval':>15}{'of':>6}"]
    for facet, row in result.facets.items():
        interval = f"{row['interval'][0]:.1f}-{row['interval'][1]:.1f}"
        lines.append(f"{facet:<28}{row['value']:>7.1f}{interval:>15}{row['of']:>6}")
    found = result.relevance
    auc = "-" if found["auc"] is None else f"{found['auc']:.1f}"
    interval = f"{found['interval'][0]:.1f}-{found['interval'][1]:.1f}"
    of_all = f"P {found['precision']:.1f}  R {found['recall']:.1f}  F1 {found['f1']:.1f} ({interval})  AUC {auc}"
    lines += ["", f"relevance: {of_all}  ({found['irrelevant']} irrelevant)"]
    a = result.assembly
    b_cubed = (
        f"B-cubed P {a['b_cubed_precision']:.1f}  R {a['b_cubed_recall']:.1f}  F1 {a['b_cubed_f1']:.1f} over {a['values']} values"
    )
    lines.append(f"assembly:  {b_cubed}; {a['gold_events']} gold events, {a['coded_mentions']} coded mentions")
    if len(result.groups) > 1:
        lines += ["", f"{'all spans, by source':<24}{'reports':>8}{'P':>7}{'R':>7}{'F1':>7}"]
        lines += [
            f"{name:<24}{row['documents']:>8}{row['precision']:>7.1f}{row['recall']:>7.1f}{row['f1']:>7.1f}"
            for name, row in result.groups.items()
        ]
    lines += ["", "worst documents (right, missed, spurious values):"]
    lines += [f"  {row['id']:<16}{row['right']:>5}{row['missed']:>5}{row['spurious']:>5}" for row in result.worst]
    return "\n".join(lines)
