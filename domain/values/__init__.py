"""Values with real validation: what may be typed, what is stored, what is said when it cannot be right.

Every value has ``parse(text, field=…)``, called while a command is made: it tidies the text, refuses what cannot be
right with ``InvalidInput`` and gives back the value. Events hold the plain ``str`` or ``int`` inside; constructors
never validate, because yesterday's history must always decode. What is odd but possible is told by ``warnings``.
"""
