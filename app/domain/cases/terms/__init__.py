"""The victim check: which parts of a typed detail are looked for, and where they stand in any text.

    line = split(vocabulary, Field.ADDRESSES, "12 Elm Road, Northmoor NM4 2AB - her mother's house")
    line.parts      # 12 Elm Road; Northmoor, NM4 only beside another of these; NM4 2AB
    line.left_out   # ("her mother's house",)
    Matcher(vocabulary, [line.parts], permitted=["Dr Rowan Ashdown"]).places(["seen at", "12, Elm Rd."])

It guards against mistakes, not against a member who wants to leak. Not found, and to be said wherever "nothing found"
is said: initials alone ("K.P."); descriptions ("the woman at number 22"); two slips in one word, and one in a word of
fewer than six letters; a name that is an everyday word (Grace, Hope) where it begins a sentence or all is in capitals;
a name of one month, county or word of our own headings (May, Essex, Panel) by itself; letters moved about at will;
a translation; a picture of text.

Everything here is pure: no file, clock or table. The dictionary and word lists come in as a `Vocabulary`.
"""
