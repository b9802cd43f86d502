"""The table behind scripts/worlds: every frozen world, simulated, ingested, and three rankings judged on it.

The default card as it is, the card that `fit` learns from the district's earlier months, and LightGBM on the same
months and features, free and held to the rule of a card that no sign speaks for a firm. The cards' figures are those of
`backtest`; LightGBM's are worked out here from the features file, and the cards' AUC a second time, so that both are
known to speak of the same firms.
"""
import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fit_models import Features

AS_OF = "2026-10-21"
FROZEN_BY = ["--firms", "300", "--months", "15", "--seed", "1", "--last-month", "2026-09"]
# Title, --label, --horizon.
COHORTS = [("owe nothing yet", "arrears", "3m"), ("no complaint yet", "complaint", "4m")]
# Spelling and millionths of the cohort.
LISTS = [("0.5%", 5_000), ("1%", 10_000)]
CANDIDATES = Path(__file__).resolve().parent.parent / "Schemas/scorecards/candidates.yaml"


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/worlds")
    parser.add_argument("table")
    parser.add_argument("binary")
    parser.add_argument("--firms", type=int, default=15000)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", action="append", default=[])
    parser.add_argument("--keep")
    parser.add_argument("--freeze", action="append", default=[])
    return parser.parse_args()


def run(*command, refusals=()):
    """The standard output; the message where the program refuses with one of these codes."""
    done = subprocess.run([OPTIONS.binary, *command], capture_output=True, text=True)
    if done.returncode in (0, 2):
        return done.stdout
    if done.returncode in refusals:
        raise Refused(done.stderr.strip().splitlines()[0])
    sys.exit(f"worlds: wagewatch {' '.join(command)} ended with {done.returncode}:\n{done.stderr}")


class Refused(Exception):
    """The program gave no estimate and said why."""


def simulate(folder, world, *size):
    run("simulate", folder, "--world", world, *size)


def fingerprint(world):
    """What `cd DIR && LC_ALL=C sha256sum * | sha256sum` prints for a small district of the world."""
    with tempfile.TemporaryDirectory() as home:
        folder = os.path.join(home, world)
        simulate(folder, world, *FROZEN_BY)
        lines = b""
        for name in sorted(os.listdir(folder), key=os.fsencode):
            with open(os.path.join(folder, name), "rb") as file:
                lines += f"{hashlib.sha256(file.read()).hexdigest()}  {name}\n".encode()
    return hashlib.sha256(lines).hexdigest()


def frozen():
    with open(OPTIONS.table, encoding="utf-8") as file:
        rows = [line.split() for line in file]
    return {world: digest for digest, world in rows}


def freeze(worlds):
    known = frozen()
    for world in worlds:
        digest = fingerprint(world)
        if known.setdefault(world, digest) != digest:
            sys.exit(f"worlds: {world} is frozen with another hash: a changed world needs a new name")
    with open(OPTIONS.table, "w", encoding="utf-8") as file:
        for world in NAMES:
            if world in known:
                file.write(f"{known[world]}  {world}\n")


def backtest(folder, label, horizon, cutoffs=(), card=None):
    command = ["backtest", "--workspace", folder, "--as-of", AS_OF, "--label", label, "--horizon", horizon,
               "--nights", "14", "--truth", os.path.join(folder, "truth.csv"), "--json", "--lang", "en"]
    for spelling, _ in LISTS:
        command += ["--k", spelling]
    for day in cutoffs:
        command += ["--cutoff", day]
    report = json.loads(run(*command, *(["--scorecard", card] if card else []), refusals=(1,)))
    row = next(row for row in report["summary"] if row["ranking"] == "card")
    own = [row for row in report["rankings"] if row["ranking"] == "card"]
    events = (report["lead_time"] or {}).get("events", [])
    return {
        "cutoffs": [row["cutoff"] for row in own], "firms": sum(row["cohort"] for row in own) // len(own),
        "positives": sum(row["positives"] for row in own), "auc": row["auc_mean"],
        "first": [top["precision"] for top in row["top"]],
        "warned": {row["tier"]: row["firms"] / len(own) for row in report["tiers"]},
        "lead": next((event for event in events if event["event"] == label), {}),
    }


def fitted(folder, label, horizon, cutoffs):
    """The fitted card's figures, LightGBM's, LightGBM's held to the rule, and the features."""
    card, path = os.path.join(folder, f"{label}.yaml"), os.path.join(folder, f"{label}.csv")
    tests = [word for day in cutoffs for word in ("--test", day)]
    run("fit", "--workspace", folder, "--as-of", AS_OF, "--label", label, "--horizon", horizon, "--write", card,
        "--features", path, "--json", *tests, refusals=(1,))
    features = Features(path)
    learned = backtest(folder, label, horizon, cutoffs, card)
    free = features.boosted()
    learned["lead over trees"] = features.difference(features.fitted, free)
    learned["found"] = features.found(features.fitted)
    return learned, trees(features, free), trees(features, features.rising(more_is_worse(folder))), features


def trees(features, chances):
    return {"auc": features.mean_auc(chances), "first": [features.precision(chances, share) for _, share in LISTS],
            "found": features.found(chances)}


