"""What every action has."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Check, Finding, Reading, Severity, about, model, text


class WithoutOwner(Check):
    """One person for each action, done ones too: somebody must be there to ask."""

    id = "action-without-owner"
    severity = Severity.ERROR
    title = "Every action that was taken on has an owner."
    source = "Lunney, Lueder and Beyer, “Postmortem Action Items”, ;login: 2017; PagerDuty"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each action; ideas and what will not be done need no owner."""
        for name, action in reading.postmortem.actions.items():
            if not action.owner.strip() and action.status.taken_on:
                yield self.finding(
                    f"The action {text.quoted(action.title)} has no owner.",
                    about(reading.postmortem, "action", name),
                    mend="Name one person who has said yes.",
                    field="owner",
                )


class WithoutDue(Check):
    """A day for each action that is still to be done."""

    id = "action-without-due"
    severity = Severity.WARNING
    title = "Every action that is to be done has a day."
    source = "PagerDuty: 15 days for SEV1, 30 for SEV2; Atlassian: 4 or 8 weeks"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each action that is open or in progress."""
        for name, action in reading.postmortem.actions.items():
            over = action.status is model.ActionStatus.DONE or not action.status.taken_on
            if action.due is None and not over:
                yield self.finding(
                    f"The action {text.quoted(action.title)} has no day by which it is to be done.",
                    about(reading.postmortem, "action", name),
                    mend="Give a day the owner agrees to.",
                    field="due",
                )


class WithoutReason(Check):
    """A reason for each action that will not be done."""

    id = "wont-do-without-reason"
    severity = Severity.ERROR
    title = "What will not be done says why."
    source = "PagerDuty: say why you do not do something"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each such action without a reason."""
        for name, action in reading.postmortem.actions.items():
            if action.status is model.ActionStatus.WONT_DO and not action.reason.strip():
                yield self.finding(
                    f"{text.quoted(action.title)} will not be done, and nothing says why.",
                    about(reading.postmortem, "action", name),
                    mend="Write down what speaks against it.",
                    field="reason",
                )
