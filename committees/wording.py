"""How a decision is said: one sentence for the rule and presence, one for the votes, in both languages.

Frozen with the signature, so the words stand here and not in a catalogue that
may change. Where the order sets no quorum no sentence says there was one.
Numbers of seats include the chair's.
"""

from committees.quorum import (
    AUTHORS_ONLY,
    CIRCULATION,
    CONSENSUS,
    FRACTION,
    NO_CHAIR,
    NONE,
    NUMBER,
    OBJECTION,
    TOO_FEW,
    WAITING,
    Finding,
)

EN, HI = "en", "hi"


def presence_sentence(finding: Finding, language: str = EN) -> str:
    """ "The order sets no quorum; the chair and 7 of 12 seats were present." """
    said = [_rule(finding, language) + _present(finding, language)]
    if finding.persons_present != finding.seats_present:
        said.append(
            _choose(
                language,
                f"{_persons(finding.persons_present)} held them; each counts once."
                if finding.method == CIRCULATION
                else f"{_persons(finding.persons_present)} sat in them; each counts once.",
                f"इन पर {finding.persons_present} व्यक्ति बैठे; प्रत्येक एक बार गिना गया।",
            )
        )
    if finding.seats_vacant:
        said.append(
            _choose(
                language,
                f"{_seats(finding.seats_vacant)} vacant.",
                f"{finding.seats_vacant} सीटें रिक्त थीं।" if finding.seats_vacant > 1 else "1 सीट रिक्त थी।",
            )
        )
    if finding.seats_recused:
        said.append(
            _choose(
                language,
                f"{_seats_stepped(finding.seats_recused)} aside for this item and left the base.",
                f"इस विषय पर {finding.seats_recused} सीट अलग रही और आधार से बाहर है।",
            )
        )
    if finding.enough_by_recusal:
        said.append(_choose(language, "Only so were enough present.", "केवल इसी से पर्याप्त सदस्य माने गए।"))
    return " ".join(said)


def votes_sentence(finding: Finding, language: str = EN) -> str:
    """ "8 for, 0 against, 1 abstained. Without the votes of authors: 6 for, 0 against, 1 abstained." """
    if finding.method == CONSENSUS:
        said = [
            _choose(
                language,
                "By consensus: no voting member present objected.",
                "सर्वसम्मति से: उपस्थित किसी मतदाता सदस्य ने आपत्ति नहीं की।",
            )
        ]
        if finding.authors_present and not finding.rule.drafters_vote:
            others = finding.persons_present - finding.authors_present
            said.append(
                _choose(
                    language,
                    f"{_persons(others)} of those present did not write the text.",
                    f"उपस्थित लोगों में {others} ने पाठ नहीं लिखा।",
                )
            )
        return " ".join(said)
    said = [_counted(finding.count, language)]
    if finding.method == CIRCULATION:
        said.append(_missing(finding, language))
    if finding.authors_present and not finding.rule.drafters_vote:
        said.append(
            _choose(language, "Without the votes of authors: ", "लेखकों के मतों के बिना: ")
            + _counted(finding.count_without_authors, language)
        )
    if finding.decided_by_casting_vote:
        said.append(
            _choose(
                language,
                f"The votes were equal; decided by the casting vote of {_presiding(finding, language)}, as the order provides.",
                f"मत बराबर थे; आदेश के अनुसार {_presiding(finding, language)} के निर्णायक मत से निर्णय हुआ।",
            )
        )
    return " ".join(said)


def rule_sentence(finding: Finding, language: str = EN) -> str:
    """Presence and votes together: what a resolution prints."""
    return f"{presence_sentence(finding, language)} {votes_sentence(finding, language)}"


