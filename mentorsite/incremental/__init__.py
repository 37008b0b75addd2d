"""What is done again when something changed, and what is not: builds whose result is always that of one from nothing."""
