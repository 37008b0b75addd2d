"""A portfolio becomes Open Badges 3.0 (1EdTech; W3C Verifiable Credentials 2.0), a file each: what was reached, and the levels of skills.

Who the portfolio is about says this of themself: they are issuer and subject of every badge, each says so in words, and none is signed. A
badge is about what its audience sees, by the name that it sees.

A record has a day and no time, so a badge holds from noon in UTC, which is that day nearly everywhere on earth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mentorsite.audience.view import Shown
from mentorsite.exports.identity import uuid
from mentorsite.insights.skill_map import SkillStanding
from mentorsite.pages.atlas import prefix
from mentorsite.pages.frame import Frame
from mentorsite.pages.show import in_words
from mentorsite.pages.values import Link, Marked
from mentorsite.records.record import Record
from mentorsite.records.registry import record_types
from mentorsite.records.types.mentorships import Mentorship
from mentorsite.records.types.milestones import Milestone
from mentorsite.records.values import Phrase, Prose, Reference
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.json_text import without_harm
from mentorsite.rendering.web import lead

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    # Where the kind of schema that a badge names is explained.
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
"""What the names in a badge mean, as the two standards have it."""
SELF_ASSERTED = "Self-asserted: the person it is about says so. It is not signed, and nobody else has confirmed it."
"""What every badge says of itself."""

_SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
_LANGUAGE = re.compile(r"[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""The codes of languages that the standard takes."""

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom a portfolio is about, by the name that the audience sees: an address for the person, and the one of their page."""

    name: str
    id: str
    page: str


def badges(frame: Frame) -> Iterator[Artifact]:
    """Give the badges of a portfolio in a site that knows its address, below `milestones/` and `skills/`.

    Where it is about several people, each has a badge of their own, in a folder a record. What several portfolios share is nobody's, and
    what lies in the days to come was not reached yet.
    """
    if frame.portfolio or not frame.atlas.view.names:
        made = _Badges(frame)
        yield from made.milestones()
        yield from made.skills()


class _Badges:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.view = frame.atlas.view
        self.today = frame.showing.today
        self.subjects = tuple(self._subjects())

    def milestones(self) -> Iterator[Artifact]:
        for shown in self.view.of(self.frame.portfolio, "milestones"):
            record = shown.record
            if isinstance(record, Milestone) and record.date <= self.today:
                reached = f"Reached on {record.date.day} {record.date:%B %Y}."
                achievement = self._achievement(shown, "Achievement", "credential", reached)
                yield from self._badges(shown, record.date, achievement, record.evidence, self._words(record.outcome))

    def skills(self) -> Iterator[Artifact]:
        for shown in self.view.of(self.frame.portfolio, "skills"):
            standing = self.frame.insights.skills.of(shown.key)
            if standing.readings:
                yield from self._skill(shown, standing)

    def _skill(self, shown: Shown, standing: SkillStanding) -> Iterator[Artifact]:
        """Tell the latest level, on the scale that it is one of, and since when it has been that."""
        scale = self.frame.site.levels
        latest = standing.readings[-1]
        said = f"The level `{latest.level.name}`, number {latest.level.number} of {len(scale)}: {', '.join(scale)}."
        achievement = self._achievement(shown, "Competency", "skill", said)
        levels: list[Json] = [
            {"id": self._part(shown, f"level-{number}"), "type": ["RubricCriterionLevel"], "name": name, "level": str(number)}
            for number, name in enumerate(scale, 1)
        ]
        described = self._part(shown, "level")
        achievement["resultDescription"] = [
            {
                "id": described,
                "type": ["ResultDescription"],
                "name": "Level",
                "resultType": "RubricCriterionLevel",
                "rubricCriterionLevel": levels,
            }
        ]
        result: Json = {
            "type": ["Result"],
            "resultDescription": described,
            "achievedLevel": self._part(shown, f"level-{latest.level.number}"),
        }
        since = latest.day
        for reading in reversed(standing.readings):
            if reading.level != latest.level:
                break
            since = reading.day
        shows = [proof.what for proof in latest.evidence]
        yield from self._badges(shown, since, achievement, [*shows, *standing.milestones], "", [result])

    def _badges(
        self, shown: Shown, day: date, achievement: Json, evidence: Iterable[object], told: str, results: list[Json] | None = None
    ) -> Iterator[Artifact]:
        page = self.frame.atlas.address(shown.key)
        shows = list(self._evidence([shown.key, *evidence]))
        for number, subject in enumerate(self.subjects, 1):
            alone = len(self.subjects) == 1
            about: Json = {
                "id": subject.id,
                "type": ["AchievementSubject"],
                "identifier": [{"type": "IdentityObject", "hashed": False, "identityHash": subject.name, "identityType": "name"}],
                "achievement": achievement,
            }
            if told:
                about["narrative"] = told
            if results:
                about["result"] = results
            badge: Json = {
                "@context": list(CONTEXT),
                "id": f"urn:uuid:{uuid(self._root, page + ('#badge' if alone else f'#badge-{number}'))}",
                "type": ["VerifiableCredential", "OpenBadgeCredential"],
                "name": shown.record.heading(),
                "description": SELF_ASSERTED,
                "issuer": {
                    "id": subject.id,
                    "type": ["Profile"],
                    "name": subject.name,
                    "url": subject.page,
                    "description": SELF_ASSERTED,
                },
                "validFrom": _moment(day),
                "credentialSubject": about,
                "evidence": shows,
                "credentialSchema": [{"id": _SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
            }
            path = f"{prefix(self.frame.portfolio)}{shown.key.type}/{shown.key.id}{'' if alone else f'/{number}'}.json"
            text = json.dumps(without_harm(badge), ensure_ascii=False, indent=2)
            yield Artifact(path, f"{text}\n".encode("utf-8", "replace"), str(shown.key))

    def _achievement(self, shown: Shown, kind: str, part: str, said: str) -> Json:
        """Describe what was reached. `said` is what there is to say where nobody has written a summary."""
        record: Record = shown.record
        found: Json = {
            "id": self._part(shown, part),
            "type": ["Achievement"],
            "achievementType": kind,
            "name": record.heading(),
            "description": self._words(record.summary) or said,
            "criteria": {"id": self._url(self.frame.atlas.address(shown.key)), "narrative": f"{SELF_ASSERTED} {said}"},
        }
        if record.tags:
            found["tag"] = list(dict.fromkeys(record.tags))
        if _LANGUAGE.fullmatch(self.frame.site.language):
            found["inLanguage"] = self.frame.site.language
        return found

    def _evidence(self, evidence: Iterable[object]) -> Iterator[Json]:
        told: set[str] = set()
        for each in evidence:
            link = self.frame.showing.show(each)
            if isinstance(link, Link) and link.address and (url := self._url(link.address)) not in told:
                told.add(url)
                of = record_types().get(link.type)
                found: Json = {"id": url, "type": ["Evidence"], "name": link.text}
                yield {**found, "genre": of.facts.singular} if of else found

    def _subjects(self) -> Iterator[_Subject]:
        """Give the mentees of the portfolio's agreements, each once; without one, whoever the portfolio is about."""
        home = self._url(self.frame.facts.home)
        agreements = [shown.record for shown in self.view.of(self.frame.portfolio, "mentorships")]
        named: dict[Link, None] = {}
        for agreement in agreements:
            for reference in agreement.mentees if isinstance(agreement, Mentorship) else ():
                link = self.frame.showing.show(reference)
                if isinstance(reference, Reference) and isinstance(link, Link) and link.text:
                    named[link] = None
        for number, link in enumerate(named, 1):
            page = self._url(link.address) if link.address else home
            yield _Subject(link.text, f"{page}#person" if link.address else f"{home}#mentee-{number}", page)
        if not named:
            yield _Subject(self.frame.facts.title, f"{home}#person", home)

    @property
    def _root(self) -> str:
        return self.frame.site.url or ""

    def _url(self, address: str) -> str:
        return lead(self._root, address)

    def _part(self, shown: Shown, part: str) -> str:
        return self._url(f"{self.frame.atlas.address(shown.key)}#{part}")

    def _words(self, text: Prose | Phrase | None) -> str:
        shown = self.frame.showing.show(text)
        return (in_words(shown) or "") if isinstance(shown, Marked) else ""


def _moment(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"
