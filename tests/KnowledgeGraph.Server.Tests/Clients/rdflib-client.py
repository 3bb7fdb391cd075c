"""What rdflib's SPARQLStore and SPARQLWrapper make of the endpoint; one line a finding.

rdflib-client.py store ENDPOINT
rdflib-client.py wrapper ENDPOINT
rdflib-client.py update ENDPOINT TOKEN
"""
import sys

from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

KAZAKHSTAN = URIRef("https://w3id.org/secoop/id/kazakhstan")
LABELS = "SELECT ?label WHERE { <%s> <%s> ?label } ORDER BY ?label" % (KAZAKHSTAN, RDFS.label)


def store(endpoint):
    graph = Graph(SPARQLStore(endpoint))
    print("triples", sorted(o.n3() for _, _, o in graph.triples((KAZAKHSTAN, RDFS.label, None))))
    print("select", [row.label.n3() for row in graph.query(LABELS)])
    print("ask", bool(graph.query("ASK { <%s> ?p ?o }" % KAZAKHSTAN)))
    print("construct", len(graph.query("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 7").graph))
    print("contains", (KAZAKHSTAN, RDFS.label, Literal("Kazakhstan", lang="en")) in graph)


def wrapper(endpoint):
    from SPARQLWrapper import CSV, JSON, N3, POST, RDFXML, XML, SPARQLWrapper

    asked = SPARQLWrapper(endpoint)
    asked.setQuery(LABELS)
    asked.setReturnFormat(JSON)
    print("json", [row["label"]["value"] for row in asked.query().convert()["results"]["bindings"]])
    asked.setMethod(POST)
    print("post", len(asked.query().convert()["results"]["bindings"]))
    asked.setReturnFormat(XML)
    print("xml", len(asked.query().convert().getElementsByTagName("result")))
    asked.setReturnFormat(CSV)
    print("csv", len(asked.query().convert().decode("utf-8").split("\r\n")) - 2)
    asked.setQuery("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 7")
    asked.setReturnFormat(RDFXML)
    print("rdfxml", len(asked.query().convert()))
    asked.setReturnFormat(N3)
    print("turtle", len(Graph().parse(data=asked.query().convert(), format="turtle")))
    asked.setQuery("ASK { ?s ?p ?o }")
    asked.setReturnFormat(JSON)
    print("ask", asked.query().convert()["boolean"])


def update(endpoint, token):
    updated = SPARQLUpdateStore(endpoint, endpoint, headers={"Authorization": "Bearer " + token})
    # The name that rdflib has for the default graph.
    graph = Graph(updated, identifier="urn:x-rdflib:default")
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal("ö \"1\"\n")))
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal(2)))
    updated.update("INSERT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o }")
    graph.remove((URIRef("urn:s"), URIRef("urn:p"), Literal(2)))
    print("after", sorted(o.n3() for o in graph.objects(URIRef("urn:s"), URIRef("urn:p"))), len(graph))


globals()[sys.argv[1]](*sys.argv[2:])
