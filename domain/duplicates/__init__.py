"""Whether two leads are about one subject: what of a lead is compared, where to look, how likely, and why.

``fingerprints`` turns a subject into prints (kind, value); ``keys`` adds the looser prints under which it is stored and
looked up; ``score`` weighs two sets of prints and gives its reasons. A read model with the columns (kind, value, lead)
serves all of it. Prints of personal kinds compare by equality only, so a keyed digest may stand in for their value.
"""
