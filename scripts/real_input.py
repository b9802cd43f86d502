"""The work of scripts/real-input: python real_input.py DATA BINARY

Two kinds of workspaces that never meet: real register rows carry no signal, and the anonymous
power use carries invented credit codes only. The wage claims need no workspace.
"""

import collections
import csv
import datetime
import gzip
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

DATA = pathlib.Path(sys.argv[1])
BINARY = sys.argv[2]

REGISTER = [
    ("UTF-8, LF", "firms_huzhou_shaoxing.csv", "utf-8"),
    ("GB18030, CRLF", "firms_huzhou_shaoxing.gb18030.csv", "gb18030"),
]
# The register's own title -> the feed's. The other columns keep theirs and are not known to it.
RETITLED = {"注册日期": "成立日期"}

FIRST_DAY = datetime.date(2015, 1, 1)
NIGHTS = [datetime.date(2016, month, 1) for month in range(2, 11)]
FESTIVAL_NIGHT = datetime.date(2016, 3, 1)  # January and February, one period, have just ended
MOST_FESTIVAL_PERCENT = 5
MOST_FALSE_PERCENT = 3
FEWEST_FOUND = 22
DROP = "electricity-drop"


def wagewatch(workspace, *arguments):
    """Runs a verb; ends the script with its message when it could not do its work."""
    result = subprocess.run(
        [BINARY, *arguments], cwd=workspace, capture_output=True, text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"})
    if result.returncode != 0:
        sys.exit(f"wagewatch {' '.join(arguments)}: exit {result.returncode}\n{result.stderr}")
    return result.stdout


def make_workspace(folder):
    wagewatch(folder.parent, "init", folder.name)
    return folder


def query(workspace, sql, *values):
    with sqlite3.connect(workspace / "wagewatch.sqlite") as database:
        return database.execute(sql, values).fetchall()


# Register


def convert_register(source, target, encoding):
    """Only the header changes; encoding, line ends and every cell stay as they are."""
    header, rest = source.read_bytes().split(b"\n", 1)
    titles = header.decode(encoding)
    for old, new in RETITLED.items():
        titles = titles.replace(old, new)
    target.write_bytes(titles.encode(encoding) + b"\n" + rest)


def show_register(folder):
    print("Register rows of Huzhou and Shaoxing as `firms`")
    for title, name, encoding in REGISTER:
        workspace = make_workspace(folder / f"register-{encoding}")
        file = "firms_2026-10__known-2026-10-01.csv"
        convert_register(DATA / "zj_enterprises" / name, workspace / "inbox" / file, encoding)
        wagewatch(workspace, "nightly", "--as-of", "2026-10-01")
        [(rows, stored, rejected, found)] = query(
            workspace, "SELECT rows, stored, rejected, encoding FROM ingestedFile")
        [(firms,)] = query(workspace, "SELECT count(*) FROM firm")
        [(flagged,)] = query(workspace, "SELECT count(*) FROM score WHERE tier <> 'green'")
        print(f"  {title}: read as {found}; {rows:,} rows in, {stored:,} stored, "
              f"{rejected:,} rejected; {firms:,} firms, {flagged} flagged")
        reasons = query(
            workspace,
            'SELECT "column", code, expected, count(*), min(line) FROM rejectedRow'
            ' GROUP BY "column", code, expected ORDER BY count(*) DESC, code')
        for column, code, expected, count, line in reasons:
            where = column or "the row"
            print(f"    rejected {count:,} x {code} in {where}: expected {expected}"
                  f" (first on line {line:,})")
        for code, column in query(
                workspace, 'SELECT code, "column" FROM fileFinding ORDER BY id'):
            print(f"    finding {code}: {column}")


# Power


def invented_code(number):
    """A credit code that no one holds: both check digits right (GB 11714, GB 32100-2015)."""
    organisation = f"PW{number:06d}"
    values = [int(character, 36) for character in organisation]
    check = -sum(v * w for v, w in zip(values, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    body = f"91330503{organisation}{'X' if check == 10 else check}"
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return body + alphabet[-total % 31]


def read_power():
    """Daily use by enterprise, one row of integers each, from FIRST_DAY on."""
    path = DATA / "enterprise_power_daily" / "wide_639x1454.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    for place, row in enumerate(rows):
        expected = (FIRST_DAY + datetime.timedelta(days=place)).isoformat()
        if row[0] != expected:
            sys.exit(f"{path}:{place + 2}: day {row[0]}, expected {expected}")
    return [list(map(int, column)) for column in zip(*(row[1:] for row in rows))]


def active_and_stopped(power):
    """Active: lower-middle daily median of 2015 over 50. Stopped: each of the last 30 days under
    5 % of it."""
    active, stopped = set(), set()
    for number, days in enumerate(power):
        median = sorted(days[:365])[(365 - 1) // 2]
        if median <= 50:
            continue
        active.add(invented_code(number))
        if all(use * 20 < median for use in days[-30:]):
            stopped.add(invented_code(number))
    return active, stopped


def monthly_files(power, folder):
    """One file a month, known on the 1st of the next; returns known-on day -> path."""
    days = [FIRST_DAY + datetime.timedelta(days=place) for place in range(len(power[0]))]
    places = collections.defaultdict(list)
    for place, day in enumerate(days):
        places[day.replace(day=1)].append(place)
    files = {}
    for first, month in places.items():
        known_on = (first + datetime.timedelta(days=31)).replace(day=1)
        if days[month[-1]] + datetime.timedelta(days=1) != known_on:
            continue  # the month is not complete
        path = folder / f"electricity_{first:%Y-%m}__known-{known_on}.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["统一社会信用代码", "年月", "用量"])
            for number, use in enumerate(power):
                writer.writerow(
                    [invented_code(number), f"{first:%Y-%m}", sum(use[place] for place in month)])
        files[known_on] = path
    return files


def lower_first_tier(workspace):
    """Reasons are kept for firms above green only, so yellow begins at the first point here."""
    path = workspace / "policies" / "scorecard.yaml"
    text, count = re.subn(r"(?m)^  yellow: \d+$", "  yellow: 1", path.read_text("utf-8"))
    if count != 1:
        sys.exit(f"{path}: expected one line '  yellow: N' under tiers, found {count}")
    path.write_text(text, "utf-8")


def fired_by_night(workspace, files):
    """Night -> codes on which the drop fired; each night knows what had come by then, no more."""
    waiting = dict(sorted(files.items()))
    fired = {}
    for night in NIGHTS:
        for known_on in [day for day in waiting if day <= night]:
            path = waiting.pop(known_on)
            path.rename(workspace / "inbox" / path.name)
        wagewatch(workspace, "nightly", "--as-of", night.isoformat())
        rows = query(
            workspace,
            "SELECT DISTINCT creditCode FROM scoreReason WHERE indicator = ? AND runId ="
            " (SELECT max(id) FROM scoreRun WHERE asOf = ?)", DROP, night.isoformat())
        fired[night] = {code for (code,) in rows}
    return fired


def show_power(folder):
    """Prints the table; returns what missed its target."""
    power = read_power()
    active, stopped = active_and_stopped(power)
    healthy = active - stopped
    workspace = make_workspace(folder / "power")
    lower_first_tier(workspace)
    outbox = folder / "power-files"
    outbox.mkdir()
    files = monthly_files(power, outbox)

    print(f"\nPower use of {len(power):,} enterprises as `electricity`: {len(files)} monthly files")
    print(f"  active {len(active):,}, of them really stopped {len(stopped)}, not {len(healthy):,}")
    print(f"  the shipped scorecard's {DROP}; only the yellow tier begins at 1 point here, "
          "so that every reason is kept")
    fired = fired_by_night(workspace, files)
    [(rows, stored, rejected)] = query(
        workspace, "SELECT sum(rows), sum(stored), sum(rejected) FROM ingestedFile")
    print(f"  {rows:,} rows in, {stored:,} stored, {rejected:,} rejected\n")

    print("  as of       not stopped   fired      %   at most   stopped: fired   found so far")
    found, faults = set(), []
    for night, codes in fired.items():
        found |= codes & stopped
        false = len(codes & healthy)
        limit = MOST_FESTIVAL_PERCENT if night == FESTIVAL_NIGHT else MOST_FALSE_PERCENT
        print(f"  {night}        {len(healthy):5,}   {false:5,}  {100 * false / len(healthy):5.1f}"
              f"       {limit:3}   {len(codes & stopped):14}   {len(found):5} of {len(stopped)}")
        if false * 100 > len(healthy) * limit:
            faults.append(f"as of {night} it fired on {false} of {len(healthy)} firms that did not"
                          f" stop; the target is at most {limit} %")
    show_stopped(stopped, fired)
    if len(found) < FEWEST_FOUND:
        faults.append(f"by {NIGHTS[-1]} it had fired on {len(found)} of the firms that stopped;"
                      f" the target is at least {FEWEST_FOUND}")
    return faults


def show_stopped(stopped, fired):
    """One line for each firm that really stopped: the nights on which it fired."""
    print("\n  each firm that stopped, by the nights on which it fired (month of 2016)")
    for number, code in enumerate(sorted(stopped), start=1):
        nights = " ".join(f"{night.month:2}" if code in codes else " ." for night, codes in fired.items())
        print(f"  {number:4}  {nights}")


# Wage claims

# Cutoff -> the AUC of the plain count and of the count with a half-life of a year, as others computed them.
CLAIM_CUTOFFS = {"2020-07-01": (0.708, 0.750), "2021-01-01": (0.700, 0.746),
                 "2021-07-01": (0.691, 0.736), "2021-12-01": (0.683, 0.732)}
CLAIM_LEAD_AUC = 0.01
CLAIM_LEAD_PRECISION = 0.02
CLAIM_RANKINGS = {"count": "plain count", "half-life-365": "half-life one year",
                  "count-and-recency": "count and recency"}


def show_claims(folder):
    """The count-and-recency part of `backtest` on real wage claims, beside two counts."""
    source = DATA / "ca_wage_claims" / "claims.csv.gz"
    if not source.exists():
        print(f"\nWage claims: there is no {source.name}, nothing is shown")
        return []
    table = folder / "claims.csv"
    table.write_bytes(gzip.decompress(source.read_bytes()))
    words = [word for cutoff in CLAIM_CUTOFFS for word in ("--cutoff", cutoff)]
    found = json.loads(wagewatch(
        folder, "backtest", "--events", str(table), "--entity", "employer_id", "--date", "docket_date",
        "--k", "500", "--json", *words))
    print(f"\nWage claims: {found['rows']:,} of {found['entities']:,} employers; "
          f"{found['history_months']} months of history, {found['horizon_months']} of label")
    print("  cutoff      employers  came true  ranking              AUC     95 % interval  precision@500")
    faults = []
    for cutoff in CLAIM_CUTOFFS:
        rows = {row["ranking"]: row for row in found["rankings"] if row["cutoff"] == cutoff}
        for name, title in CLAIM_RANKINGS.items():
            row = rows[name]
            print(f"  {cutoff}  {row['cohort']:9,}  {row['positives']:9,}  {title:18}  {row['auc']:.4f}"
                  f"   {row['auc_low']:.4f}-{row['auc_high']:.4f}  "
                  f"{100 * row['top'][0]['precision_mean']:12.1f} %")
        known = tuple(round(rows[name]["auc"], 3) for name in ("count", "half-life-365"))
        if known != CLAIM_CUTOFFS[cutoff]:
            faults.append(f"at {cutoff} the AUCs of the two counts are {known}, elsewhere computed as"
                          f" {CLAIM_CUTOFFS[cutoff]}")
        half, fitted = rows["half-life-365"], rows["count-and-recency"]
        lead = fitted["auc"] - half["auc"]
        hits = fitted["top"][0]["precision_mean"] - half["top"][0]["precision_mean"]
        if lead < CLAIM_LEAD_AUC or hits < CLAIM_LEAD_PRECISION:
            faults.append(f"at {cutoff} count and recency leads the half-life count by {lead:.4f} AUC and"
                          f" {100 * hits:.1f} points of precision@500; the target is {CLAIM_LEAD_AUC} and"
                          f" {100 * CLAIM_LEAD_PRECISION:.0f}")
    return faults


def main():
    with tempfile.TemporaryDirectory(prefix="wagewatch-real-input-") as name:
        show_register(pathlib.Path(name))
        faults = show_power(pathlib.Path(name)) + show_claims(pathlib.Path(name))
    for fault in faults:
        print(f"MISSED: {fault}")
    if faults:
        sys.exit(1)
    print(f"\nAll targets are met: at most {MOST_FESTIVAL_PERCENT} % after Spring Festival, "
          f"{MOST_FALSE_PERCENT} % in ordinary months, at least {FEWEST_FOUND} found by {NIGHTS[-1]};\n"
          f"count and recency {CLAIM_LEAD_AUC} AUC and {100 * CLAIM_LEAD_PRECISION:.0f} points of precision@500 "
          "ahead of the half-life count at every cutoff.")


if __name__ == "__main__":
    main()
