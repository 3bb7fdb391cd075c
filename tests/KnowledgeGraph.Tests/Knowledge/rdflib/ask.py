"""Loads a file with rdflib, an RDF 1.1 library, and prints the rows of a SPARQL query, cells by tabs, sorted.

Usage: ask.py FILE FORMAT QUERY
"""
import sys

import rdflib

path, syntax, query = sys.argv[1:]
dataset = rdflib.ConjunctiveGraph()
dataset.parse(path, format=syntax)
for row in sorted("\t".join("" if cell is None else str(cell) for cell in row) for row in dataset.query(query)):
    print(row)
