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
    lines += ["", f"{'given the value':<28}{'right':>7}{'interval':>15}{'of':>6}{'trivial':>9}"]
    for facet, row in result.facets.items():
        interval = f"{row['interval'][0]:.1f}-{row['interval'][1]:.1f}"
        trivial = f"{result.trivial[facet]:>9.1f}" if facet in result.trivial else ""
        lines.append(f"{facet:<28}{row['value']:>7.1f}{interval:>15}{row['of']:>6}{trivial}")
    found = result.relevance
    auc = "-" if found["auc"] is None else f"{found['auc']:.1f}"
    interval = f"{found['interval'][0]:.1f}-{found['interval'][1]:.1f}"
    of_all = f"P {found['precision']:.1f}  R {found['recall']:.1f}  F1 {found['f1']:.1f} ({interval})  AUC {auc}"
    always = f"; always yes {result.trivial['relevance']:.1f}" if "relevance" in result.trivial else ""
    lines += ["", f"relevance: {of_all}  ({found['irrelevant']} irrelevant{always})"]
    a = result.assembly
    b_cubed = (
        f"B-cubed P {a['b_cubed_precision']:.1f}  R {a['b_cubed_recall']:.1f}  F1 {a['b_cubed_f1']:.1f} over {a['values']} values"
    )
    lines.append(f"assembly:  {b_cubed}; {a['gold_events']} gold events, {a['coded_mentions']} coded mentions")
    for title, groups in (("by source", result.groups), ("by region", result.regions)):
        if len(groups) > 1:
            lines += ["", f"{'all spans, ' + title:<24}{'reports':>8}{'P':>7}{'R':>7}{'F1':>7}"]
            lines += [
                f"{name:<24}{row['documents']:>8}{row['precision']:>7.1f}{row['recall']:>7.1f}{row['f1']:>7.1f}"
                for name, row in groups.items()
            ]
    lines += _errors(result) + _reliability(result)
    lines += ["", "worst documents (right, missed, spurious values):"]
    lines += [f"  {row['id']:<16}{row['right']:>5}{row['missed']:>5}{row['spurious']:>5}" for row in result.worst]
    return "\n".join(lines)


def _errors(result: Evaluation) -> list[str]:
    if not result.errors:
        return []
    sums = {side: max(sum(counts.values()), 1) for side, counts in result.errors.items()}
    lines = ["", f"{'errors':<24}{'missed':>8}{'':>6}{'spurious':>10}"]
    for name in result.errors["missed"]:
        missed, spurious = result.errors["missed"][name], result.errors["spurious"][name]
        shares = f"{100 * missed / sums['missed']:>5.0f}%{spurious:>10}{100 * spurious / sums['spurious']:>5.0f}%"
        lines.append(f"{name:<24}{missed:>8}{shares}")
    return lines


def _reliability(result: Evaluation) -> list[str]:
    rows = {name: row for name, row in result.reliability.items() if row["bins"]}
    if not rows:
        return []
    lines = ["", f"{'confidence':<17}{'error':>7}{'AUC':>7}   share right (values) where confidence is below 20, 40, 60, 80, 100%"]
    for name, row in rows.items():
        cells = {round(b["from"] * 5): f"{b['right']:.0f} ({b['values']})" for b in row["bins"]}
        auc = "-" if row["auc"] is None else f"{row['auc']:.1f}"
        lines.append(f"{name:<17}{row['error']:>7.1f}{auc:>7}   " + "".join(f"{cells.get(at, '-'):>12}" for at in range(5)))
    return lines
