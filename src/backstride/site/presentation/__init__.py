"""How a plan, an assessment and a timeline become pages: numbers into words, in one place."""
