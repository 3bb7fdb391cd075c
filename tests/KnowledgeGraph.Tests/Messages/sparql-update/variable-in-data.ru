PREFIX secoop: <https://w3id.org/secoop/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA { ?s rdfs:label "x" }
