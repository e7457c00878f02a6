"""A list of referrals that came as a table: what its columns mean, and which rows could each open a case."""
