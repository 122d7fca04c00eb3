"""Every address of the portal with sample arguments from tests/world.py.

    for address in addresses(world): address.name, address.path

`unlisted()` names the patterns of the resolver that have no sample here: a new address without an entry fails
tests/test_addresses.py, and with an entry it is swept for leaks and for who may open it.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import Invitation, Notice, Post, User
from audit.models import Event
from committees.models import ActionPoint, AgendaItem, Meeting, Minutes, Paper, Resolution, SeatType, Sitting
from districts import models as districts
from plans.models import Incentive, ReturnReason, Target, Waiver
from public.models import OwedEdition

from .world import DECIDED, PAPERS, PLACES


@dataclass(frozen=True)
class Address:
    """One page: the name of its pattern, its path, and which door it belongs to. `case` tells several of a name apart."""

    name: str
    path: str
    case: str = ""

    @property
    def door(self):
        first = self.path.strip("/").split("/")[0]
        if first in ("admin", "account", "documents", "api"):
            return first
        return "files" if self.name in _PLAIN else "public"


def patterns():
    """{name of every pattern: its route}; a pattern without a name goes by its route."""
    found = {}

    def walk(resolver, route="", namespace=""):
        for one in resolver.url_patterns:
            whole = route + str(one.pattern)
            if hasattr(one, "url_patterns"):
                walk(one, whole, namespace + (f"{one.namespace}:" if one.namespace else ""))
            else:
                found[namespace + one.name if one.name else whole] = whole

    walk(get_resolver())
    return found


def addresses(world):
    """Every address, in the order of the lists below; several for a pattern whose argument names a state of a plan."""
    found = []
    for name, arguments in {**_PLAIN, **_PUBLIC, **_API, **_DESK, **_PEOPLE}.items():
        samples = arguments(world)
        cases = list(_CASES.get(name, ()))
        # A test that adds to the world has more samples than the world has names for them.
        cases += [str(number) if len(samples) > 1 else "" for number in range(len(cases) + 1, len(samples) + 1)]
        found += [Address(name, reverse(name, args=args), case) for args, case in zip(samples, cases, strict=True)]
    for model, sample in _MODELS.items():
        found += _of_model(model, sample(world))
    found += [Address(name, path(world)) for name, path in _NAMELESS.items()]
    return found


def unlisted():
    """Names of patterns without a sample, and of samples without a pattern."""
    names = {*_PLAIN, *_PUBLIC, *_API, *_DESK, *_PEOPLE, *_NAMELESS}
    for model in _MODELS:
        names |= {f"admin:{model}_{page}" for page in (*_PAGES, *_MORE.get(model, ()))}
        names.add(_bare_route(model))
    return set(patterns()) ^ names


def of_door(world, *doors):
    return [address for address in addresses(world) if address.door in doors]


def _once(*args):
    return lambda world: [args]


def _each(attribute, *of):
    """One set of arguments for each thing in a list of the world."""
    return lambda world: [tuple(getattr(thing, name) for name in of) for thing in getattr(world, attribute)]


def _districts(*more):
    return lambda world: [(district.state.slug, district.slug, *more) for district in world.districts]


def _places_with_numbers(world):
    return [(d.state.slug, d.slug, number) for d in world.districts for number in ("1", "1.0", "2")]


_PLAIN = {
    "healthz": _once(),
    "readyz": _once(),
    "favicon": _once(),
    "robots": _once(),
    "security-txt": _once(),
    "document": lambda world: [(document.sha256,) for document in world.documents],
}

_PUBLIC = {
    **{
        f"public:{name}": _once()
        for name in (
            "home", "map", "states", "districts", "products", "sectors", "hs-list", "gi", "plans", "overdue", "rules",
            "committees", "meetings", "resolutions", "consultations", "search", "about", "accessibility", "privacy", "terms",
            "copyright", "data", "sitemap-page",
        )
    },
    "public:register": _once(),
    "public:verify-register": _once(),
    "public:verify-plan": _once(),
    "public:plan-schema": _once(),
    "public:map-lines": _once("overview.topo.json"),
    "public:map-values": lambda world: [(world.edition, name) for name in ("stage.json", "products.json")],
    "public:state": lambda world: [(slug,) for slug in ("tamil-nadu", "uttar-pradesh", "rajasthan")],
    "public:districts-of-state": _once("tamil-nadu"),
    "public:district": _districts(),
    "public:product": lambda world: [("turmeric",), ("carpets",)],
    "public:sector": lambda world: [("SPICE",), ("CARPET",)],
    "public:hs": lambda world: [("0910",), ("5701",)],
    "public:plan": _districts(),
    "public:plan-difference": _districts("1", "1.0"),
    "public:plan-difference-json": _districts("1", "1.0"),
    "public:consultation": _districts(),
    "public:plan-comments": _places_with_numbers,
    "public:plan-json": _places_with_numbers,
    "public:plan-pdf": _places_with_numbers,
    "public:plan-tables": _places_with_numbers,
    "public:plan-version": _places_with_numbers,
    "public:strategy": _once("tamil-nadu"),
    "public:strategy-difference": _once("tamil-nadu", "1", "2"),
    "public:strategy-difference-json": _once("tamil-nadu", "1", "2"),
    "public:strategy-consultation": _once("tamil-nadu"),
    "public:strategy-comments": _once("tamil-nadu", "1"),
    "public:strategy-json": _once("tamil-nadu", "1"),
    "public:strategy-pdf": _once("tamil-nadu", "1"),
    "public:strategy-tables": _once("tamil-nadu", "1"),
    "public:strategy-version": _once("tamil-nadu", "1"),
    "public:public-paper": _each("papers", "sha256"),
    "public:committee": _each("committees", "slug"),
    "public:committee-calendar": _each("committees", "slug"),
    "public:meeting": lambda world: [(meeting.public_id, meeting.held_on.isoformat()) for meeting in world.meetings],
    "public:resolution-pdf": lambda world: [(one.number or "none",) for one in world.resolutions],
    "public:resolution": lambda world: [(one.number or f"{one.committee.slug}-2025-26-{one.pk}",) for one in world.resolutions],
}  # fmt: skip

_API = {
    **{
        f"api:{name}": _once()
        for name in (
            "root", "schema", "docs", "states", "districts", "products", "sectors", "hs-codes", "gi", "exports", "plans",
            "strategies", "committees", "meetings", "resolutions",
        )
    },
    "api:state": _once("33"),
    "api:district": _each("districts", "lgd_code"),
    "api:product": lambda world: [("turmeric",), ("carpets",)],
    "api:sector": _once("SPICE"),
    "api:hs-code": _once("0910"),
    "api:plan": _each("districts", "lgd_code"),
    "api:strategy": _once("33"),
    "api:committee": _each("committees", "slug"),
    "api:meeting": _each("meetings", "public_id"),
    "api:resolution": lambda world: [(one.number or "none",) for one in world.resolutions],
}  # fmt: skip


def _row(model, word):
    return lambda world: [(world.versions["next"].pk, word, first_row(world, model).pk)]


def first_row(world, model):
    """The row of this kind in the draft beside Erode's published plan whose pages are opened."""
    return model.objects.filter(version=world.versions["next"]).order_by("pk").first()


