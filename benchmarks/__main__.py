"""``python -m benchmarks [FACTS]``: every ratio of the design's section on speed, in one run."""

from __future__ import annotations

import sys

from benchmarks import fees, imports, rules, scale, steps, verdicts
from benchmarks.harness import ratios


def main() -> None:
    """Measure and print; targets stand beside what was measured."""
    found = ratios(verdicts.cases(), "renoflow")
    print(f"verdict: zen-engine takes {found['zen-engine']:.2f} x ours (target 2)")
    print(f"verdict: ours takes {1 / found['by hand']:.1f} x a function by hand (target 8)")
    found = ratios(rules.cases(), "renoflow")
    for name in ("zen-engine", "rule-engine", "by hand"):
        print(f"twelve rules, twelve histories: {name} takes {found[name]:.2f} x ours")
    found = ratios(steps.cases(), "renoflow")
    for name, target in (("transitions", 4), ("python-statemachine", 40)):
        read, sent = found[f"{name}, read"], found[f"{name}, sent"]
        print(
            f"nine steps: {name} takes {read:.1f} x ours (target {target}); sent only {sent:.1f}"
        )
    found = ratios(fees.cases(), "plain Decimal")
    print(f"fee and three-part plan: ours takes {found['renoflow']:.2f} x Decimal (target 1)")
    for name in ("py-moneyed", "stockholm"):
        times = found[name] / found["renoflow"]
        print(f"fee and three-part plan: {name} takes {times:.1f} x ours")
    print(f"import renoflow.attribution: {imports.ratio():.2f} x import attrs (target 2)")
    sizes = ", ".join(f"{size:,}" for size in scale.SIZES)
    print(f"time per fact of one customer with {sizes} facts (target: the same)")
    for policy, grown in scale.growth():
        print(f"  {policy}: {', '.join(f'{one:.2f}' for one in grown)}")
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    most, judged = scale.peak(facts)
    print(f"{judged:,} customers with {facts:,} facts: peak {most:.1f} MB (target 100)")


main()
