"""The facts a change changed, one file for each kind of fact: numbers and dates, names, negations, quotes, speakers.

A new kind is one file and one row in `table.py`.
"""
