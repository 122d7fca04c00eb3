"""Finding what looks like a private telephone number or e-mail address in a text, for the publisher's eye."""

import re

# A mobile number of India: ten digits from 6 to 9 on, grouped or not, with or without the country's code.
_MOBILE = re.compile(r"(?<![\d.,])(?:\+?91[\s-]?|0)?[6-9]\d{4}[\s-]?\d{5}(?![\d.,]?\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def contacts_in(text):
    """Numbers and addresses in the order of the text, each once. An office's own are found too: the publisher decides."""
    found = [(match.start(), match.group()) for pattern in (_MOBILE, _EMAIL) for match in pattern.finditer(text)]
    return list(dict.fromkeys(words for _start, words in sorted(found)))
