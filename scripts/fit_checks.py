"""AUC of a scorecard, its fitted version, logistic regression and LightGBM on the test cutoffs of one features file."""

import sys

import numpy as np
from fit_models import Features
from sklearn.metrics import roc_auc_score

ALLOWED = 0.01


def main():
    features = Features(sys.argv[1])
    training, outcome = features.training, features.outcome
    print(f"{training.sum()} training rows, {outcome[training].sum()} came true; "
          f"{(~training).sum()} test rows, {outcome[~training].sum()} came true; {len(features.rules)} rules")
    if not features.learns():
        sys.exit("one outcome only in the training rows: nothing to compare")
    scores = {
        "card": features.card,
        "fitted card": features.fitted,
        "logistic regression": features.regression(),
        "LightGBM": features.boosted(),
    }
    print("cutoff      firms  came true  " + "  ".join(f"{name:>19}" for name in scores))
    found = {name: [] for name in scores}
    for day, rows in features.cutoffs():
        own = outcome[rows]
        if len(set(own)) < 2:
            print(f"{day}  {len(rows):5}  {own.sum():9}  no estimate: one outcome only")
            continue
        for name, score in scores.items():
            found[name].append(roc_auc_score(own, score[rows]))
        print(f"{day}  {len(rows):5}  {own.sum():9}  " + "  ".join(f"{found[name][-1]:19.4f}" for name in scores))
    if not found["card"]:
        sys.exit("no test cutoff with both outcomes")
    means = {name: float(np.mean(values)) for name, values in found.items()}
    print("mean                           " + "  ".join(f"{means[name]:19.4f}" for name in scores))
    gap = max(means["logistic regression"], means["LightGBM"]) - means["fitted card"]
    print(f"the fitted card is {gap:+.4f} below the better of the two (allowed {ALLOWED})")
    sys.exit(0 if gap <= ALLOWED else 1)


if __name__ == "__main__":
    main()
