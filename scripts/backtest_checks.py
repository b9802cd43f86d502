"""Recomputes the card's figures of a backtest: from stored score runs and from the agencies' files.

Usage: backtest_checks.py WAGEWATCH FOLDER CALENDAR SEED...
For each seed a district is invented. Its points are those of stored runs of the cutoffs, its unpaid pay
days are worked out from the payroll, insurance and register files, its complaints read from the store. Cohort,
positives, AUC, average precision and hits of the first k must be those that `backtest --json` says.
"""
import collections
import csv
import datetime
import glob
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys

AS_OF = "2026-10-21"
TITLES = {"统一社会信用代码": "credit_code", "工资所属月": "wage_month", "年月": "month",
          "参保人数": "insured_persons", "登记状态": "status"}


def rows(path):
    data = pathlib.Path(path).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    for row in csv.DictReader(text.splitlines()):
        row = {TITLES.get(key, key): value for key, value in row.items()}
        if row.get("credit_code"):
            yield row


def month(text):
    digits = "".join(letter if letter.isdigit() else "-" for letter in text.strip()).strip("-")
    parts = digits.split("-") if "-" in digits else [digits[:4], digits[4:]]
    try:
        year, number = int(parts[0]), int(parts[1])
    except (IndexError, ValueError):
        return None
    return year * 12 + number - 1 if 1 <= number <= 12 else None


class Files:
    """What the agencies' files say of wages."""

    def __init__(self, inbox, calendar):
        self.rest, self.work = set(), set()
        for row in csv.DictReader(open(calendar, encoding="utf-8")):
            (self.rest if row["kind"] == "off" else self.work).add(row["day"])
        self.paid, self.insured = collections.defaultdict(set), collections.defaultdict(set)
        self.gone, self.months = set(), set()
        for path in glob.glob(f"{inbox}/payroll_*.csv"):
            self.months.add(month(pathlib.Path(path).name[8:15]))
            for row in rows(path):
                self.paid[row["credit_code"]].add(month(row["wage_month"]))
        for path in glob.glob(f"{inbox}/social_insurance_*.csv"):
            for row in rows(path):
                persons = row["insured_persons"].replace(",", "")
                if persons.isdigit() and int(persons) > 0:
                    self.insured[row["credit_code"]].add(month(row["month"]))
        for path in sorted(glob.glob(f"{inbox}/firms_*.csv")):
            for row in rows(path):
                status = (row.get("status") or "").strip().removeprefix("已")
                if status:  # an empty cell says nothing
                    isGone = status in ("注销", "迁出")
                    (self.gone.add if isGone else self.gone.discard)(row["credit_code"])

    def pay_day(self, number):
        day = datetime.date((number + 1) // 12, (number + 1) % 12 + 1, 15)
        while str(day) in self.rest or (day.weekday() >= 5 and str(day) not in self.work):
            day -= datetime.timedelta(days=1)
        return str(day)

    def unpaid(self, code):
        for number in sorted(self.months)[:-1]:
            before = any(number - back in self.paid[code] for back in (1, 2, 3))
            if number not in self.paid[code] and (
                    before and code not in self.gone or number in self.insured[code]):
                yield self.pay_day(number)


def figures(points, came, ks):
    """AUC, average precision and mean hits of the first k, equal points in any order."""
    levels = collections.defaultdict(lambda: [0, 0])
    for value, hit in zip(points, came):
        levels[value][0] += 1
        levels[value][1] += hit
    count, positives = len(came), sum(came)
    above, twice, seen, average = 0, 0, 0, 0.0
    hits = {k: 0.0 for k in ks}
    for value in sorted(levels, reverse=True):
        size, own = levels[value]
        twice += (size - own) * (2 * above + own)
        for k in ks:
            hits[k] += own * min(1, max(0, k - seen) / size)
        seen, above = seen + size, above + own
        average += own * above / seen
    if positives in (0, count) or len(levels) == 1:
        return None, None, hits
    return twice / 2 / positives / (count - positives), average / positives, hits


def check(wagewatch, folder, calendar, seed):
    workspace = folder / f"backtest-{seed}"
    shutil.rmtree(workspace, ignore_errors=True)

    def run(*words):
        return subprocess.run([wagewatch, *words], check=True, capture_output=True).stdout

    run("init", workspace)
    run("simulate", workspace / "inbox", "--firms", "600", "--months", "30", "--seed", seed)
    run("ingest", "--as-of", AS_OF, "--workspace", workspace)
    report = json.loads(run("backtest", "--json", "--as-of", AS_OF, "--workspace", workspace))
    card = [row for row in report["rankings"] if row["ranking"] == "card"]
    for cutoff in sorted({row["cutoff"] for row in card}):
        run("score", "--as-of", cutoff, "--workspace", workspace)
    files = Files(workspace / "inbox", calendar)
    store = sqlite3.connect(workspace / "wagewatch.sqlite")
    complaints = collections.defaultdict(list)
    for firm, day, known in store.execute(
            "SELECT firmId, substr(receivedAt, 1, 10), max(knownOn, ifnull(firmKnownOn, '')) "
            "FROM complaintVersion WHERE firmId IS NOT NULL AND owedSince IS NOT NULL"):
        complaints[firm].append((day, known))
    faults = 0
    for row in card:
        cutoff, end = row["cutoff"], row["label_until"]
        (number,) = store.execute("SELECT max(id) FROM scoreRun WHERE asOf = ?", (cutoff,)).fetchone()
        scores = store.execute(
            "SELECT f.id, f.creditCode, s.points, EXISTS (SELECT 1 FROM reason r WHERE r.runId = s.runId "
            "AND r.firmId = f.id AND r.indicator = 'wages-unpaid') "
            "FROM score s JOIN firm f ON f.id = s.firmId WHERE s.runId = ?", (number,)).fetchall()
        if row["label"] == "arrears":
            cohort = [(points, any(cutoff <= day < end for day in files.unpaid(code)))
                      for firm, code, points, owes in scores if not owes]
        else:
            cohort = [(points, any(cutoff <= day < end for day, _ in complaints[firm]))
                      for firm, code, points, _ in scores
                      if not any(known <= cutoff for _, known in complaints[firm])]
        ks = [top["k"] for top in row["top"]]
        auc, average, hits = figures(*zip(*cohort), ks)
        mine = [len(cohort), sum(came for _, came in cohort), auc, average] + [hits[k] for k in ks]
        theirs = [row["cohort"], row["positives"], row["auc"], row["average_precision"]]
        theirs += [top["hits_mean"] for top in row["top"]]
        same = all(a == b or (None not in (a, b) and abs(a - b) < 2e-6) for a, b in zip(mine, theirs))
        faults += not same
        print(f"seed {seed} {cutoff} {row['label']}: {mine[0]} firms, {mine[1]} came true, "
              f"{'the same' if same else f'{mine} here, {theirs} there'}")
    return faults


faults = sum(check(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3], seed)
             for seed in sys.argv[4:])
sys.exit(f"{faults} figures differ" if faults else 0)