def why_undecided(finding: Finding, language: str = EN) -> str:
    """Why nothing can be decided; "" when something was."""
    sentences = {
        NO_CHAIR: ("The chair has not signed.", "अध्यक्ष ने हस्ताक्षर नहीं किए।")
        if finding.method == CIRCULATION
        else (
            "Neither the chair nor a delegate of the chair named for this sitting is present.",
            "न अध्यक्ष उपस्थित हैं, न इस बैठक के लिए नामित उनके प्रतिनिधि।",
        ),
        TOO_FEW: (
            f"{_persons(finding.persons_present)} with a vote signed, {finding.required} are needed.",
            f"मताधिकार वाले {finding.persons_present} व्यक्तियों ने हस्ताक्षर किए, {finding.required} आवश्यक हैं।",
        )
        if finding.method == CIRCULATION
        else (
            f"{_persons(finding.persons_present)} with a vote present, {finding.required} are needed.",
            f"मताधिकार वाले {finding.persons_present} व्यक्ति उपस्थित हैं, {finding.required} आवश्यक हैं।",
        ),
        OBJECTION: (
            "A voting member objected, so there is no consensus.",
            "एक मतदाता सदस्य ने आपत्ति की, इसलिए सर्वसम्मति नहीं है।",
        ),
        WAITING: (
            f"The signatures of {_persons(finding.unsigned)} are missing and could still change it.",
            f"{finding.unsigned} व्यक्तियों के हस्ताक्षर शेष हैं और उनसे परिणाम बदल सकता है।",
        ),
        AUTHORS_ONLY: (
            "Fewer than two of those present are no authors of the text, so consensus is not enough.",
            "उपस्थित लोगों में दो से कम ऐसे हैं जो पाठ के लेखक नहीं हैं, इसलिए सर्वसम्मति पर्याप्त नहीं है।",
        ),
    }
    return _choose(language, *sentences.get(finding.outcome, ("", "")))


def _choose(language, english, hindi):
    return hindi if language == HI else english


def _rule(finding, language):
    rule = finding.rule
    if rule.kind == NONE:
        return _choose(language, "The order sets no quorum; ", "आदेश में कोई गणपूर्ति निर्धारित नहीं है; ")
    if rule.kind == NUMBER:
        return _choose(
            language,
            f"The order asks for {rule.number} members, the chair among them; ",
            f"आदेश में अध्यक्ष सहित {rule.number} सदस्य आवश्यक हैं; ",
        )
    assert rule.kind == FRACTION
    return _choose(
        language,
        f"The order asks for {rule.numerator}/{rule.denominator} of the {finding.base} voting seats, "
        f"that is {finding.required}, and for the chair; ",
        f"आदेश में मताधिकार वाली {finding.base} सीटों के {rule.numerator}/{rule.denominator}, "
        f"अर्थात {finding.required}, और अध्यक्ष आवश्यक हैं; ",
    )


def _presiding(finding, language):
    if finding.presided_by_delegate:
        return _choose(language, "the chair's delegate", "अध्यक्ष के प्रतिनिधि")
    return _choose(language, "the chair", "अध्यक्ष")


def _missing(finding, language):
    """That the signatures still missing could not have changed it: why a circulated paper took effect when it did."""
    if not finding.unsigned:
        return _choose(language, "Everybody who could sign has signed.", "जो हस्ताक्षर कर सकते थे, सबने किए।")
    return _choose(
        language,
        f"The signatures of {_persons(finding.unsigned)} were missing and could not have changed it.",
        f"{finding.unsigned} व्यक्तियों के हस्ताक्षर शेष थे और उनसे परिणाम नहीं बदलता।",
    )


def _present(finding, language):
    if finding.method == CIRCULATION:
        signed = f"{finding.seats_present} of {finding.seats_in_force} seats signed."
        signed_hi = f"{finding.seats_in_force} में से {finding.seats_present} सीटों ने हस्ताक्षर किए।"
        if not finding.chair_present:
            return _choose(language, f"by circulation {signed}", f"परिचालन द्वारा {signed_hi}")
        return _choose(language, f"by circulation the chair and {signed}", f"परिचालन द्वारा अध्यक्ष और {signed_hi}")
    seats = f"{finding.seats_present} of {finding.seats_in_force} seats were present."
    seats_hi = f"{finding.seats_in_force} में से {finding.seats_present} सीटें उपस्थित थीं।"
    if not finding.chair_present:
        return _choose(language, f"the chair was absent, {seats}", f"अध्यक्ष अनुपस्थित थे, {seats_hi}")
    if finding.presided_by_delegate:
        return _choose(language, f"the chair's delegate and {seats}", f"अध्यक्ष के प्रतिनिधि और {seats_hi}")
    return _choose(language, f"the chair and {seats}", f"अध्यक्ष और {seats_hi}")


def _counted(count, language):
    return _choose(
        language,
        f"{count.votes_for} for, {count.votes_against} against, {count.votes_abstain} abstained.",
        f"{count.votes_for} पक्ष में, {count.votes_against} विपक्ष में, {count.votes_abstain} तटस्थ।",
    )


def _persons(number):
    return "1 person" if number == 1 else f"{number} persons"


def _seats(number):
    return "1 seat was" if number == 1 else f"{number} seats were"


def _seats_stepped(number):
    return "1 seat stepped" if number == 1 else f"{number} seats stepped"
