"""Whoever acted stands beside when: a moment that a person caused has its partner field."""

from django.db.models import DateTimeField

from tests.our_models import our_models

PARTNERS = ("by", "by_label", "by_name")

# A moment without a partner, and why nobody has to stand beside it. Nothing else may be without one.
ALONE = {
    "plans.PublicComment.at": "anybody's; a name is given only where the writer wants to",
    "accounts.Invitation.expires_at": "time does this, no person",
    "accounts.Invitation.used_at": "the invited person did it, named in `person`",
    "accounts.Invitation.withdrawn_at": "the Event of the withdrawal names the person",
    "accounts.Notice.claimed_at": "the worker's own bookkeeping",
    "accounts.Notice.owed_at": "the Event of the act that owes it names the person",
    "accounts.Notice.sent_at": "the worker sends it",
    "audit.Event.at": "the event names its actor in actor_name, actor_post and actor_place",
    "audit.Event.recorded_at": "the portal writes it down",
    "audit.Installation.created_at": "a command marks the database",
    "committees.AgendaItem.opened_at": "the Event “open item” names the person",
    "committees.AgendaItem.recorded_at": "the Event “put on agenda” names the person",
    "committees.Circulation.recorded_at": "whoever sent it round: opened_by_label",
    "committees.Committee.recorded_at": "the Event “constitute” names the person",
    "committees.Dissent.recorded_at": "the dissenter stands in `person`, who wrote it down in entered_by_label",
    "committees.Meeting.closed_at": "the Event “close sitting” names the person",
    "committees.Meeting.notice_sent_at": "the notices themselves say who sent them",
    "committees.Meeting.opened_at": "the Event “open sitting” names the person",
    "committees.Meeting.recorded_at": "whoever called the meeting: called_by_label",
    "committees.Meeting.starts_at": "a time agreed, not an act",
    "committees.Meeting.revised_at": "each Event that changed what a calendar shows names its person",
    "committees.MeetingChange.new_starts_at": "a time agreed, not an act",
    "committees.MeetingChange.old_starts_at": "a time agreed, not an act",
    "committees.MeetingNotice.starts_at": "a time agreed, not an act",
    "committees.Seat.recorded_at": "the Events “constitute” and “add seat” name the person",
    "committees.Sitting.closed_at": "the Event “close sitting” names the person",
    "committees.Vote.cast_at": "the voter stands in `person`, who wrote it down in entered_by_label",
    "plans.EditMark.at": "the row names its person in person_name",
    "plans.PlanVersion.adopted_recorded_at": "the resolution names its signatory, a past adoption its recorder",
    "plans.PlanVersion.consultation_opened_at": "the Event of the move names the person",
    "plans.PlanVersion.notified_recorded_at": "the Event of the move names the person",
    "public.OwedEdition.owed_at": "the worker's own bookkeeping",
    "public.OwedEdition.built_at": "the worker's own bookkeeping",
}


def _moments():
    for model in our_models():
        names = {field.name for field in model._meta.get_fields()}
        for field in model._meta.local_fields:
            if isinstance(field, DateTimeField) and (field.name == "at" or field.name.endswith("_at")):
                stem = field.name.removesuffix("at")
                yield f"{model._meta.label}.{field.name}", any(f"{stem}{partner}" in names for partner in PARTNERS)


def test_every_moment_has_its_person_or_its_reason():
    assert sorted(name for name, is_paired in _moments() if not is_paired and name not in ALONE) == []


def test_the_list_of_those_alone_names_no_moment_that_is_gone_or_paired_by_now():
    alone = {name for name, is_paired in _moments() if not is_paired}

    assert sorted(set(ALONE) - alone) == []
