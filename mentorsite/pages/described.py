"""How a page of a public site describes itself to other programs: Open Graph elements for previews of links, and JSON-LD by schema.org.

Pages of narrower copies do not: nobody is to find them, and a link to one that is passed on should say nothing by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from mentorsite.audience.view import Shown
from mentorsite.pages.page import PortfolioFacts, SiteFacts
from mentorsite.pages.show import in_words
from mentorsite.pages.values import Entry, Group, Link, Marked, Picture
from mentorsite.records.values import Key

Data = Mapping[str, object]
"""A value of JSON."""


def open_graph(
    site: SiteFacts, portfolio: PortfolioFacts, title: str, url: str | None, description: str | None, entry: Entry | None
) -> tuple[tuple[str, str], ...]:
    """Give the properties of a page (the Open Graph protocol, ogp.me) with their values; none where it has no address for everybody."""
    if url is None or site.noindex:
        return ()
    kind = "website" if entry is None else "profile" if entry.type == "people" else "article"
    found = [("og:title", title), ("og:type", kind), ("og:url", url), ("og:site_name", site.title)]
    if description:
        found.append(("og:description", description))
    if kind == "article" and entry and entry.date:
        found.append(("article:published_time", entry.date.isoformat()))
    if portfolio.card:
        found += [("og:image", f"{site.url}{quote(portfolio.card)}"), ("og:image:alt", portfolio.title)]
    return tuple(found)


class Describing:
    """Describes the pages of a site that everybody may find as JSON-LD."""

    def __init__(self, site: SiteFacts, links: Mapping[Key, Link]) -> None:
        self.site = site
        self.links = links

    def record(self, entry: Entry) -> Data | None:
        """Give what a record is, or None where schema.org has no word for it that others would look for."""
        make = _MAKES.get(entry.type)
        return make(self, entry) if make and self._speaks else None

    def home(self, title: str, address: str, mentees: tuple[Shown, ...]) -> Data | None:
        """Give what a portfolio is: a page about its mentees, where this audience sees whose it is."""
        if not self._speaks or not mentees:
            return None
        about = [self._person(shown.key) for shown in mentees]
        return {**_CONTEXT, "@type": "ProfilePage", **self._page(title, address), "mainEntity": about[0] if len(about) == 1 else about}

    @property
    def _speaks(self) -> bool:
        return bool(self.site.url) and not self.site.noindex

    def _url(self, address: str) -> str:
        path, sign, part = address.partition("#")
        return f"{self.site.url}{quote(path)}{sign}{part}"

    def _page(self, title: str, address: str) -> dict[str, object]:
        whole = {"@type": "WebSite", "name": self.site.title, "url": self.site.url}
        return {"name": title, "url": self._url(address), "inLanguage": self.site.language, "isPartOf": whole}

    def _person(self, key: Key) -> dict[str, object]:
        link = self.links[key]
        return {"@type": "Person", "@id": self._url(f"{link.address}#person"), "name": link.text, "url": self._url(link.address)}

    def _term(self, link: Link) -> dict[str, object]:
        return {"@type": "DefinedTerm", "@id": self._url(f"{link.address}#skill"), "name": link.text, "url": self._url(link.address)}

    def _profile(self, entry: Entry) -> Data:
        cells = entry.fields.cells
        headline, photo, profiles = cells.get("headline"), cells.get("photo"), cells.get("profiles")
        person: dict[str, object] = {"@type": "Person", "@id": self._url(f"{entry.address}#person"), "name": entry.title}
        person["url"] = self._url(entry.address)
        if isinstance(headline, Marked):
            person["description"] = in_words(headline)
        if isinstance(photo, Picture):
            person["image"] = self._url(photo.address)
        if isinstance(profiles, tuple) and (same := _addresses(profiles)):
            person["sameAs"] = same
        return {**_CONTEXT, "@type": "ProfilePage", **self._page(entry.title, entry.address), "mainEntity": person}

    def _credential(self, entry: Entry) -> Data:
        skills = entry.fields.cells.get("skills")
        found = self._work("EducationalOccupationalCredential", entry, "credential")
        found["credentialCategory"] = "milestone"
        gained = [self._term(link) for link in skills if isinstance(link, Link) and link.address] if isinstance(skills, tuple) else []
        return {**found, "competencyRequired": gained} if gained else found

    def _skill(self, entry: Entry) -> Data:
        found: dict[str, object] = {**_CONTEXT, **self._term(Link(entry.title, entry.address)), "termCode": entry.id}
        if entry.summary:
            found["description"] = in_words(entry.summary)
        folder = entry.address.rpartition("/")[0]
        terms = self._url(f"{folder}/index.html")
        return {**found, "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": terms, "name": "Skills", "url": terms}}

    def _story(self, entry: Entry) -> Data:
        return {**self._work("Article", entry, "story"), "headline": entry.title}

    def _work(self, kind: str, entry: Entry, part: str) -> dict[str, object]:
        found = {**_CONTEXT, "@type": kind, "@id": self._url(f"{entry.address}#{part}"), **self._page(entry.title, entry.address)}
        if entry.date:
            found["datePublished"] = entry.date.isoformat()
        if entry.summary:
            found["description"] = in_words(entry.summary)
        return found


def _addresses(profiles: tuple[object, ...]) -> list[str]:
    """Give where else somebody is found in the web."""
    cells = [profile.address for profile in profiles if isinstance(profile, Link)]
    cells += [str(profile["url"]) for profile in profiles if isinstance(profile, Group)]
    return [address for address in cells if address.lower().startswith(("https://", "http://"))]


_CONTEXT: dict[str, object] = {"@context": "https://schema.org"}
_MAKES: dict[str, Callable[[Describing, Entry], Data]] = {
    "people": Describing._profile,
    "milestones": Describing._credential,
    "skills": Describing._skill,
    "stories": Describing._story,
}