def _of_next(*more):
    return lambda world: [(world.versions["next"].pk, *more)]


def _committee(world):
    return world.erode.depc.committee


def _open_meeting(world):
    return world.item.meeting


def _called(world):
    return Meeting.objects.get(state="called", committees=_committee(world))


def _waiting_resolution(world):
    return Resolution.objects.get(state="drawn_up", committee=_committee(world))


def _signed_in_erode(world):
    return Resolution.objects.get(number="depc-erode-2025-26-1")


def _listed_item(world):
    return AgendaItem.objects.get(title="Any other matter")


def _minutes(world):
    return Minutes.objects.order_by("pk").first()


def _sitting(world):
    return _minutes(world).sitting


def _point(world):
    return ActionPoint.objects.filter(sitting=_sitting(world)).order_by("pk").first()


def _point_in_camera(world):
    return ActionPoint.objects.filter(item__in_camera=True).order_by("pk").first()


#: The moves of the confirm pages; the version each is asked of.
MOVES = {
    "open_consultation": "next", "table": "next", "close_consultation": "consulted", "reopen": "returned", "withdraw": "next",
    "publish": "adopted", "send_back": "adopted", "suspend": "published", "resume": "published", "close": "published",
    "record_notification": "published", "record_past_adoption": "next",
}  # fmt: skip

#: What tells the samples of a pattern apart, in their order.
_CASES = {
    "desk-plan": [*PLACES, "next"],
    "desk-move": list(MOVES),
    "desk-public-comment": ["show", "hide", "reply"],
    "paper": sorted(PAPERS),
    "paper-packet": sorted(PAPERS),
    "paper-difference": sorted(PAPERS),
    "desk-meeting": [*DECIDED, "open", "called"],
    "desk-resolution": [*DECIDED, "in camera", "waiting"],
    "desk-action": ["open", "in camera"],
}


