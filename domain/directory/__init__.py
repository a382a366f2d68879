"""Who works where, with which powers, since when: the directory of offices, bodies, accounts and posts."""
