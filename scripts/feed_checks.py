"""The check of scripts/check-frictionless: python feed_checks.py ROOT BINARY [OPTIONS]."""

import argparse
import collections
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore")
from frictionless import Dialect, Resource, Schema, system  # noqa: E402

import feed_classes as classes  # noqa: E402
import feed_dirt as dirt  # noqa: E402

# No module here may be named frictionless_…: frictionless would take it for a plug-in and run it.
ROOT = pathlib.Path(sys.argv[1])
BINARY = sys.argv[2]
# Every file of SampleData is known by then.
AS_OF = "2026-10-21"
system.trusted = True  # files are named by absolute paths


class File:
    """One agency file: its records with the physical lines where they begin."""

    def __init__(self, path, schema):
        self.path = path
        self.schema = schema
        content = path.read_bytes()
        self.encoding = "utf-8-sig"
        try:
            text = content.decode(self.encoding)
        except UnicodeDecodeError:
            self.encoding = "gb18030"
            text = content.decode(self.encoding)
        reader = csv.reader(io.StringIO(text, newline=""))
        self.records, self.lines, line = [], [], 1
        for record in reader:
            self.records.append(record)
            self.lines.append(line)
            line = reader.line_num + 1
        self.texts = text.split("\n")
        self.header = self.records[0]
        by_name = {}
        for field in schema["fields"]:
            by_name[field["name"]] = by_name[field["title"]] = field
        self.fields = [by_name[label] for label in self.header]
        self.known_on = re.search(r"__known-(\d{4}-\d\d-\d\d)", path.name).group(1)

    def key(self):
        """The primary key's fields that the file has, by label."""
        key = self.schema["primaryKey"]
        names = [key] if isinstance(key, str) else key
        labels = {field["name"]: label for field, label in zip(self.fields, self.header)}
        return [labels[name] for name in names if name in labels]

    def raw(self, position):
        """The text of the record at a position, 1 being the header."""
        end = self.lines[position] if position < len(self.lines) else len(self.texts) + 1
        return "\n".join(self.texts[self.lines[position - 1] - 1:end - 1]).rstrip("\r\n")


def field_descriptor(file, column):
    """The schema's field as frictionless reads it, named as the file's header names it.

    A file writes its months and days in one spelling throughout; frictionless is told which.
    """
    field = dict(file.fields[column], name=file.header[column])
    field.pop("title")
    cells = [record[column] for record in file.records[1:] if column < len(record)]
    spelling = classes.usual_spelling(field["type"], cells)
    if spelling:
        field.update(type="date", format=spelling)
    return field


def frictionless_errors(file):
    """The errors of each bad record, by its position in the file, the header being 1."""
    descriptor = {
        "fields": [field_descriptor(file, column) for column in range(len(file.header))],
        "primaryKey": file.key(),
        "missingValues": [""],
    }
    resource = Resource(
        path=str(file.path), format="csv", encoding=file.encoding,
        schema=Schema.from_descriptor(descriptor), dialect=Dialect.from_descriptor({"csv": {}}))
    report = resource.validate(limit_errors=10**9)
    if report.errors:
        sys.exit(f"FAIL {file.path.name}: frictionless could not run: {report.errors[0].message}")
    errors = collections.defaultdict(list)
    for error in report.tasks[0].errors:
        if getattr(error, "row_number", None) is None:
            sys.exit(f"FAIL {file.path.name}: frictionless: {error.message}")
        errors[error.row_number].append(error)
    return errors


def run(folder, *arguments):
    result = subprocess.run([BINARY, *arguments], cwd=folder, capture_output=True, text=True)
    if result.returncode not in (0, 2):
        sys.exit(f"FAIL wagewatch {arguments[0]}: exit {result.returncode}\n{result.stderr[-2000:]}")
    return result.stdout


def our_rejects(source, workspace):
    """The rows that ingest set aside: {file name: {line: reject}}."""
    run(workspace.parent, "init", str(workspace))
    for path in sorted(source.glob("*_*.csv")):
        shutil.copy(path, workspace / "inbox")
    run(workspace, "ingest", "--as-of", AS_OF, "--lang", "en")
    rejects = collections.defaultdict(dict)
    for row in json.loads(run(workspace, "rejects", "list", "--json", "--lang", "en"))["rejects"]:
        rejects[pathlib.PurePath(row["file"]).name][row["line"]] = row
    return rejects


