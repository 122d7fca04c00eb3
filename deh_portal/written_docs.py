"""The pages of docs/ that are written from the code: data dictionary, settings, commands.

A page is never edited by hand; `manage.py write_docs` writes them and a test
compares them with what is committed.
"""

import inspect

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.db.models import NOT_PROVIDED, Choices, UniqueConstraint
from django.utils.translation import override

from common.guards import registered
from deh_portal import env
from plans import checks, waivers
from plans.checks import CHECKS
from plans.deap_schema import schema_text
from plans.workflow import waiving

OUR_APPS = (
    "common",
    "audit",
    "documents",
    "districts",
    "accounts",
    "committees",
    "plans",
    "imports",
    "api",
    "public",
    "deh_portal",
)
_WRITTEN_BY = "<!-- Written by `manage.py write_docs`; edit the code, not this page. -->"
# A default longer than this, or made by a function, says nothing in a table.
_LONGEST_DEFAULT = 30


def _cell(text):
    return " ".join(str(text).split()).replace("|", "\\|")


def _table(heads, rows):
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return "\n".join([*lines, *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)])


def _about(thing):
    """The docstring, one paragraph a line, or nothing where Django wrote it."""
    text = inspect.cleandoc(thing.__doc__ or "")
    if text.startswith(f"{getattr(thing, '__name__', '')}("):
        return ""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _kind(field):
    if field.is_relation:
        what = {"ManyToManyField": "several", "OneToOneField": "exactly one"}.get(type(field).__name__, "one")
        return f"{what} {field.related_model._meta.label}"
    length = f"({field.max_length})" if getattr(field, "max_length", None) else ""
    return f"{type(field).__name__.removesuffix('Field')}{length}"


def _default(field):
    default = getattr(field, "default", NOT_PROVIDED)
    if default is NOT_PROVIDED or callable(default) or default in ("", None):
        return ""
    shown = default.value if isinstance(default, Choices) else default
    return f"default {shown}" if len(str(shown)) <= _LONGEST_DEFAULT else ""


def _says(field):
    said = [str(field.verbose_name).rstrip(".")]
    if field.help_text:
        said.append(str(field.help_text))
    if field.choices:
        said.append("One of: " + ", ".join(f"{value}" for value, _label in field.flatchoices if value not in ("", None)) + ".")
    return ". ".join(part.rstrip(".") for part in said) + "."


def _rules(field):
    if field.primary_key:
        return "key"
    rules = ["unique"] if getattr(field, "unique", False) else []
    if field.null:
        rules.append("may be unknown")
    elif field.blank:
        rules.append("may be empty")
    if default := _default(field):
        rules.append(default)
    return ", ".join(rules)


def _constraint(constraint):
    if isinstance(constraint, UniqueConstraint) and constraint.fields and constraint.condition is None:
        return f"`{constraint.name}`: {', '.join(constraint.fields)} together only once"
    return f"`{constraint.name}`: {_cell(constraint.violation_error_message)}"


def _model(model):
    meta = model._meta
    fields = [field for field in (*meta.local_fields, *meta.local_many_to_many) if not field.name.endswith("_ptr")]
    rows = [(f"`{field.name}`", _kind(field), _rules(field), _says(field)) for field in fields]
    parts = [
        f"### {meta.label}",
        f"Table `{meta.db_table}`. {_about(model)}".rstrip(),
        _table(("field", "kind", "rules", "meaning"), rows),
    ]
    never = [f"- {_constraint(constraint)}" for constraint in meta.constraints]
    never += [f"- guard `{guard.name}`: {guard.sentence}" for guard in registered() if guard.table == meta.db_table]
    if never:
        parts += ["Never otherwise:", "\n".join(never)]
    return "\n\n".join(parts)


def data_dictionary():
    """Every table of ours: its fields, what they mean, and what the database refuses."""
    parts = [
        "# Data dictionary",
        _WRITTEN_BY,
        "Every table, field and rule of the portal. A day holds from its first day to the day before its end; moments are kept in"
        " UTC and shown in Indian time; money is whole rupees. A guard is a rule the database keeps by trigger or exclusion"
        " constraint (common/guards).",
    ]
    for label in OUR_APPS:
        if not apps.is_installed(label):
            continue
        config = apps.get_app_config(label)
        # History tables belong to django-simple-history; models of tests have no table.
        models = [m for m in config.get_models() if not hasattr(m, "history_user") and ".tests." not in m.__module__]
        if models:
            parts += [f"## {label}", *(_model(model) for model in models)]
    return "\n\n".join(parts) + "\n"