def _waiting_comment(world):
    return world.versions["consulted"].pk, world.versions["consulted"].public_comments.get().pk


def _asked(world):
    return world.versions["next"].data_requests.get()


def _of_asked(*more):
    return lambda world: [(world.versions["next"].pk, _asked(world).pk, *more)]


def _circulated_item():
    return AgendaItem.objects.get(by_circulation=True)


_DESK = {
    "desk-districts": _once(),
    "desk-committee": _once(),
    "desk-publish": _once(),
    "desk-products": _once(),
    "desk-hs": _once(),
    "desk-start": lambda world: [(world.erode.district.pk,)],
    "desk-plan": lambda world: [(version.pk,) for version in world.versions.values()],
    "desk-difference": _of_next(),
    "desk-erratum-start": lambda world: [(world.versions["published"].pk,)],
    "desk-erratum": lambda world: [(world.versions["published"].pk,)],
    "desk-erratum-correct": lambda world: [(world.versions["published"].pk,)],
    "desk-erratum-move": lambda world: [(world.versions["published"].pk, "submit_erratum")],
    "desk-cover": _of_next(),
    "desk-head": _of_next(1),
    "desk-workbook": _of_next(),
    "desk-workbook-file": _of_next(),
    "desk-reason": lambda world: [(world.versions["returned"].pk, ReturnReason.objects.get().pk)],
    "desk-move": lambda world: [(world.versions[tag].pk, name) for name, tag in MOVES.items()],
    "desk-public-comments": lambda world: [(world.versions["consulted"].pk,)],
    "desk-public-comment": lambda world: [(*_waiting_comment(world), deed) for deed in ("show", "hide", "reply")],
    "desk-data-ask": _of_next(1),
    "desk-data-requests": _of_next(),
    "desk-data-take": _of_asked(),
    "desk-data-withdraw": _of_asked(),
    "desk-data-send-back": _of_asked(1),
    "desk-data-request": lambda world: [(_asked(world).pk,)],
    "desk-data-sheet-file": lambda world: [(_asked(world).pk,)],
    "desk-data-sheet": lambda world: [(_asked(world).pk,)],
    "desk-state-remarks": lambda world: [(world.versions["published"].pk,)],
    "desk-comment": _of_next(),
    "desk-comment-settle": lambda world: [(world.versions["next"].pk, world.versions["next"].comments.order_by("pk").first().pk)],
    "desk-translation": _of_next(),
    "desk-translation-head": _of_next(0),
    "desk-waive": _of_next(2),
    "desk-waiver-withdraw": lambda world: [(world.versions["next"].pk, Waiver.objects.get(version=world.versions["next"]).pk)],
    "desk-row-add": _of_next("incentives"),
    "desk-paste": _of_next("targets"),
    "desk-row": _row(Incentive, "incentives"),
    "desk-row-delete": _row(Incentive, "incentives"),
    "desk-row-move": _row(Target, "targets"),
    "paper": _each("papers", "sha256"),
    "paper-packet": _each("papers", "sha256"),
    "paper-difference": _each("papers", "sha256"),
    "past-adoptions": _once(),
    "set-up-depc": _once(),
    "set-up-sepc": _once(),
    "desk-depc": lambda world: [(_committee(world).slug,)],
    "desk-depc-links": lambda world: [(_committee(world).slug,)],
    "desk-seat-add": lambda world: [(_committee(world).slug,)],
    "desk-seat-end": lambda world: [(_committee(world).slug, world.erode.depc.seat("association").pk)],
    "desk-seat-change": lambda world: [(_committee(world).slug, world.erode.depc.seat("association").pk)],
    "desk-supersede": lambda world: [(_committee(world).slug,)],
    "desk-committee-end": lambda world: [(_committee(world).slug,)],
    "desk-without-committee": _once(),
    "desk-constitute-many": _once(),
    "desk-constitute-many-confirm": _once(),
    "desk-constitute-many-template": _once(),
    "desk-district-products": lambda world: [(world.erode.district.pk,)],
    "desk-products-order": lambda world: [(world.erode.district.pk,)],
    "desk-products-resolution": lambda world: [(world.erode.district.pk,)],
    "desk-meetings": _once(),
    "desk-meeting-call": lambda world: [(_committee(world).slug,)],
    "desk-meeting": lambda world: [(meeting.pk,) for meeting in world.meetings],
    "desk-meeting-join": lambda world: [(_called(world).pk, world.offices["draft"].depc.committee.slug)],
    "desk-agenda": lambda world: [(_open_meeting(world).pk, _committee(world).slug)],
    "desk-brief": lambda world: [(_open_meeting(world).pk, _committee(world).slug)],
    "desk-brief-pdf": lambda world: [(_open_meeting(world).pk, _committee(world).slug)],
    "desk-attendance": lambda world: [(_open_meeting(world).pk, _committee(world).slug)],
    "desk-delegate": lambda world: [(_open_meeting(world).pk, _committee(world).slug)],
    "desk-meeting-open": lambda world: [(_called(world).pk,)],
    "desk-meeting-close": lambda world: [(_open_meeting(world).pk,)],
    "desk-meeting-postpone": lambda world: [(_called(world).pk,)],
    "desk-meeting-invite": lambda world: [(_called(world).pk,)],
    "desk-meeting-decline": lambda world: [(_called(world).pk, world.offices["draft"].depc.committee.slug)],
    "desk-meeting-notice": lambda world: [(_called(world).pk, _committee(world).slug)],
    "desk-invitees": lambda world: [(_called(world).pk, _committee(world).slug)],
    "desk-agenda-propose": lambda world: [(_called(world).pk, _committee(world).slug)],
    "desk-sitting-close": lambda world: [(_open_meeting(world).pk, _committee(world).slug)],
    "desk-item-move": lambda world: [(_listed_item(world).pk,)],
    "desk-meeting-cancel": lambda world: [(_called(world).pk,)],
    "desk-minutes-begin": lambda world: [(_sitting(world).meeting_id, _committee(world).slug)],
    "desk-minutes": lambda world: [(_minutes(world).pk,)],
    "desk-minutes-section": lambda world: [(_minutes(world).pk, _minutes(world).sections.get(position=1).pk)],
    "desk-minutes-circulate": lambda world: [(_minutes(world).pk,)],
    "desk-minutes-take-back": lambda world: [(_minutes(world).pk,)],
    "desk-minutes-correct": lambda world: [(_minutes(world).pk,)],
    "desk-minutes-amend": lambda world: [(_minutes(world).pk, _minutes(world).sections.get(position=1).pk)],
    "desk-actions": lambda world: [(_committee(world).slug,)],
    "desk-actions-of-meeting": lambda world: [(_open_meeting(world).pk, _committee(world).slug)],
    "desk-action-add": lambda world: [(_open_meeting(world).pk, _committee(world).slug)],
    "desk-action": lambda world: [(_point(world).pk,), (_point_in_camera(world).pk,)],
    "desk-action-answer": lambda world: [(_point(world).pk,)],
    "desk-action-close": lambda world: [(_point(world).pk,)],
    "desk-item-open": lambda world: [(_listed_item(world).pk,)],
    "desk-item-take-off": lambda world: [(_listed_item(world).pk,)],
    "desk-vote": lambda world: [(world.item.pk,)],
    "desk-step-aside": lambda world: [(world.item.pk,)],
    "desk-hands": lambda world: [(world.item.pk,)],
    "desk-from-paper": lambda world: [(world.item.pk,)],
    "desk-draw-up": lambda world: [(world.item.pk,)],
    "desk-circulate": lambda world: [(_committee(world).slug,)],
    "desk-circulated": lambda world: [(_circulated_item().pk,)],
    "desk-circulated-aside": lambda world: [(_circulated_item().pk,)],
    "desk-circulated-end": lambda world: [(_circulated_item().pk,)],
    "desk-resolution": _each("resolutions", "pk"),
    "desk-sign": lambda world: [(_waiting_resolution(world).pk,)],
    "desk-concur": lambda world: [(_waiting_resolution(world).pk,)],
    "desk-annul": lambda world: [(_signed_in_erode(world).pk,)],
    "desk-send-back": lambda world: [(_waiting_resolution(world).pk,)],
}