class Comparison:
    """What both say of the files of a folder."""

    def __init__(self):
        self.rows = collections.Counter()
        self.both = collections.Counter()
        self.counts = collections.Counter()
        self.unexplained = []

    def add(self, file, ours, theirs):
        feed = file.schema["name"]
        self.rows[feed] += len(file.records) - 1
        position_of = {line: place + 1 for place, line in enumerate(file.lines)}
        lost = sorted(set(ours) - set(position_of))
        for line in lost:
            self.unexplained.append(f"{file.path.name}:{line}: no record begins there")
        our_positions = {position_of[line]: row for line, row in ours.items() if line in position_of}
        for position in sorted(set(our_positions) | set(theirs)):
            if position in our_positions and position in theirs:
                self.both[feed] += 1
                continue
            if position in our_positions:
                names = classes.explain_ours(file, position, our_positions[position])
            else:
                names = classes.explain_theirs(file, position, theirs[position], our_positions)
            for name in names:
                self.counts[name] += 1
            if not names:
                self.unexplained.append(difference(file, position, our_positions, theirs))

    def report(self, title, feeds):
        print(f"{title}: {sum(self.rows.values()):,} rows; both call {sum(self.both.values())} bad")
        for feed in feeds:
            print(f"  {feed:<17} {self.rows[feed]:>7,} rows  {self.both[feed]:>5} bad in both")
        for name, side in classes.NAMES.items():
            if self.counts[name]:
                print(f"  only {side:<11} {self.counts[name]:>5}  {name}")
        for text in self.unexplained[:40]:
            print(f"FAIL {text}")
        if len(self.unexplained) > 40:
            print(f"... {len(self.unexplained) - 40} more")
        print(f"  {'ok' if not self.unexplained else 'FAIL'}: {len(self.unexplained)} unexplained")
        return not self.unexplained


def difference(file, position, ours, theirs):
    where = f"{file.path.name}:{file.lines[position - 1]}"
    if position in ours:
        row = ours[position]
        return f"{where}: only wagewatch: {row['code']} {row.get('column')}: {file.raw(position)!r}"
    errors = "; ".join(f"{e.type} {getattr(e, 'field_name', '')} {e.note}" for e in theirs[position])
    return f"{where}: only frictionless: {errors}: {file.raw(position)!r}"


def compare(title, source, workspace, schemas):
    rejects = our_rejects(source, workspace)
    comparison = Comparison()
    for path in sorted(source.glob("*_*.csv")):
        feed = re.match(r"(.+?)_(?=\d)", path.name).group(1)
        file = File(path, schemas[feed])
        comparison.add(file, rejects.get(path.name, {}), frictionless_errors(file))
    return comparison.report(title, schemas), comparison


def main():
    if not pathlib.Path(BINARY).is_file():
        sys.exit(f"FAIL no binary at {BINARY}; build it or set WAGEWATCH")
    schemas = {path.stem: json.loads(path.read_text(encoding="utf-8"))
               for path in sorted((ROOT / "Schemas/feeds").glob("*.json"))}
    options = argparse.ArgumentParser(prog="scripts/check-frictionless")
    options.add_argument("--keep", type=pathlib.Path)
    options.add_argument("--seed", type=int, default=dirt.SEED)
    chosen = options.parse_args(sys.argv[3:])
    with tempfile.TemporaryDirectory() as folder:
        folder = chosen.keep or pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        sample = ROOT / "SampleData"
        holds, _ = compare("SampleData", sample, folder / "clean-workspace", schemas)
        made = dirt.dirty_copy(sample, folder / "dirty", schemas, chosen.seed)
        print(f"dirtied copy: {sum(made.values()):,} rows broken or spelled otherwise, seed {chosen.seed}")
        dirty_holds, comparison = compare(
            "Dirtied copy", folder / "dirty", folder / "dirty-workspace", schemas)
    for feed in schemas:
        if comparison.both[feed] == 0:
            print(f"FAIL {feed}: the dirt broke no row that both call bad")
            dirty_holds = False
    for name in classes.NAMES:
        if comparison.counts[name] == 0:
            print(f"FAIL {name}: a class that no row shows; take it out or make dirt for it")
            dirty_holds = False
    sys.exit(0 if holds and dirty_holds else 1)


main()
