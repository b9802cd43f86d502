"""The work of scripts/check-scores: python score_checks.py ROOT BINARY [options]"""

import argparse
import collections
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import score_card
import score_inputs
import score_stress

ARGUMENTS = argparse.ArgumentParser(prog="check-scores")
ARGUMENTS.add_argument("root", type=pathlib.Path)
ARGUMENTS.add_argument("binary")
ARGUMENTS.add_argument("--firms", type=int, default=15_000)
ARGUMENTS.add_argument("--months", type=int, default=24)
ARGUMENTS.add_argument("--seed", type=int, default=1)
ARGUMENTS.add_argument("--days", default="2026-10-21,2026-03-06,2025-12-13")
ARGUMENTS.add_argument("--cards")
ARGUMENTS.add_argument("--workspace", type=pathlib.Path)
ARGUMENTS.add_argument("--stress", type=int, nargs="+", default=[])
ARGUMENTS.add_argument("--keep", type=pathlib.Path)
OPTIONS = ARGUMENTS.parse_args()
# All files are loaded as of this day, after which nothing of SampleData and the district is known.
LOADED_ON = "2026-10-21"
SHOWN = 10


def wagewatch(*arguments, refused=False):
    """Runs a verb; `refused`: files that it refuses are none of ours."""
    result = subprocess.run(
        [OPTIONS.binary, *map(str, arguments)], capture_output=True, text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "WAGEWATCH_LANG": "en"})
    if result.returncode not in ((0, 65) if refused else (0,)):
        sys.exit(f"wagewatch {' '.join(map(str, arguments))}: exit {result.returncode}\n{result.stderr}")


def workspace(folder, files):
    wagewatch("init", folder)
    for file in files:
        shutil.copy(file, folder / "inbox")
    wagewatch("ingest", "--workspace", folder, "--as-of", LOADED_ON, refused=True)
    return folder


def every_reason(card, folder):
    """The card with a yellow tier that begins at one point: reasons are stored above green only."""
    text, count = re.subn(r"(?m)^  yellow: \d+$", "  yellow: 1", card.read_text("utf-8"))
    if count != 1:
        sys.exit(f"{card}: expected one line '  yellow: N', found {count}")
    path = folder / f"every-reason-{card.name}"
    path.write_text(text, "utf-8")
    return path


def stored(folder, card, day):
    """Scores with the card in the workspace; firm -> (points, tier, reasons).

    The tier is that of the day's points and triggers, which an earlier day's run does not hold up.
    """
    wagewatch("score", "run", "--workspace", folder, "--as-of", day, "--scorecard", card)
    with sqlite3.connect(folder / "wagewatch.sqlite") as db:
        [(run,)] = db.execute("SELECT max(id) FROM scoreRun WHERE asOf = ?", (day,))
        reasons = collections.defaultdict(list)
        for firm, *reason in db.execute(
                'SELECT firmId, indicator, points, "trigger" FROM reason WHERE runId = ?'
                " AND indicator NOT LIKE 'held:%' ORDER BY firmId, position", (run,)):
            reasons[firm].append(tuple(reason))
        return {firm: (points, tier, reasons[firm]) for firm, points, tier in db.execute(
            "SELECT firmId, points, ifnull((SELECT scored FROM tierHold h WHERE h.runId = s.runId"
            " AND h.firmId = s.firmId LIMIT 1), tier) FROM score s WHERE runId = ?", (run,))}