def _post(world):
    return Post.objects.get(postings=world.posting)


_PEOPLE = {
    "admin_password_reset": _once(),
    "account-mail-sent": _once(),
    "account-join": lambda world: [(world.token,)],
    "account-new-password": lambda world: [(urlsafe_base64_encode(force_bytes(world.people["member"].pk)), "set-password")],
    "account-password-set": _once(),
    "account-choose-post": _once(),
    "account-second-factor": _once(),
    "admin:index": _once(),
    "admin:login": _once(),
    "admin:logout": _once(),
    "admin:jsi18n": _once(),
    "admin:autocomplete": _once(),
    "admin:password_change": _once(),
    "admin:password_change_done": _once(),
    "admin:view_on_site": lambda world: [(ContentType.objects.get_for_model(districts.District).pk, world.erode.district.pk)],
    "admin:app_list": lambda world: [(name,) for name in ("accounts", "audit", "axes", "committees", "districts", "public")],
    "admin:set-up": _once(),
    "admin:set-up-authority": _once(),
    "admin:set-up-state": _once(),
    "admin:set-up-links": _once(),
    "admin:posts": _once(),
    "admin:post-new": _once(),
    "admin:post-change": lambda world: [(_post(world).pk,)],
    "admin:post-holder": lambda world: [(_post(world).pk,)],
    "admin:post-transfer": lambda world: [(_post(world).pk,)],
    "admin:post-invite": lambda world: [(_post(world).pk,)],
    "admin:posting-end": lambda world: [(world.posting.pk,)],
    "admin:account-erase": lambda world: [(world.people["association"].pk,)],
    "admin:posting-consent": lambda world: [(world.posting.pk,)],
    "admin:districts_product_merge": lambda world: [(districts.Product.objects.get(slug="turmeric").pk,)],
}

