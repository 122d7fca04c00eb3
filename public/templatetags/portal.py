"""What the public templates say often: addresses, names in two languages, marks, numbers and days."""

from django import template
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.addresses import without_language
from common.clock import IST
from common.money import show_rupees
from common.numbers import group_indian
from plans.corrected import Corrected
from plans.papers import in_language, label_of
from plans.translated import Translated, together
from public import addresses, icons, stages
from public.addresses import consultation_address, plan_base, version_address

register = template.Library()


def in_hindi() -> bool:
    return (get_language() or "en").startswith("hi")


def _in_language(context, address):
    """The address under this page's language, whether reverse() has put that there already or not."""
    return context.get("language_prefix", "") + without_language(address)


@register.simple_tag(takes_context=True)
def public_url(context, name, *args, **kwargs):
    """The address of a public page in the language of this one."""
    return _in_language(context, reverse(f"public:{name}", args=args, kwargs=kwargs))


@register.simple_tag(takes_context=True)
def href(context, thing):
    """The address of a thing's public page in the language of this one."""
    return _in_language(context, thing.get_absolute_url())


@register.simple_tag(takes_context=True)
def plan_href(context, version):
    """The address of a plan version in the language of this page."""
    return context.get("language_prefix", "") + version_address(version)


@register.simple_tag(takes_context=True)
def difference_href(context, one, other):
    """The difference of two versions of a plan, from the older to the newer."""
    older, newer = sorted((one, other), key=lambda version: (version.major, version.minor))
    base = plan_base(one.plan.place, one.plan.kind)
    return f"{context.get('language_prefix', '')}{base}{older.number}..{newer.number}/"


@register.simple_tag(takes_context=True)
def consultation_href(context, version):
    """Where a version stands while it is open for comment."""
    return context.get("language_prefix", "") + consultation_address(version.plan.place, version.plan.kind)


@register.simple_tag
def plan_json_href(version):
    """The stored bytes of a plan version; the same under both languages."""
    return plan_file_href(version, "json")


@register.simple_tag
def plan_file_href(version, ending):
    """A file of a plan version that is the same under both languages: json or zip."""
    return f"{plan_base(version.plan.place, version.plan.kind)}{version.number}.{ending}"


@register.simple_tag(takes_context=True)
def plan_pdf_href(context, version):
    """The PDF of a plan version, with labels in the language of this page."""
    return f"{context.get('language_prefix', '')}{plan_base(version.plan.place, version.plan.kind)}{version.number}.pdf"


@register.filter
def file_name(version):
    """What the files of a plan version are called, but for their ending."""
    return addresses.file_name(version)


@register.filter
def period(version):
    """The financial years a version covers, "" where it states none."""
    first, last = version.period_from_fy, version.period_to_fy
    if not first:
        return ""
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _text(thing, attribute):
    english = getattr(thing, attribute, "") or ""
    hindi = getattr(thing, f"{attribute}_hi", "") or ""
    return english, hindi


@register.filter
def named(thing, attribute="name"):
    """The plain name in the language of the page, English where there is no Hindi; for attributes and sentences."""
    english, hindi = _text(thing, attribute)
    return hindi if in_hindi() and hindi else english


@register.simple_tag
def label(thing, attribute="name"):
    """The name in the language of the page; an English one on a Hindi page carries lang="en"."""
    english, hindi = _text(thing, attribute)
    if not in_hindi():
        return english
    return hindi or format_html('<span lang="en">{}</span>', english)


@register.simple_tag
def other_name(thing):
    """The name in the other script, light, with its language; empty where there is none."""
    english, hindi = _text(thing, "name")
    if not hindi:
        return ""
    text, language = (english, "en") if in_hindi() else (hindi, "hi")
    return format_html('<span class="other" lang="{}">{}</span>', language, text)


@register.simple_tag
def english(text):
    """A text that exists in English alone: on a Hindi page it is marked so, for eyes and for screen readers."""
    if not text:
        return ""
    if not in_hindi():
        return text
    return format_html('<span lang="en">{}</span> <span class="en-only">({})</span>', text, _("only in English"))


@register.simple_tag
def quoted(text):
    """Words as a source wrote them: English on every page, with their language, without a mark."""
    return format_html('<span lang="en">{}</span>', text) if in_hindi() else text


@register.simple_tag
def icon(name):
    return mark_safe(icons.svg(name))  # noqa: S308  (drawn by us, no input)


@register.filter
def standing(version):
    """The code of a version's own pill: notified is a dated fact of an adopted one."""
    if version.state == "adopted" and version.notified_on:
        return "notified"
    return version.state


@register.simple_tag
def figure(value):
    """A frozen figure as entered, or the reason why there is none.

    Every number of a plan is a <data> element: tests/test_chain.py asks of each one that its decision is at hand.
    """
    if value.is_given:
        return format_html('<data value="{}">{}</data>', value.value, group_indian(value.value))
    return format_html('<span class="quiet">{}</span>', value.reason)


@register.simple_tag
def quantity(value, unit):
    """A frozen figure with its unit: ₹400 crore, US$ 12 million, 300 tonnes; or the reason why there is none."""
    if not value.is_given:
        return figure(value)
    number = group_indian(value.value)
    said = f"{number} {unit or ''}".strip()
    for sign in ("₹", "US$"):
        if str(unit).startswith(f"{sign} "):
            said = f"{sign}{number} {unit[len(sign) + 1 :]}" if sign == "₹" else f"{sign} {number} {unit[len(sign) + 1 :]}"
    return format_html('<data value="{}">{}</data>', value.value, said)


