"""What scripts/check-fit and scripts/worlds hold a fitted card against: other models on the same features file.

A features file is what `wagewatch fit --features` wrote. Every rule's value is a number, empty where there was nothing
to hold against the firm, `absent` without a row, `silent` where the feed was late. Logistic regression gets it in ten
quantile bins, one column a bin, and one for each reason why there is none; LightGBM gets the number and the reason.
Both learn from the training rows alone. `rising` is LightGBM under the rule that a card keeps: no sign may speak for a
firm, and what is not measured is as good as the best.
"""

from datetime import date

import lightgbm
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

FIRST_RULE = 9
# A shorter lead is a miss, as in `backtest`.
FEWEST_DAYS = 7
REASONS = {"": 1, "absent": 2, "silent": 3}


class Features:
    """One features file."""

    def __init__(self, path):
        self.table = pd.read_csv(path, dtype=str, keep_default_na=False)
        self.rules = list(self.table.columns[FIRST_RULE:])
        self.firms = pd.factorize(self.table["firm"])[0]
        self.training = (self.table["set"] == "train").to_numpy()
        self.outcome = self.table["outcome"].astype(int).to_numpy()
        self.card = pd.to_numeric(self.table["points"]).to_numpy()
        self.warned = (self.table["tier"] != "green").to_numpy()
        self.fitted = pd.to_numeric(self.table["points_fitted"]).fillna(0).to_numpy()

    def learns(self):
        """Both outcomes are among the training rows."""
        return len(set(self.outcome[self.training])) == 2

    def numbers(self, rule):
        column = self.table[rule]
        return pd.to_numeric(column.where(~column.isin(list(REASONS))), errors="raise")

    def reasons(self, rule):
        return self.table[rule].map(REASONS).fillna(0).astype(int)

    def cutoffs(self):
        """The test cutoffs with the places of their rows."""
        for day in sorted(set(self.table["cutoff"][~self.training])):
            yield day, np.flatnonzero(~self.training & (self.table["cutoff"] == day).to_numpy())

    def mean_auc(self, score):
        """Over the test cutoffs that have both outcomes; None without one."""
        found = [roc_auc_score(self.outcome[rows], score[rows]) for _, rows in self.cutoffs()
                 if len(set(self.outcome[rows])) == 2]
        return float(np.mean(found)) if found else None

    def precision(self, score, millionths):
        """Of the first so many millionths of each test cutoff, all cutoffs together, equal scores in any order."""
        hits, taken = 0.0, 0
        for _, rows in self.cutoffs():
            if len(set(self.outcome[rows])) == 2:
                count = max(1, len(rows) * millionths // 1_000_000)
                hits += float((self.outcome[rows] * chance_listed(score[rows], count)).sum())
                taken += count
        return hits / taken if taken else None

    def found(self, score):
        """Of the firms that came true, the share found by as many warnings as the default card gives on each test day.

        A firm is found when a test day of its first event's horizon, seven days or more before the event, has it among
        the first of `score`. Equal scores are in any order, drawn for each day by itself. None without such a firm.
        """
        found, missed = {}, {}
        for _, rows in self.cutoffs():
            chance = chance_listed(score[rows], int(self.warned[rows].sum()))
            for row, listed in zip(rows, chance):
                if self.outcome[row]:
                    event = self.firms[row], self.table["outcome_on"][row]
                    acts = self.lead(row) >= FEWEST_DAYS
                    missed[event] = missed.get(event, 1.0) * (1 - listed * acts)
        for firm, day in sorted(missed):
            found.setdefault(firm, 1 - missed[firm, day])
        return float(np.mean(list(found.values()))) if found else None

    def lead(self, row):
        """Days from the cutoff to the event of a row that came true."""
        return (date.fromisoformat(self.table["outcome_on"][row]) - date.fromisoformat(self.table["cutoff"][row])).days

    def difference(self, one, other, draws=200):
        """95 % interval of how much higher the mean AUC of `one` is; each draw takes whole firms, with all their days."""
        drawn = np.random.default_rng(1)
        pairs = [(WeightedAUC(self.outcome[rows], one[rows]), WeightedAUC(self.outcome[rows], other[rows]),
                  self.firms[rows]) for _, rows in self.cutoffs() if len(set(self.outcome[rows])) == 2]
        found = []
        for _ in range(draws):
            times = drawn.multinomial(self.firms.max() + 1, np.full(self.firms.max() + 1, 1 / (self.firms.max() + 1)))
            found.append(np.nanmean([a.of(times[firms]) - b.of(times[firms]) for a, b, firms in pairs]))
        return tuple(float(end) for end in np.nanquantile(found, [0.025, 0.975]))

    def boosted(self):
        """LightGBM's chance of every row."""
        columns = {}
        for rule in self.rules:
            columns[rule] = self.numbers(rule)
            columns[rule + " reason"] = self.reasons(rule)
        return self.chances(pd.DataFrame(columns))

    def rising(self, more_is_worse):
        """The same where no sign may lower it; `more_is_worse` says by rule which way is worse."""
        columns = {}
        for rule in self.rules:
            severity = self.numbers(rule) * (1 if more_is_worse[rule] else -1)
            columns[rule] = severity.fillna(severity.min() - 1 if severity.notna().any() else 0)
        return self.chances(pd.DataFrame(columns), monotone_constraints=[1] * len(columns))

    def chances(self, columns, **more):
        model = lightgbm.LGBMClassifier(
            n_estimators=200, learning_rate=0.03, num_leaves=15, min_child_samples=40, subsample=0.8, subsample_freq=1,
            colsample_bytree=0.5, reg_lambda=5.0, random_state=1, deterministic=True, num_threads=1, verbosity=-1,
            **more,
        ).fit(columns[self.training], self.outcome[self.training])
        return model.predict_proba(columns)[:, 1]

    def regression(self):
        """Logistic regression's score of every row."""
        parts = []
        for rule in self.rules:
            value, reason = self.numbers(rule), self.reasons(rule)
            for code in REASONS.values():
                parts.append((reason == code).astype(float))
            known = value[self.training].dropna()
            if known.empty:
                continue
            for cut in sorted(set(np.quantile(known, np.linspace(0, 1, 11), method="lower"))):
                parts.append((value >= cut).astype(float))
        dummies = np.column_stack(parts)
        model = LogisticRegression(C=0.1, max_iter=2000).fit(dummies[self.training], self.outcome[self.training])
        return model.decision_function(dummies)


class WeightedAUC:
    """The AUC of one day's scores with each row counted so many times."""

    def __init__(self, outcome, score):
        self.order = np.argsort(score, kind="stable")
        self.outcome = outcome[self.order]
        # Where a run of equal scores begins.
        self.starts = np.flatnonzero(np.r_[True, np.diff(score[self.order]) != 0])

    def of(self, times):
        """NaN where one outcome was not drawn."""
        times = times[self.order]
        good = np.add.reduceat(times * (self.outcome == 0), self.starts)
        bad = np.add.reduceat(times * (self.outcome == 1), self.starts)
        pairs = float(good.sum()) * float(bad.sum())
        return float((bad * (np.cumsum(good) - good / 2)).sum()) / pairs if pairs else np.nan


def chance_listed(score, count):
    """Of each row the share of all orders of equal scores that have it among the first `count`."""
    if count == 0:
        return np.zeros(len(score))
    line = np.sort(score)[::-1][count - 1]
    above, at = score > line, score == line
    return above + at * (count - above.sum()) / at.sum()
