"""The parts of make-corpus.py: invented people, a model of a workbook, its writers, and the layouts."""