@register.filter
def coded(choice):
    """A choice of a frozen text in the language of the page; "" for none."""
    return label_of(choice)


@register.simple_tag(takes_context=True)
def typed(context, text):
    """Words of a plan, marked with their language where the page speaks another.

    Where some texts of the plan are translated, one that is not says so.
    """
    language = language_of(text, context["paper"])
    if not text:
        return ""
    if language == (get_language() or "en")[:2]:
        return text
    if not context.get("translation"):
        return format_html('<span lang="{}">{}</span>', language, text)
    return format_html('<span lang="{}">{}</span> <span class="en-only">({})</span>', language, text, only_in(language))


@register.filter
def language_of(text, paper):
    """The language of a text of a plan: its own where it is a translation, else that of the plan."""
    return text.language if isinstance(text, Translated) else paper.language


@register.filter
def is_translation(text):
    return isinstance(text, Translated)


@register.filter
def only_in(language):
    return _("only in Hindi") if language == "hi" else _("only in English")


register.filter("together", together)


@register.simple_tag
def seat_disc(seat, shows_votes):
    """A seat as a disc: filled where present, broken where absent; the sentence beside says it all."""
    if seat.seated_as in ("absent", "vacant", "recused", "unsigned"):
        inside = '<circle class="disc out" cx="16" cy="16" r="13"/>'
    else:
        sign = {"for": "M10 16.5l4.5 4.5L23 11.5", "against": "M11 11l10 10M21 11 11 21", "abstain": "M10 16h12"}.get(
            seat.choice if shows_votes else "", "M16 14.9v2.2"
        )
        inside = f'<circle class="disc in" cx="16" cy="16" r="13"/><path class="sign" d="{sign}"/>'
    return mark_safe(f'<svg viewBox="0 0 32 32" aria-hidden="true">{inside}</svg>')  # noqa: S308


@register.simple_tag
def pill(stage):
    """The status of a plan: shape, fill and word; `stage` is a code or carries one.

    A suspended plan counts as adopted and says so beside the pill, wherever its stage stands.
    """
    code = getattr(stage, "code", stage)
    mark = format_html('<span class="st st-{}">{} {}</span>', code, icon(code), stages.word(code))
    suspended_on = getattr(stage, "suspended_on", None)
    if not suspended_on:
        return mark
    return format_html('{} <span class="meta">{} {}</span>', mark, stages.SUSPENDED_SINCE, day(suspended_on))


@register.simple_tag(takes_context=True)
def pv(context, source, kind=""):
    """The provenance mark: a boxed link to the line in Sources at the foot of the page."""
    sources = context.get("sources")
    if source is None or sources is None:
        return ""
    line = sources.line(source, kind)
    said = _("Source %(number)s: %(publisher)s") % {"number": line.number, "publisher": source.publisher}
    return format_html(
        '<a class="pv" href="#source-{}" aria-label="{}">{}{}</a>', line.number, said, icon(line.kind), line.number
    )


@register.filter
def indian(number):
    """1,43,843: counts are grouped the Indian way in both languages, with ASCII digits."""
    return "" if number is None else group_indian(number)


@register.filter
def frozen_name(written):
    """The name of a place, product, metric or sector of a frozen text in the language of the page."""
    return in_language(written)


@register.simple_tag
def rupees(amount):
    """Whole rupees of a plan in crore; "" for None."""
    return "" if amount is None else format_html('<data value="{}">{}</data>', amount, show_rupees(amount, "crore"))


@register.filter
def day(value):
    """14-08-2025; takes a date, an aware moment (shown in IST) or an ISO text, which is shown as it is if it is no day."""
    if not value:
        return ""
    if isinstance(value, str):
        value = parse_date(value) or value
        if isinstance(value, str):
            return value
    elif hasattr(value, "tzinfo") and value.tzinfo:
        value = value.astimezone(IST).date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat()[:10], value.strftime("%d-%m-%Y"))


@register.filter
def moment(value):
    """14-08-2025, 16:40 IST."""
    if not value:
        return ""
    local = value.astimezone(IST)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), local.strftime("%d-%m-%Y, %H:%M IST"))


@register.filter
def fingerprint(sha256):
    """A SHA-256 in eights, which wraps."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


@register.filter
def fingerprint_open(sha256):
    """A SHA-256 in one word, which may wrap after each eight and is copied whole."""
    return format_html_join(mark_safe("<wbr>"), "{}", ((sha256[at : at + 8],) for at in range(0, len(sha256), 8)))


@register.filter
def fingerprint_short(sha256):
    """First 8 … last 4."""
    return f"{sha256[:8]}…{sha256[-4:]}"


@register.filter
def paragraphs(text):
    """Blank lines part paragraphs; nothing else is markup. The text is escaped."""
    parts = [part.strip() for part in (text or "").replace("\r\n", "\n").split("\n\n") if part.strip()]
    begin, end = ('<p><mark class="corr">', "</mark></p>") if isinstance(text, Corrected) else ("<p>", "</p>")
    return mark_safe("".join(f"{begin}{escape(part)}{end}" for part in parts))  # noqa: S308  (escaped above)


@register.simple_tag
def swatch(kind):
    """A small square in the fill of a map class, e.g. "f-farm" or "s-AGRI"."""
    return format_html(
        '<svg class="sw" viewBox="0 0 12 12" aria-hidden="true"><rect class="{}" width="12" height="12"/></svg>', kind
    )


@register.filter
def joined(things, attribute="name"):
    """Names in the language of the page with commas; they are escaped."""
    return mark_safe(", ".join(str(conditional_escape(named(thing, attribute))) for thing in things))  # noqa: S308
