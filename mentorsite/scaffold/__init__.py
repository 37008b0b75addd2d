"""What the tool writes for people to begin with: a small site, and records with their fields explained."""
