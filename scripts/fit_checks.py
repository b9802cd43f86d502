"""AUC of a scorecard, its fitted version, logistic regression and LightGBM on the test cutoffs of one features file.

Every rule's value is a number, empty where there was nothing to hold against the firm, `absent` without a row, `silent`
where the feed was late. Logistic regression gets it in ten quantile bins, one column a bin, and one for each reason why
there is none; LightGBM gets the number and the reason. Both learn from the training rows alone.
"""

import csv
import sys

import lightgbm
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

ALLOWED = 0.01
FIRST_RULE = 6
REASONS = {"": 1, "absent": 2, "silent": 3}


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return pd.DataFrame(rows[1:], columns=rows[0])


def numbers(column):
    return pd.to_numeric(column.where(~column.isin(list(REASONS))), errors="raise")


def reasons(column):
    return column.map(REASONS).fillna(0).astype(int)


def one_hot(table, rules, training):
    parts = []
    for rule in rules:
        value, reason = numbers(table[rule]), reasons(table[rule])
        for code in REASONS.values():
            parts.append((reason == code).astype(float))
        known = value[training].dropna()
        if known.empty:
            continue
        for cut in sorted(set(np.quantile(known, np.linspace(0, 1, 11), method="lower"))):
            parts.append((value >= cut).astype(float))
    return np.column_stack(parts)


def with_reasons(table, rules):
    columns = {}
    for rule in rules:
        columns[rule] = numbers(table[rule])
        columns[rule + " reason"] = reasons(table[rule])
    return pd.DataFrame(columns)


def main():
    table = read(sys.argv[1])
    rules = list(table.columns[FIRST_RULE:])
    training = (table["set"] == "train").to_numpy()
    outcome = table["outcome"].astype(int).to_numpy()
    print(f"{training.sum()} training rows, {outcome[training].sum()} came true; "
          f"{(~training).sum()} test rows, {outcome[~training].sum()} came true; {len(rules)} rules")
    if len(set(outcome[training])) < 2:
        sys.exit("one outcome only in the training rows: nothing to compare")

    dummies = one_hot(table, rules, training)
    regression = LogisticRegression(C=0.1, max_iter=2000).fit(dummies[training], outcome[training])
    plain = with_reasons(table, rules)
    boosted = lightgbm.LGBMClassifier(
        n_estimators=200, learning_rate=0.03, num_leaves=15, min_child_samples=40, subsample=0.8, subsample_freq=1,
        colsample_bytree=0.5, reg_lambda=5.0, random_state=1, deterministic=True, num_threads=1, verbosity=-1,
    ).fit(plain[training], outcome[training])

    scores = {
        "card": pd.to_numeric(table["points"]).to_numpy(),
        "fitted card": pd.to_numeric(table["points_fitted"]).fillna(0).to_numpy(),
        "logistic regression": regression.decision_function(dummies),
        "LightGBM": boosted.predict_proba(plain)[:, 1],
    }
    days = sorted(set(table["cutoff"][~training]))
    print("cutoff      firms  came true  " + "  ".join(f"{name:>19}" for name in scores))
    found = {name: [] for name in scores}
    for day in days:
        rows = (~training) & (table["cutoff"] == day).to_numpy()
        own = outcome[rows]
        if len(set(own)) < 2:
            print(f"{day}  {rows.sum():5}  {own.sum():9}  no estimate: one outcome only")
            continue
        for name, score in scores.items():
            found[name].append(roc_auc_score(own, score[rows]))
        print(f"{day}  {rows.sum():5}  {own.sum():9}  " + "  ".join(f"{found[name][-1]:19.4f}" for name in scores))
    if not found["card"]:
        sys.exit("no test cutoff with both outcomes")
    means = {name: float(np.mean(values)) for name, values in found.items()}
    print("mean                           " + "  ".join(f"{means[name]:19.4f}" for name in scores))
    gap = max(means["logistic regression"], means["LightGBM"]) - means["fitted card"]
    print(f"the fitted card is {gap:+.4f} below the better of the two (allowed {ALLOWED})")
    sys.exit(0 if gap <= ALLOWED else 1)


if __name__ == "__main__":
    main()
