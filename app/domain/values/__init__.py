"""Values of the work: dates, durations, text, identifiers, light markup. Pure, and ignorant of records and cases."""
