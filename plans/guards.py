"""What the database itself refuses about plans, on both engines."""

from common.guards import append_only, frozen_rows, frozen_with_parent
from plans.models import WORDINGS
from plans.states import ANSWERABLE, DECIDED, EDITABLE

_EDITABLE = ", ".join(f"'{state.value}'" for state in EDITABLE)
_ANSWERABLE = ", ".join(f"'{state.value}'" for state in ANSWERABLE)
_DECIDED = ", ".join(f"'{state.value}'" for state in DECIDED)

# What the paper holds of the version itself. The Hindi title is a translation and stands outside the hash.
TEXT_OF_THE_VERSION = (
    "plan_id",
    "title",
    "authentic_language",
    "period_from_fy",
    "period_to_fy",
    "file_number",
    "minor",
    "corrects_id",
)


def register_guards():
    """Register every guard of this app; called once from AppConfig.ready()."""
    for model in WORDINGS:
        _frozen_with_version(model._meta.model_name, model._meta.db_table)
    _frozen_with_version("remedy", "plans_remedy")
    _frozen_with_version("correction", "plans_correction")
    frozen_rows(
        "plan_version_text_is_frozen_once_tabled",
        "plans_planversion",
        f"{{row}}.state NOT IN ({_EDITABLE})",
        columns=TEXT_OF_THE_VERSION,
    )
    frozen_rows(
        "plan_version_adoption_is_written_once",
        "plans_planversion",
        f"{{row}}.state IN ({_DECIDED})",
        columns=("major", "resolution_id", "past_adoption_id", "adopted_on", "adopted_recorded_at"),
    )
    frozen_rows(
        "plan_version_publication_is_written_once",
        "plans_planversion",
        "{row}.published_at IS NOT NULL",
        columns=("published_on", "published_at", "published_by_label", "publish_checklist"),
    )
    frozen_rows(
        "plan_erratum_paper_is_written_once",
        "plans_planversion",
        "{row}.published_at IS NOT NULL",
        columns=("errata_paper_id",),
    )
    frozen_rows(
        "plan_version_notification_is_written_once",
        "plans_planversion",
        "{row}.notified_on IS NOT NULL",
        columns=("notified_number", "notified_on", "notified_recorded_at"),
    )
    frozen_rows(
        "commitment_identity_is_for_life",
        "plans_commitment",
        "{row}.id IS NOT NULL",
        columns=("uid", "plan_id", "kind", "opened_in_id", "replaces_id"),
    )
    frozen_rows(
        "public_comment_words_are_its_writers",
        "plans_publiccomment",
        "{row}.id IS NOT NULL",
        columns=("version_id", "head", "text", "name", "body", "may_be_named", "at", "press"),
    )
    frozen_with_parent(
        "public_comment_is_frozen_with_its_version",
        "plans_publiccomment",
        parent="plans_planversion",
        key="version_id",
        when=f"{{parent}}.state NOT IN ({_ANSWERABLE})",
    )
    append_only("plan_tabling_is_append_only", "plans_tabling")
    frozen_rows(
        "plan_waiver_is_written_once",
        "plans_waiver",
        "{row}.id IS NOT NULL",
        columns=(
            "version_id",
            "check_number",
            "commitment_id",
            "about",
            "reason",
            "granted_on",
            "until",
            "granted_at",
            "granted_by_id",
            "granted_by_label",
        ),
    )
    frozen_rows(
        "plan_waiver_withdrawal_is_written_once",
        "plans_waiver",
        "{row}.withdrawn_at IS NOT NULL",
        columns=("withdrawn_at", "withdrawn_by_label", "withdrawn_reason"),
    )
    frozen_rows(
        "data_request_stands_as_it_was_asked",
        "plans_datarequest",
        "{row}.id IS NOT NULL",
        columns=("version_id", "head", "post_id", "due_on", "words", "asked_at", "asked_by_label", "press"),
    )
    frozen_rows(
        "data_request_withdrawal_is_written_once",
        "plans_datarequest",
        "{row}.withdrawn_at IS NOT NULL",
        columns=("withdrawn_at", "withdrawn_by_label"),
    )
    frozen_rows(
        "asked_fact_stands_as_it_was_asked",
        "plans_askedfact",
        "{row}.id IS NOT NULL",
        columns=("request_id", "position", "kind", "label", "code", "commitment_id"),
    )
    frozen_rows("asked_fact_stands_once_taken", "plans_askedfact", "{row}.state = 'taken'")
    append_only("plan_edit_mark_is_append_only", "plans_editmark")
    append_only("state_remarks_are_append_only", "plans_stateremarks")
    append_only("plan_past_adoption_is_append_only", "plans_pastadoption")


def _frozen_with_version(name, table):
    frozen_with_parent(
        f"plan_{name}_is_frozen_with_its_version",
        table,
        parent="plans_planversion",
        key="version_id",
        when=f"{{parent}}.state NOT IN ({_EDITABLE})",
    )
