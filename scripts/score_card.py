"""A scorecard's YAML applied to the inputs: points, tier and reasons of every firm."""

from fractions import Fraction

import yaml

import score_inputs as inputs
import score_kinds as kinds
import score_sites

UNITS = {"kWh": 1000, "m3": 1000, "yuan": 100, "persons": 1, "days": 1}
TIERS = ("green", "yellow", "orange", "red")
OF_PROJECTS = ("wage_account.", "attendance.", "disbursement.")
BOUNDS = {"at_least": lambda v, t: v >= t, "above": lambda v, t: v > t,
          "at_most": lambda v, t: v <= t, "below": lambda v, t: v < t}
MOST_FIRMS_OF_ONE_NAME = 50


class Card:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.card = yaml.safe_load(file)
        self.tiers = {tier: self.card["tiers"][tier] for tier in TIERS[1:]}
        self.name = f"{self.card['scorecard']}@{self.card['version']}"
        order = [owner["id"] for owner in self.card["classes"]]
        self.caps = {owner["id"]: owner["cap"] for owner in self.card["classes"]}
        # Triggers, then indicators by class, within a class as the file has them.
        self.rules = self.card["triggers"] + sorted(
            self.card["indicators"], key=lambda rule: order.index(rule["class"]))
        self.wages = next((r for r in self.card["triggers"] if r["kind"] == "wages-unpaid"), None)

    @staticmethod
    def quantity(text):
        """A share as a Fraction of 1; a quantity in the unit in which it is stored."""
        text = str(text)
        if text.endswith("%"):
            return Fraction(text[:-1]) / 100
        number, _, unit = text.partition(" ")
        return Fraction(number) * UNITS.get(unit, 1)

    def pay_days(self, known):
        if not self.wages:
            return {}
        back = max(self.wages["look_back_months"], 24)
        days = {}
        for month in range(known.month - back, known.month + 1):
            nominal = inputs.first_day(month + 1).replace(day=self.wages["pay_day"])
            days[month] = known.calendar.on_or_before(nominal)
        return days

    def bin(self, rule, value):
        """The most severe bin that the value reaches, or None."""
        reached = None
        for step in rule["bins"]:
            bound = next(name for name in BOUNDS if name in step)
            if BOUNDS[bound](value, self.quantity(step[bound])):
                reached = step
        return reached

    def is_upward(self, rule):
        return "at_least" in rule["bins"][0] or "above" in rule["bins"][0]

    @staticmethod
    def measures(rule):
        found = [rule[key] for key in ("measure", "part", "whole") if key in rule]
        return found + ([rule["against"]["measure"]] if "against" in rule else [])

    def is_silent(self, rule, known):
        """A late feed, or one that never came, silences an indicator; never a hard trigger."""
        if "class" not in rule:
            return False
        feeds = {measure.split(".")[0] for measure in self.measures(rule)}
        if any(not known.delivered.get(feed) for feed in feeds):
            return True
        if rule["kind"] == "linked":
            feeds = {"projects", "wage_account"} if rule["by"] == "site" else {"firms"}
        return bool(feeds & known.late)


