"""What votes on statements show: what people agree on, what divides them, and clear groups if any.

The mathematics is that of Polis (github.com/compdemocracy/polis), written anew in numpy. It is
checked against what Polis published and against red-dwarf in ``benchmarks/opinion.py``.
"""
