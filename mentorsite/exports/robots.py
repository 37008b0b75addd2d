"""The facts of a site become `robots.txt` (RFC 9309): what search engines and other robots may fetch.

Why pages may be fetched that no search engine is to list: they say so themselves (`<meta name="robots" content="noindex">`), and that is
read only by who may fetch them. An address that may not be fetched can be listed all the same, once somebody else links to it. What is no
page can't say it, so that may not be fetched. A robot that does not know `*` within a path fetches nothing of such a site.
"""

from __future__ import annotations

from mentorsite.pages.page import SiteFacts
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.web import lead

ROBOTS = "robots.txt"
_PAGES_ALONE = ("Disallow: /", "Allow: /*.html$", "Allow: /*/$", "Allow: /$")
"""A folder's address is that of its page. The longest rule that fits counts."""


def robots(site: SiteFacts, has_sitemap: bool) -> Artifact:
    """Give the file. It counts only where the site lies at the root of its host."""
    lines = ["User-agent: *", *(_PAGES_ALONE if site.noindex else ("Allow: /",))]
    if has_sitemap and site.url:
        lines += ["", f"Sitemap: {lead(site.url, 'sitemap.xml')}"]
    return Artifact(ROBOTS, "\n".join([*lines, ""]).encode(), ROBOTS)
