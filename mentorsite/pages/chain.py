"""The evidence behind a claim becomes one drawn line of steps, for its card and its page."""

from __future__ import annotations

from mentorsite.insights.evidence import Chain, Step, place_of
from mentorsite.pages.atlas import Atlas
from mentorsite.pages.values import Line, Link, Stop
from mentorsite.records.fields import WebLink
from mentorsite.records.record import TypeFacts
from mentorsite.records.registry import record_types
from mentorsite.records.values import Key

OUTSIDE = "outside"
"""The name of the step that holds what is no record of the site."""
# "13 feedback" is no English; the plural of every other type is its title.
_PLURALS = {"feedback": "pieces of feedback"}


def line(atlas: Atlas, chain: Chain) -> Line:
    """Draw a chain: the claim stands last among the records of its type, and steps without records that follow one another become one."""
    claim = Stop("claim", mark=facts_of(chain.claim.type).mark, text=facts_of(chain.claim.type).singular)
    placed = [(place_of(chain.claim.type), 1, claim), *((place_of(step.type), 0, _stop(atlas, chain.claim, step)) for step in chain.steps)]
    if chain.outside:
        placed.append((place_of(OUTSIDE), 1, _outside_stop(atlas, chain)))
    stops: list[Stop] = []
    for _, _, stop in sorted(placed, key=lambda item: item[:2]):
        before = stops[-1] if stops else claim
        if stop.kind == before.kind == "none" and stop.later == before.later:
            stops[-1] = Stop("none", words=before.words + stop.words, later=stop.later)
        else:
            stops.append(stop)
    return Line(tuple(stops) if any(stop.kind == "records" for stop in stops) else (), chain.proven, chain.whole)


def _stop(atlas: Atlas, claim: Key, step: Step) -> Stop:
    facts = facts_of(step.type)
    if not step.count:
        return Stop("none", words=(facts.singular.lower(),), later=step.later)
    if step.count == 1:
        link = atlas.links[(*step.named, *step.along)[0]]
        return Stop("records", facts.mark, link.text, link.address)
    plural = _PLURALS.get(step.type, facts.title.lower())
    return Stop("records", facts.mark, plural, f"{atlas.address(claim)}#{anchor(step.type)}", step.count)


def _outside_stop(atlas: Atlas, chain: Chain) -> Stop:
    if len(chain.outside) == 1:
        link = outside(chain)[0]
        return Stop("records", OUTSIDE if link.address else "text", link.text, link.address)
    return Stop("records", OUTSIDE, "links elsewhere", f"{atlas.address(chain.claim)}#{anchor(OUTSIDE)}", len(chain.outside))


def outside(chain: Chain) -> tuple[Link, ...]:
    """Give what is named as evidence and is no record, as links; a person of whom only a text may be shown leads nowhere."""
    return tuple(Link(each.label, each.url) if isinstance(each, WebLink) else Link(each.text) for each in chain.outside)


def facts_of(type: str) -> TypeFacts:
    """Give what is said of a type as a whole."""
    return record_types()[type].facts


def anchor(step: str) -> str:
    """Give where the records of a step are listed on the claim's page: an underscore, so that no heading has the same address."""
    return f"_evidence-{step}"
