"""The table behind scripts/worlds: every frozen world, simulated, ingested, and the default card judged on it."""
import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

AS_OF = "2026-10-21"
FROZEN_BY = ["--firms", "300", "--months", "15", "--seed", "1", "--last-month", "2026-09"]
# Title, --label, --horizon.
COHORTS = [("owe nothing yet", "arrears", "3m"), ("no complaint yet", "complaint", "4m")]


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/worlds")
    parser.add_argument("table")
    parser.add_argument("binary")
    parser.add_argument("--firms", type=int, default=5000)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", action="append", default=[])
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


def percent(number, places=0):
    return "-" if number is None else f"{number * 100:.{places}f} %"


def judged(folder, world):
    """A row a cohort: AUC and precisions are means over the cutoffs, leads are those of the first cohort."""
    for title, label, horizon in COHORTS:
        try:
            text = run(
                "backtest", "--workspace", folder, "--as-of", AS_OF, "--label", label, "--horizon", horizon,
                "--k", "0.5%", "--k", "1%", "--nights", "14", "--truth", os.path.join(folder, "truth.csv"),
                "--json", "--lang", "en", refusals=(1,))
        except Refused as refusal:
            print(f"worlds: {world}, {title}: {refusal}", file=sys.stderr)
            yield [world, title] + ["-"] * 7
            continue
        report = json.loads(text)
        card = next(row for row in report["summary"] if row["ranking"] == "card")
        own = [row for row in report["rankings"] if row["ranking"] == "card"]
        lead = next(
            (event for event in (report["lead_time"] or {}).get("events", []) if event["event"] == label), {})
        auc = card["auc_mean"]
        yield [
            world, title, f"{sum(row['cohort'] for row in own) // len(own):,}",
            str(sum(row["positives"] for row in own)), "-" if auc is None else f"{auc:.3f}",
            *[percent(top["precision"]) for top in card["top"]], percent(lead.get("share_before")),
            "-" if lead.get("median_days_missed_as_0") is None else f"{lead['median_days_missed_as_0']} d",
        ]


def main():
    if OPTIONS.freeze:
        return freeze(OPTIONS.freeze)
    known = frozen()
    size = ["--firms", str(OPTIONS.firms), "--months", str(OPTIONS.months), "--seed", str(OPTIONS.seed)]
    print(f"{OPTIONS.firms} firms, {OPTIONS.months} months, seed {OPTIONS.seed}\n")
    print("| world | firms that | firms | came true, all cutoffs | AUC | first 0.5 % | first 1 % | warned before | median lead |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
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
            for row in judged(folder, world):
                print("| " + " | ".join(row) + " |", flush=True)
        finally:
            shutil.rmtree(home)


OPTIONS = arguments()
NAMES = [world["world"] for world in json.loads(run("worlds", "--json"))["worlds"]]
main()
