"""A static site generator for mentoring portfolios: plain records in, a portfolio that cannot leak out."""

__version__ = "0.1.0"