class Scores:
    """One card on one day: for every rule the firms that reach a bin, with their value."""

    def __init__(self, card, known):
        self.card, self.known = card, known
        self.months = kinds.Months(known, card)
        self.sites = score_sites.Sites(known)
        self.open_sites = self.sites.of_firms()
        gone = set(card.wages["gone_statuses"] if card.wages else ("注销", "迁出"))
        self.gone = known.gone_since(gone)
        self.values = {}  # rule id -> firm -> value
        for rule in card.rules:
            if rule["kind"] != "linked" and not card.is_silent(rule, known):
                found = getattr(self, "_" + rule["kind"].replace("-", "_"))(rule)
                self.values[rule["id"]] = {f: v for f, v in found.items() if v is not None}

    def _each(self, rule, evaluate):
        """Firm -> value; of a firm's projects the worst. evaluate(rows, is gone, project)."""
        measures = self.card.measures(rule)
        if not measures[0].startswith(OF_PROJECTS):
            rows = [self.known.matrix(measure) for measure in measures]
            firms = set().union(*rows)
            return {firm: evaluate([row.get(firm, {}) for row in rows], firm in self.gone, None)
                    for firm in firms}
        pick = max if self.card.is_upward(rule) else min
        found = {}
        sites = self.sites.of_firms(rule.get("take") == "worst")
        for firm, projects in sites.items():
            values = [evaluate([p.months.get(m, {}) for m in measures], False, p)
                      for p in projects]
            values = [value for value in values if value is not None]
            if values:
                found[firm] = pick(values)
        return found

    def _drops(self, rule):
        drop = kinds.Drop(rule, self.card, self.months)
        return {firm: value for firm, value in self._each(
            rule, lambda rows, is_gone, _: drop.value(rows[0], is_gone)).items() if value is not None}

    def _peers(self, rule, drops):
        """Firm -> basis points toward zero of all its peers, itself among them, or None."""
        groups, shown = {}, {}
        for firm, drop in drops.items():
            points = max(Fraction(-1), drop) * 10_000
            shown[firm] = int(points)  # toward zero
            if firm in self.known.group:
                county, section, division = self.known.group[firm]
                for key in {(county, section, division), (county, section, 0)}:
                    groups.setdefault(key, []).append(shown[firm])
        least = rule["peers"]["minimum_firms"]

        def of(firm):
            if firm not in self.known.group:
                return None
            county, section, division = self.known.group[firm]
            for key in ((county, section, division), (county, section, 0)):
                if len(groups.get(key, ())) >= least:
                    return groups[key]
            return None
        return of, shown

    def _drop(self, rule):
        drops = self._drops(rule)
        if "peers" not in rule or rule["measure"].startswith(OF_PROJECTS):
            return drops
        of, shown = self._peers(rule, drops)
        medians, found = {}, {}
        for firm, drop in drops.items():
            peers = of(firm)
            if not peers or self.card.bin(rule, drop) is None:
                found[firm] = drop
                continue
            if id(peers) not in medians:
                medians[id(peers)] = kinds.lower_median(peers)
            median = Fraction(medians[id(peers)], 10_000)
            if median <= 0:
                found[firm] = drop
            elif median < 1 and shown[firm] > medians[id(peers)]:
                found[firm] = 1 - (1 - drop) / (1 - median)
        return found

    def _peer(self, rule):
        if rule["measure"].startswith(OF_PROJECTS):
            return {}
        drops = self._drops(rule)
        of, shown = self._peers(rule, drops)
        found = {}
        for firm, drop in drops.items():
            peers = of(firm)
            if drop * 100 >= rule["minimum_drop"] and peers and len(peers) > 1:
                found[firm] = Fraction(sum(1 for p in peers if p < shown[firm]), len(peers) - 1)
        return found

    def _trend(self, rule):
        trend = kinds.Trend(rule, self.card, self.months)
        return self._each(rule, lambda rows, is_gone, _: trend.value(rows[0], is_gone))

    def _arrears(self, rule):
        arrears = kinds.Arrears(rule, self.card, self.months)
        return self._each(rule, lambda rows, *_: arrears.value(rows[0], rows[-1]))

    def _missing(self, rule):
        missing = kinds.Missing(rule, self.months)
        return self._each(rule, lambda rows, is_gone, _: missing.value(rows[0], is_gone))

    def _level(self, rule):
        level = kinds.Level(rule, self.card, self.months)
        upward = self.card.is_upward(rule)
        return self._each(rule, lambda rows, _, project: level.value(rows[0], rows[-1], upward, project))

    def _ratio(self, rule):
        ratio = kinds.Ratio(rule, self.card, self.months)
        upward = self.card.is_upward(rule)
        return self._each(rule, lambda rows, _, project: ratio.value(rows[0], rows[1], upward, project))

    def _count(self, rule):
        return {f: Fraction(v) for f, v in kinds.Count(rule, self.known).sums.items()}

    def _lacking(self, rule):
        found = {}
        for firm, projects in self.open_sites.items():
            counts = []
            for project in projects:
                lacking = set(project.papers)
                if project.check and (self.known.as_of - project.check[0]).days <= rule["valid_days"]:
                    lacking |= project.check[1]
                counts.append(len(lacking & set(rule["duties"])))
            if max(counts, default=0):
                found[firm] = Fraction(max(counts))
        return found

    def _wages_unpaid(self, rule):
        unpaid = kinds.WagesUnpaid(rule, self.known, self.months)
        rows = [self.known.matrix(measure) for measure in (
            "payroll.persons", "payroll.amount_yuan", "social_insurance.insured_persons")]
        return {firm: unpaid.value(*(row.get(firm, {}) for row in rows), self.gone.get(firm))
                for firm in set().union(*rows)}

    def _partners(self, rule):
        partners = {}
        if rule["by"] == "site":
            pairs = self.sites.employers()
        else:
            most = min(rule["most_firms"], MOST_FIRMS_OF_ONE_NAME)
            pairs = {(a, b) for group in self.known.representatives.values() if len(group) <= most
                     for a in group for b in group if a != b}
        for a, b in pairs:
            partners.setdefault(a, set()).add(b)
            partners.setdefault(b, set()).add(a)
        return partners

    def assess(self, tiers):
        """Firm -> (points, tier, reasons) by these thresholds; a reason: indicator, points, trigger."""
        reached = {firm: [] for firm in self.known.firms}
        for rule in self.card.rules:
            for firm, value in self.values.get(rule["id"], {}).items():
                step = self.card.bin(rule, value)
                if step and firm in reached:
                    reached[firm].append((rule, step))
        own = {firm: self._compose(found, tiers) for firm, found in reached.items()}
        order = {rule["id"]: place for place, rule in enumerate(self.card.rules)}
        for rule in self.card.rules:
            if rule["kind"] != "linked" or self.card.is_silent(rule, self.known):
                continue
            least = TIERS.index(rule["tier"])
            for firm, partners in self._partners(rule).items():
                count = sum(1 for p in partners if p in own and TIERS.index(own[p][1]) >= least)
                step = self.card.bin(rule, Fraction(count)) if count else None
                if step and firm in reached:
                    reached[firm].append((rule, step))
        return {firm: self._compose(sorted(found, key=lambda f: order[f[0]["id"]]), tiers)
                for firm, found in reached.items()}

    def _compose(self, found, tiers):
        reasons, sums = [], {}
        demanded = 0
        for place, (rule, step) in enumerate(found):
            owner = rule.get("class")
            trigger = None if owner else step["tier"]
            reasons.append((rule["id"], step["points"], trigger))
            if trigger:
                demanded = max(demanded, TIERS.index(trigger))
                continue
            sums[owner] = sums.get(owner, 0) + step["points"]
            is_last = place + 1 == len(found) or found[place + 1][0].get("class") != owner
            if is_last and sums[owner] > self.card.caps[owner]:
                reasons.append((f"cap:{owner}", self.card.caps[owner] - sums[owner], None))
        points = sum(reason[1] for reason in reasons)
        by_points = max((TIERS.index(t) for t, least in tiers.items() if points >= least), default=0)
        return points, TIERS[max(demanded, by_points)], reasons
