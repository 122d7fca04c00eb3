"""The fingerprint of a paper as people copy it from paper: the whole of it, or a short code that notices a slip.

The code is the first 80 bits of the SHA-256 in the 32 signs of Crockford's base 32 (no I, L, O, U), with the two check
digits of ISO/IEC 7064 MOD 97-10: sixteen signs and two digits, K7QM-2X4R-9TPA-VC3D-41. Nobody can make another text
with the same 80 bits to order; one wrong or two exchanged signs are always noticed.
"""

import re

from django.utils.translation import gettext_lazy as _

from common.digits import western_digits
from common.refusals import Refusal

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BITS, _LENGTH = 80, 16
# Whatever stands between the groups on paper or in a message; the name of the hash in front of it.
_BETWEEN = re.compile(r"[\s\-‐-―:.·,_]+")
_NAME = re.compile(r"^SHA\s*-?\s*256\s*:?", re.IGNORECASE)


class NotReadable(Refusal):
    """What was typed is neither a fingerprint nor a code."""


class AnotherText(Refusal):
    """What was typed is whole, and of another text."""


def short_code(sha256: str) -> str:
    """ "K7QM-2X4R-9TPA-VC3D-41" for a fingerprint of 64 hexadecimal digits."""
    number = int(sha256, 16) >> (256 - _BITS)
    signs = "".join(_SIGNS[(number >> shift) & 31] for shift in range(_BITS - 5, -5, -5))
    check = 98 - number * 100 % 97
    return "-".join([*(signs[at : at + 4] for at in range(0, _LENGTH, 4)), f"{check:02d}"])


def compare(typed: str, sha256: str) -> None:
    """Return where `typed` is the fingerprint or the code of this text; spaces, hyphens, case and look-alikes forgiven.

    Raises NotReadable where a sign is missing or wrong, AnotherText where it is that of another text.
    """
    bare = _BETWEEN.sub("", _NAME.sub("", western_digits(typed.strip()))).upper()
    if len(bare) == 64 and re.fullmatch(r"[0-9A-F]{64}", bare):
        if bare.lower() != sha256:
            raise AnotherText(_another(_grouped(bare.lower()), _grouped(sha256)))
        return
    code = bare.translate(_LOOK_ALIKE)
    if len(code) == _LENGTH + 2 and code[-2:].isdigit() and set(code) <= set(_SIGNS):
        number = 0
        for sign in code[:_LENGTH]:
            number = number * 32 + _SIGNS.index(sign)
        if (number * 100 + int(code[-2:])) % 97 != 1:
            raise NotReadable(_("A sign of this code is wrong, its last two digits say so. Read it again, group by group."))
        if number != int(sha256, 16) >> (256 - _BITS):
            raise AnotherText(_another(short_of(code), short_code(sha256)))
        return
    raise NotReadable(
        _(
            "This has %(count)s signs. The fingerprint has 64, the digits 0 to 9 and the letters a to f; the code beside it "
            "has 16 and two check digits. Both stand at the foot of each page of the packet."
        )
        % {"count": len(bare)}
    )


def short_of(code):
    return "-".join([*(code[at : at + 4] for at in range(0, _LENGTH, 4)), code[_LENGTH:]])


def _grouped(sha256):
    return " ".join(sha256[at : at + 8] for at in range(0, 64, 8))


def _another(typed, wanted):
    return _(
        "The packet that was signed is not the text before the committee: it carries %(typed)s, and the text tabled last "
        "carries %(wanted)s. Compare the foot of its pages with the packet downloaded from this meeting. A changed packet "
        "cannot be entered; the committee decides on the text tabled last."
    ) % {"typed": typed, "wanted": wanted}
