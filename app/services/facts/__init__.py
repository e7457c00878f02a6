"""Facts: stated, held against what the tables show, and told as a history. Nothing else writes the tables of facts."""
