"""What must never be false is a constraint whose name reads as a sentence and whose refusal is one."""

import re

import pytest
from django.db.models import UniqueConstraint

from common.guards import registered
from tests.our_models import our_models

CONSTRAINTS = [(model, constraint) for model in our_models() for constraint in model._meta.constraints]
# PostgreSQL cuts names beyond this.
LONGEST_NAME = 63
ENGINE_WORDS = {"uniq", "chk", "check", "idx", "index", "fk", "pk", "constraint", "nn", "null"}

every_constraint = pytest.mark.parametrize(
    ("model", "constraint"), CONSTRAINTS, ids=[f"{model._meta.label}-{constraint.name}" for model, constraint in CONSTRAINTS]
)


@every_constraint
def test_the_name_reads_as_a_sentence(model, constraint):
    words = constraint.name.split("_")

    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", constraint.name)
    assert len(words) >= 3
    assert len(constraint.name) <= LONGEST_NAME
    assert ENGINE_WORDS.isdisjoint(words)


@every_constraint
def test_the_refusal_is_a_sentence(model, constraint):
    if isinstance(constraint, UniqueConstraint) and constraint.fields and constraint.condition is None:
        # Django says these itself: "Section with this Version and Head already exists."
        return
    message = str(constraint.violation_error_message)

    assert message != str(constraint.default_violation_error_message)
    assert re.fullmatch(r"[A-ZÀ-Þ].*[.?]", message, re.S)


def test_no_two_constraints_or_guards_share_a_name():
    names = [constraint.name for _model, constraint in CONSTRAINTS] + [guard.name for guard in registered()]

    assert sorted(names) == sorted(set(names))
