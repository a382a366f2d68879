"""Which facts leave the house, to whom and in what words: public integration events, apart from those of the domain."""
