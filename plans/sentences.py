"""At which field of a row the sentence of a constraint is said: on its small form, in a pasted table, in a workbook."""

#: Constraint -> field. A constraint that is not here speaks for the row as a whole.
AT_FIELD = {
    "plan_version_period_has_both_ends_in_order": "period_to_fy",
    "section_has_a_text_or_a_reason_not_both": "not_applicable_reason",
    "profile_fact_given_has_source_and_date": "source",
    "profile_fact_other_has_a_name": "label",
    "product_chapter_each_product_once_per_version": "product",
    "product_chapter_production_has_unit_year_and_source": "production_unit",
    "product_chapter_exporters_have_day_and_source": "exporters_as_of",
    "product_chapter_exports_have_unit_year_and_source": "exports_unit",
    "target_baseline_has_year_and_source": "baseline_fy",
    "target_value_has_its_year": "fy",
    "target_other_unit_has_a_name": "unit_label",
    "intervention_scheme_is_named_exactly_when_funded_by_one": "funding_scheme",
    "intervention_ends_after_it_begins": "due_on",
}


def places_of_sentences(model):
    """{sentence of a constraint in the active language: the field it is said at}, for the rows of this model."""
    return {str(rule.violation_error_message): AT_FIELD[rule.name] for rule in model._meta.constraints if rule.name in AT_FIELD}
