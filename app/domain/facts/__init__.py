"""Facts of a case, a person, a victim, the staff and the site: each stated by a member, signed, and never changed."""