class Comparison:
    def __init__(self):
        self.firms = self.differing = 0
        self.reasons = collections.Counter()
        self.differences = collections.Counter()
        self.shown = 0

    def add(self, what, codes, theirs, ours, with_green_reasons):
        for firm in sorted(theirs.keys() | ours.keys()):
            self.firms += 1
            program, pandas = theirs.get(firm), ours.get(firm)
            if program and pandas and not with_green_reasons and program[1] == "green":
                program, pandas = (*program[:2], []), (*pandas[:2], [])
            for reason in program[2] if program else ():
                self.reasons[reason[0]] += 1
            if program == pandas:
                continue
            self.differing += 1
            self._show(what, codes.get(firm, firm), program, pandas)

    def _show(self, what, code, program, pandas):
        left = {r[0]: r[1:] for r in program[2]} if program else {}
        right = {r[0]: r[1:] for r in pandas[2]} if pandas else {}
        ids = [i for i in left.keys() | right.keys() if left.get(i) != right.get(i)]
        for indicator in ids or ["points, tier or order"]:
            self.differences[indicator] += 1
            if self.differences[indicator] <= SHOWN:
                print(f"DIFFERS {what} {code} {indicator}: wagewatch {left.get(indicator)}, "
                      f"pandas {right.get(indicator)}"
                      f" (whole {program and program[:2]} and {pandas and pandas[:2]})")


def compare(name, folder, cards, days, total):
    for day in days:
        path = folder / f"obs-{day}.sqlite"
        path.unlink(missing_ok=True)
        wagewatch("export", "--obs", path, "--workspace", folder, "--as-of", day)
        known = score_inputs.Inputs(path)
        for card in cards:
            start = time.monotonic()
            shipped = score_card.Card(card)
            whole = every_reason(card, folder)
            scores = score_card.Scores(shipped, known)
            before = total.differing
            for file, with_green in ((card, False), (whole, True)):
                tiers = score_card.Card(file).tiers
                total.add(f"{name} {day} {shipped.name}", known.firms, stored(folder, file, day),
                          scores.assess(tiers), with_green)
            print(f"{name}, as of {day}, {shipped.name}: {len(known.firms)} firms, "
                  f"{total.differing - before} differ ({time.monotonic() - start:.0f} s)", flush=True)


def district(home, cards, days, total):
    files = home / "files"
    wagewatch("simulate", files, "--firms", OPTIONS.firms, "--months", OPTIONS.months,
              "--seed", OPTIONS.seed)
    rows = [f for f in sorted(files.iterdir()) if f.name != "truth.csv"]
    compare("district", workspace(home / "district", rows), cards, days, total)


def stress(seed, home, files, cards, days, total):
    """A district made worse, scored by the cards made worse."""
    folder = home / f"stress-{seed}"
    dirtied = score_stress.dirty(files, folder / "files", seed)
    made = workspace(folder / "workspace", dirtied)
    worse = [score_stress.worse_card(card, folder / card.name, seed) for card in cards]
    compare(f"stress {seed}", made, worse, days, total)


def main():
    root = OPTIONS.root
    cards = ([pathlib.Path(c) for c in OPTIONS.cards.split(",")] if OPTIONS.cards else
             [root / "Schemas" / "scorecards" / f"{n}.yaml" for n in ("default", "nanxun", "shaoxing")])
    days = OPTIONS.days.split(",")
    total = Comparison()
    with tempfile.TemporaryDirectory(prefix="wagewatch-scores-") as temporary:
        home = OPTIONS.keep or pathlib.Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        if OPTIONS.workspace:
            compare("workspace", OPTIONS.workspace, cards, days, total)
        else:
            sample = [f for f in sorted((root / "SampleData").iterdir()) if f.name != "truth.csv"
                      and f.suffix == ".csv"]
            for seed in OPTIONS.stress:
                stress(seed, home, sample, cards, days, total)
            if not OPTIONS.stress:
                compare("SampleData", workspace(home / "sample", sample), cards, days, total)
                district(home, cards, days, total)
    print(f"\n{'indicator':28}{'reasons':>10}{'differ':>8}")
    for indicator in sorted(total.reasons.keys() | total.differences.keys()):
        print(f"{indicator:28}{total.reasons[indicator]:>10}{total.differences[indicator]:>8}")
    print(f"{total.firms} scores of firms compared, {total.differing} differ")
    if total.differing:
        sys.exit(1)


if __name__ == "__main__":
    main()