def more_is_worse(folder):
    """By rule of the default card and the candidates."""
    found = {}
    for card in ([], ["--scorecard", str(CANDIDATES)]):
        shown = json.loads(run("score", "explain", "--workspace", folder, "--json", *card))
        for rule in shown["triggers"] + [own for owner in shown["classes"] for own in owner["indicators"]]:
            found.setdefault(rule["id"], rule["bins"][0]["bound"] in ("at_least", "above"))
    return found


def agree(world, title, figures, auc):
    if abs(figures["auc"] - auc) > 2e-6:
        sys.exit(f"worlds: {world}, {title}: backtest has an AUC of {figures['auc']}, the features file of {auc}")


def judged(folder, world, title, label, horizon):
    """The default card, the fitted card, LightGBM free and held to the rule; None for what cannot be estimated."""
    try:
        plain = backtest(folder, label, horizon)
    except Refused as refusal:
        print(f"worlds: {world}, {title}: {refusal}", file=sys.stderr)
        return None, None, None, None
    # With fewer months to be judged on there are more to learn from.
    for last in (len(plain["cutoffs"]), 3):
        cutoffs = plain["cutoffs"][-last:]
        try:
            learned, free, held, features = fitted(folder, label, horizon, cutoffs)
        except Refused as refusal:
            print(f"worlds: {world}, {title}, {len(cutoffs)} months: {refusal}", file=sys.stderr)
            continue
        if len(cutoffs) < len(plain["cutoffs"]):
            plain = backtest(folder, label, horizon, cutoffs)
        agree(world, title, plain, features.mean_auc(features.card))
        agree(world, title, learned, features.mean_auc(features.fitted))
        plain["found"] = features.found(features.card)
        return plain, learned, free, held
    return plain, None, None, None


def percent(number):
    return "-" if number is None else f"{number * 100:.0f}"


def cell(rankings, show):
    return " / ".join("-" if ranking is None else show(ranking) for ranking in rankings)


def row(world, title, plain, learned, free, held):
    if plain is None:
        return [world, title] + ["-"] * 9
    four, three, two = (plain, learned, free, held), (plain, learned, free), (plain, learned)

    def days(ranking):
        lead = ranking["lead"].get("median_days_missed_as_0")
        return "-" if lead is None else str(lead)

    return [
        world, title, f"{plain['positives']} of {plain['firms'] * len(plain['cutoffs']):,}",
        cell(four, lambda ranking: "-" if ranking["auc"] is None else f"{ranking['auc']:.3f}"),
        "-" if learned is None else " to ".join(f"{end:+.3f}" for end in learned["lead over trees"]),
        *[cell(three, lambda ranking, place=place: percent(ranking["first"][place])) for place in range(len(LISTS))],
        cell(two, lambda ranking: percent(sum(ranking["warned"].get(tier, 0) for tier in ("red", "orange", "yellow"))
                                          / ranking["firms"]) if ranking["firms"] else "-"),
        cell(four, lambda ranking: percent(ranking.get("found"))),
        cell(two, lambda ranking: percent(ranking["lead"].get("share_before"))),
        cell(two, days),
    ]


def keep(folder, world):
    os.makedirs(OPTIONS.keep, exist_ok=True)
    for name in os.listdir(folder):
        if name.split(".")[0] in [label for _, label, _ in COHORTS]:
            shutil.copy(os.path.join(folder, name), os.path.join(OPTIONS.keep, f"{world}-{name}"))


def main():
    if OPTIONS.freeze:
        return freeze(OPTIONS.freeze)
    known = frozen()
    size = ["--firms", str(OPTIONS.firms), "--months", str(OPTIONS.months), "--seed", str(OPTIONS.seed)]
    print(f"{OPTIONS.firms} firms, {OPTIONS.months} months, seed {OPTIONS.seed}; "
          "default card / fitted card / LightGBM / LightGBM where no sign speaks for a firm\n")
    titles = ["world", "firms that", "came true", "AUC", "fitted over LightGBM, 95 %", "first 0.5 %, %", "first 1 %, %", "warned, %",
              "found by as many, %", "warned before, %", "median lead, days"]
    print("| " + " | ".join(titles) + " |\n|" + " --- |" * len(titles), flush=True)
    for world in OPTIONS.world or NAMES:
        if known.get(world) != fingerprint(world):
            sys.exit(f"worlds: {world} is not frozen as it is: scripts/worlds --freeze {world}")
        home = tempfile.mkdtemp()
        try:
            folder = os.path.join(home, world)
            run("init", folder)
            simulate(os.path.join(folder, "inbox"), world, *size)
            shutil.move(os.path.join(folder, "inbox", "truth.csv"), folder)
            run("ingest", "--workspace", folder, "--as-of", AS_OF)
            for title, label, horizon in COHORTS:
                figures = judged(folder, world, title, label, horizon)
                print("| " + " | ".join(row(world, title, *figures)) + " |", flush=True)
            if OPTIONS.keep:
                keep(folder, world)
        finally:
            shutil.rmtree(home)


OPTIONS = arguments()
NAMES = [world["world"] for world in json.loads(run("worlds", "--json"))["worlds"]]
main()
