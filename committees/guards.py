"""What the database itself refuses about committees, on both engines."""

from common.guards import append_only, frozen_rows, frozen_with_parent, no_overlap


def register_guards() -> None:
    """Register every guard of this app; called once from AppConfig.ready()."""
    append_only("paper_is_append_only", "committees_paper")
    append_only("vote_is_append_only", "committees_vote")
    append_only("dissent_is_append_only", "committees_dissent")
    append_only("seat_of_the_day_is_append_only", "committees_seatoftheday")
    append_only("annulment_is_append_only", "committees_annulment")
    append_only("register_entry_is_append_only", "committees_registerentry")
    append_only("notice_of_a_meeting_is_append_only", "committees_meetingnotice")
    append_only("change_of_a_meeting_is_append_only", "committees_meetingchange")
    frozen_rows("sitting_is_frozen_once_closed", "committees_sitting", "{row}.closed_at IS NOT NULL")
    frozen_rows("resolution_is_frozen_once_signed", "committees_resolution", "{row}.state = 'signed'")
    # What members sign does not change under their signatures.
    frozen_rows(
        "circulated_words_stand_from_the_opening",
        "committees_circulation",
        "{row}.id IS NOT NULL",
        columns=("item_id", "text", "text_hi", "lapses_on", "opened_by_label", "recorded_at"),
    )
    frozen_rows("agenda_item_is_frozen_once_decided", "committees_agendaitem", "{row}.state = 'decided'")
    no_overlap("place_has_one_committee_of_a_kind_at_a_time", "committees_committee", keys=["place_id", "kind"])
    no_overlap(
        "committee_has_one_chair_co_chair_and_convener",
        "committees_seat",
        keys=["committee_id", "role"],
        where="{row}.role <> 'member'",
    )
    no_overlap("post_holds_one_seat_of_a_committee", "committees_seat", keys=["committee_id", "post_id"])
    no_overlap(
        "seat_type_that_stands_once_is_seated_once",
        "committees_seat",
        keys=["committee_id", "seat_type_id"],
        where="{row}.is_sole",
    )
    append_only("seat_change_is_append_only", "committees_seatchange")
    append_only("product_decision_is_append_only", "committees_productdecision")
    append_only("product_line_is_append_only", "committees_productline")
    # What a signed resolution counted is not rewritten behind it.
    frozen_with_parent(
        "recusal_is_frozen_with_its_item",
        "committees_recusal",
        parent="committees_agendaitem",
        key="item_id",
        when="{parent}.state = 'decided'",
    )
    frozen_rows("minutes_are_frozen_once_confirmed", "committees_minutes", "{row}.state = 'confirmed'")
    # Locks the minutes for share on PostgreSQL, so that no save slips in beside the circulation that freezes them.
    frozen_with_parent(
        "section_of_minutes_is_changed_in_a_draft_only",
        "committees_minutessection",
        parent="committees_minutes",
        key="minutes_id",
        when="{parent}.state <> 'draft'",
    )
    frozen_with_parent(
        "correction_comes_while_minutes_are_circulated",
        "committees_minutescorrection",
        parent="committees_minutes",
        key="minutes_id",
        when="{parent}.state <> 'circulated'",
    )
    append_only("correction_of_minutes_is_append_only", "committees_minutescorrection")
    frozen_rows("action_point_is_frozen_once_closed", "committees_actionpoint", "{row}.state <> 'open'")
    frozen_rows(
        "action_point_keeps_its_words_owner_and_date",
        "committees_actionpoint",
        "{row}.state = 'open'",
        columns=("sitting_id", "item_id", "number", "text", "text_hi", "owner_id", "due", "recorded_at", "recorded_by_label"),
    )
    append_only("answer_to_an_action_point_is_append_only", "committees_actionanswer")
    frozen_with_parent(
        "answer_comes_while_its_action_point_is_open",
        "committees_actionanswer",
        parent="committees_actionpoint",
        key="point_id",
        when="{parent}.state <> 'open'",
    )
    append_only("paper_decision_is_append_only", "committees_paperdecision")
    frozen_with_parent(
        "paper_decision_is_entered_while_its_item_is_open",
        "committees_paperdecision",
        parent="committees_agendaitem",
        key="item_id",
        when="{parent}.state <> 'open'",
    )
    # Locks the item for share on PostgreSQL, so that no vote slips in beside the drawing up that counts them.
    frozen_with_parent(
        "vote_is_cast_only_while_its_item_is_open",
        "committees_vote",
        parent="committees_agendaitem",
        key="item_id",
        when="{parent}.state <> 'open'",
    )
    # The signature hashes the dissents with the row, so none comes after it.
    frozen_with_parent(
        "dissent_is_noted_before_its_item_is_decided",
        "committees_dissent",
        parent="committees_agendaitem",
        key="item_id",
        when="{parent}.state = 'decided'",
    )
