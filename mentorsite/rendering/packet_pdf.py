"""One file of HTML becomes a PDF by WeasyPrint, tagged as PDF/UA asks for: the extra `pdf`."""

from __future__ import annotations

import logging

from mentorsite.diagnostics import Code, Diagnostic, SiteError, Span


def pdf(html: str, name: str) -> bytes:
    """Give the PDF of a file that needs no other; `name` is what it will be called. Raises SiteError where WeasyPrint cannot be used.

    Headings become bookmarks, the file's title, language, author and day its metadata. Nothing outside the file is opened.
    """
    try:
        from weasyprint import HTML, URLFetcher
    except ImportError:
        said = "a PDF is made by WeasyPrint, which is not installed"
        raise SiteError(Diagnostic(Code.MISSING_EXTRA, Span(name), said, "run: pip install 'mentorsite[pdf]'")) from None
    except OSError as error:
        said = f"WeasyPrint is installed, but not a library that it needs: {str(error).splitlines()[0]}"
        hint = "install Pango, on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise SiteError(Diagnostic(Code.MISSING_EXTRA, Span(name), said, hint)) from None
    # What it does not know of a style sheet it leaves out, as browsers do, and tells of it.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    made = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    data: bytes = made.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"mentorsite packet", custom_metadata=False)
    return data
