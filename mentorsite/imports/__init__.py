"""Imports: what another program wrote becomes records of the site, with a report of what has no place in them."""