def settings_page():
    """Every environment variable the portal reads."""
    rows = [(f"`{s.name}`", s.kind, f"`{s.default}`" if s.default else "", s.says) for _name, s in sorted(env.REGISTRY.items())]
    return "\n\n".join(
        [
            "# Settings",
            _WRITTEN_BY,
            "All settings come from the environment; each has a safe default. bin/run, bin/test and manage.py read it.",
            _table(("variable", "kind", "default", "meaning"), rows),
        ]
    ) + "\n"  # fmt: skip


def _argument(action):
    name = " / ".join(action.option_strings) or action.dest
    value = f" {action.metavar or action.dest.upper()}" if action.option_strings and action.nargs != 0 else ""
    return f"- `{name}{value}`: {_cell(action.help or '')}".rstrip(": ")


def commands_page():
    """Every command of manage.py that is ours."""
    common = {action.dest for action in BaseCommand().create_parser("manage.py", "any")._actions}
    parts = ["# Commands", _WRITTEN_BY, "Each is run as `python manage.py <command>`; `--help` says the same as this page."]
    for name, app in sorted(get_commands().items()):
        if app not in OUR_APPS:
            continue
        command = load_command_class(app, name)
        parts += [f"## {name}", str(command.help or _about(inspect.getmodule(command)))]
        own = [action for action in command.create_parser("manage.py", name)._actions if action.dest not in common]
        # An override of Django's own command has Django's arguments, which Django documents.
        is_djangos = type(command).__mro__[1].__module__.startswith("django.core.management.commands")
        if own and not is_djangos:
            parts.append("\n".join(_argument(action) for action in own))
    return "\n\n".join(part for part in parts if part) + "\n"


_HOW_CHECKS_ARE_KEPT = """\
Errors block tabling, warnings inform, notes tell what was computed or why nothing was. The score counts a check with warnings
alone as half. At tabling the score, every finding (in both languages), the export figures compared with and the waivers made
use of are kept in the Tabling, and shown from there: to the committee with the frozen text, to everybody on the page of the
published plan. The rules are public at `/plans/rules/`."""
_A_NEW_CHECK = """\
One file `cNN_name.py` beside the others, entered in `CHECKS`; NUMBER, TITLE, WRONG, RESTS_ON and LEVELS; a docstring with its
source; in `plans/tests/test_checks.py` a plan in which it finds its one fault, while the plan without faults still passes.
Numbers are never given twice: waivers and frozen findings name them."""


def checks_page():
    """docs/checks.md: how checks work here, and the list of them."""
    rows = [
        (
            f"[{module.NUMBER}](../{module.__name__.replace('.', '/')}.py)",
            module.TITLE,
            module.WRONG,
            " or ".join(module.LEVELS),
            module.RESTS_ON,
        )
        for module in CHECKS
    ]
    parts = [
        "# Checks of a plan",
        _WRITTEN_BY,
        _about(checks),
        _HOW_CHECKS_ARE_KEPT,
        "## Waivers",
        _about(waiving),
        *(f"`{move.__name__}`: {_about(move)}" for move in (waiving.grant_waiver, waiving.withdraw_waiver)),
        f"`waivers_standing`: {_about(waivers.waivers_standing)}",
        "## A new check",
        _A_NEW_CHECK,
        "## The checks",
        _table(["No.", "Rule", "What is wrong", "How grave", "On what it rests"], rows),
    ]
    return "\n\n".join(parts) + "\n"


PAGES = {
    "docs/data-dictionary.md": data_dictionary,
    "docs/settings.md": settings_page,
    "docs/commands.md": commands_page,
    "docs/deap-1.schema.json": schema_text,
    "docs/checks.md": checks_page,
}


def pages():
    """Path below the project's folder -> text, in English whatever language is on."""
    with override("en"):
        return {settings.BASE_DIR / path: write() for path, write in PAGES.items()}
