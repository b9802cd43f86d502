"""Building projects as a score sees them: whose they are, whether open, their monthly numbers, what they lack."""

import score_inputs as inputs

DUTIES = ("registered", "bank_signed", "real_name", "wage_account", "agent_payment", "deposit",
          "monthly_transfer", "notice_board", "labour_officer_trained")


def is_wages_row(row):
    """One that names a wage month is of wages, though its purpose is empty."""
    return row["direction"] == "out" and (
        row["purpose"] == "wages" or row["purpose"] is None and row["wage_month"] is not None)


class Project:
    def __init__(self, row, contractor, as_of):
        self.code = row["project_code"]
        self.contractor = contractor
        day = as_of.isoformat()
        self.has_begun = row["started_on"] is None or row["started_on"] <= day  # on paper
        self.finished_on = row["finished_on"] if row["finished_on"] and row["finished_on"] <= day else None
        self.papers = {duty for duty, column in inputs.DUTIES_OF_PAPERS.items() if row[column] is None}
        self.check = None  # its day and the systems lacking
        self.months = {}  # measure -> month -> value
        self.paid_wages = {}  # of a month, whenever they went out, in fen
        self.heads, self.headless = {}, {}  # wages of a month with a head-count and without one, in fen

    @property
    def is_begun(self):
        """Where people attend, work has begun."""
        return self.has_begun or any(self.months.get("attendance.attended_persons", {}).values())

    @property
    def is_open(self):
        return self.is_begun and self.finished_on is None

    @property
    def finished_in(self):
        """The month, of one that is finished."""
        return inputs.month_number(self.finished_on) if self.finished_on and self.is_begun else None

    @property
    def uncounted(self):
        """Months of which how many were paid is not known."""
        return {month for month, fen in self.headless.items()
                if fen > 0 and 10 * fen >= self.heads.get(month, 0)}

    def add(self, measure, month, value):
        months = self.months.setdefault(measure, {})
        months[month] = months.get(month, 0) + value


class Sites:
    def __init__(self, known):
        self.known = known
        self.projects = {}
        for row in known.standing("projects"):
            contractor = known.ids.get(row["general_contractor_code"])
            if contractor is not None:
                self.projects[row["project_code"]] = Project(row, contractor, known.as_of)
        self._attendance()
        self._payments()
        self._accounts()
        self._checks()

    def of_firms(self, with_finished=False):
        """Firm -> its open projects, and those finished where they are asked for."""
        found = {}
        for project in self.projects.values():
            if project.is_open or with_finished and project.finished_in is not None:
                found.setdefault(project.contractor, []).append(project)
        return found

    def _attendance(self):
        for row in self.known.attendance:
            project = self.projects.get(row["project_code"])
            if not project:
                continue
            month = inputs.month_number(row["month"])
            project.add("attendance.attended_persons", month, row["attended_persons"])
            if row["attended_days"] is not None:
                project.add("attendance.attended_days", month, row["attended_days"])

    def _payments(self):
        first_told = {}
        for row in self.known.all_versions("disbursement"):
            if row["known_on"] < row["due_on"]:
                continue  # a plan
            key = row["project_code"], row["due_on"]
            first_told[key] = min(row["known_on"], first_told.get(key, row["known_on"]))
        delivered = self.known.delivered.get("disbursement", ())
        for row in self.known.payments:
            project = self.projects.get(row["project_code"])
            if not project:
                continue
            due, paid = row["due_fen"], row["paid_fen"]
            if paid is None:
                paid = 0 if row["paid_on"] is None else due
            month = inputs.month_number(row["due_on"])
            project.add("disbursement.due_yuan", month, due)
            project.add("disbursement.paid_yuan", month, paid)
            days = 0
            if due > 0 and 100 * paid < 85 * due:
                later = [told for (code, due_on), told in first_told.items()
                         if inputs.month_number(due_on) > month
                         and (code == row["project_code"] or inputs.month_number(due_on) in delivered)]
                told = max(later + [row["known_on"]])
                days = max(0, (inputs.day(told) - inputs.day(row["due_on"])).days)
            months = project.months.setdefault("disbursement.open_days", {})
            months[month] = max(days, months.get(month, 0))

    def _accounts(self):
        if not self.known.transactions:
            return
        last = max(inputs.month_number(row["occurred_on"]) for row in self.known.transactions)
        accounts = {}
        for row in sorted(self.known.transactions, key=lambda row: (
                row["occurred_on"], len(row["transaction_no"]), row["transaction_no"])):
            accounts.setdefault(row["project_code"], []).append(row)
        for code, rows in accounts.items():
            project = self.projects.get(code)
            if not project:
                continue
            first = inputs.month_number(rows[0]["occurred_on"])
            for month in range(first, last + 1):
                project.add("wage_account.labour_fee_in_yuan", month, 0)
                project.add("wage_account.wages_out_yuan", month, 0)
            balances = {}
            for row in rows:
                self._transaction(project, row)
                if row["balance_fen"] is not None and row["occurred_on"] <= self.known.as_of.isoformat():
                    balances[inputs.month_number(row["occurred_on"])] = row["balance_fen"]
            balance, carried = None, {}
            for month in range(first, last + 1):
                balance = balances.get(month, balance)
                if balance is not None:
                    carried[month] = balance
            project.months["wage_account.balance_yuan"] = carried

    @staticmethod
    def _transaction(project, row):
        month = inputs.month_number(row["occurred_on"])
        if row["direction"] == "in" and row["purpose"] == "labour_fee":
            project.add("wage_account.labour_fee_in_yuan", month, row["amount_fen"])
        if row["direction"] != "out" or row["purpose"] not in (None, "wages"):
            return
        of = inputs.month_number(row["wage_month"]) if row["wage_month"] else month - 1
        is_wages = is_wages_row(row)
        if is_wages:
            project.add("wage_account.wages_out_yuan", month, row["amount_fen"])
            project.paid_wages[of] = project.paid_wages.get(of, 0) + row["amount_fen"]
        if is_wages and row["persons"] is not None:
            project.add("wage_account.paid_persons", of, row["persons"])
            project.heads[of] = project.heads.get(of, 0) + row["amount_fen"]
        else:
            project.headless[of] = project.headless.get(of, 0) + row["amount_fen"]

    def _checks(self):
        for row in sorted(self.known.standing("six_systems"), key=lambda row: row["checked_on"]):
            project = self.projects.get(row["project_code"])
            if project and row["checked_on"] <= self.known.as_of.isoformat():
                lacking = {duty for duty in DUTIES if row[duty] == 0}
                project.check = (inputs.day(row["checked_on"]), lacking)

    def employers(self):
        """Pairs of a contractor and an employer paid from its open project's account within a year."""
        pairs = set()
        for row in self.known.transactions:
            project = self.projects.get(row["project_code"])
            employer = self.known.ids.get(row["credit_code"])
            if (not project or project.finished_on or employer is None or not is_wages_row(row)
                    or employer == project.contractor
                    or (self.known.as_of - inputs.day(row["occurred_on"])).days > 365):
                continue
            pairs.add((project.contractor, employer))
        return pairs