_NAMELESS = {"admin/(?P<url>.*)$": lambda world: "/admin/no/such/page/"}

_PAGES = ("changelist", "add", "history", "delete", "change")
_SHEETS = ("export", "import", "process_import")
_MORE = {
    "districts_product": (*_SHEETS, "simple_history"),
    "districts_districtproduct": (*_SHEETS, "simple_history"),
    "districts_facility": ("simple_history",),
    "districts_geographicalindication": ("simple_history",),
}


def _first(model, **which):
    """The first row, or None where the portal begins without any; its pages are then asked for a row that is not there."""
    return lambda world: model.objects.filter(**which).order_by("pk").first()


#: Each model of the admin, and the row whose pages are opened.
_MODELS = {
    "accounts_invitation": _first(Invitation),
    "accounts_notice": _first(Notice),
    "accounts_person": lambda world: world.posting.person,
    "accounts_post": _post,
    "accounts_posting": lambda world: world.posting,
    "accounts_user": lambda world: User.objects.get(person=world.posting.person),
    "audit_event": _first(Event),
    "axes_accessattempt": lambda world: None,
    "committees_agendaitem": lambda world: world.item,
    "committees_committee": _committee,
    "committees_meeting": _open_meeting,
    "committees_paper": _first(Paper),
    "committees_resolution": _waiting_resolution,
    "committees_seattype": _first(SeatType),
    "committees_sitting": _first(Sitting),
    "districts_agency": _first(districts.Agency),
    "districts_boundary": _first(districts.Boundary),
    "districts_district": lambda world: world.erode.district,
    "districts_districtproduct": _first(districts.DistrictProduct),
    "districts_exportfigure": _first(districts.ExportFigure),
    "districts_facility": _first(districts.Facility),
    "districts_geographicalindication": _first(districts.GeographicalIndication),
    "districts_hscode": _first(districts.HSCode),
    "districts_jurisdiction": _first(districts.Jurisdiction),
    "districts_lineage": _first(districts.Lineage),
    "districts_metric": _first(districts.Metric),
    "districts_place": _first(districts.Place),
    "districts_product": _first(districts.Product, slug="turmeric"),
    "districts_productlist": _first(districts.ProductList),
    "districts_regionalauthority": _first(districts.RegionalAuthority),
    "districts_reportedcount": _first(districts.ReportedCount),
    "districts_sector": _first(districts.Sector),
    "districts_source": _first(districts.Source),
    "districts_state": lambda world: world.erode.district.state,
    "public_owededition": _first(OwedEdition),
}


def _bare_route(model):
    app, name = model.split("_", 1)
    return f"admin/{app}/{name}/<path:object_id>/"


def _of_model(model, row):
    key = row.pk if row is not None else 0
    found = []
    for page in (*_PAGES, *_MORE.get(model, ())):
        name = f"admin:{model}_{page}"
        args = [] if page in ("changelist", "add", *_SHEETS) else [key, 0] if page == "simple_history" else [key]
        found.append(Address(name, reverse(name, args=args)))
    app, short = model.split("_", 1)
    found.append(Address(_bare_route(model), f"/admin/{app}/{short}/{key}/"))
    return found


__all__ = ["MOVES", "first_row", "Address", "addresses", "of_door", "patterns", "unlisted"]
