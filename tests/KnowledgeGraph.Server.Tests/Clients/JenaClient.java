import org.apache.jena.graph.NodeFactory;
import org.apache.jena.http.sys.RegistryRequestModifier;
import org.apache.jena.query.ResultSet;
import org.apache.jena.rdfconnection.RDFConnection;
import org.apache.jena.rdfconnection.RDFConnectionRemote;
import org.apache.jena.sparql.exec.http.GSP;
import org.apache.jena.sparql.graph.GraphFactory;

/** What Jena's remote connection makes of the host; one line a finding. java JenaClient.java read HOST, or write HOST TOKEN */
public final class JenaClient {
    private static final String GRAPH = "http://example.org/g";

    public static void main(String[] args) {
        String address = args[1];
        if (args[0].equals("write")) {
            write(address, args[2]);
            return;
        }

        try (RDFConnection host = connect(address)) {
            read(host);
        }
    }

    private static RDFConnection connect(String address) {
        return RDFConnectionRemote.service(address)
            .queryEndpoint("sparql").updateEndpoint("sparql").gspEndpoint("rdf-graph-store").build();
    }

    private static void read(RDFConnection host) {
        host.queryResultSet(
            "SELECT ?label { <https://w3id.org/secoop/id/kazakhstan> <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label",
            (ResultSet rows) -> rows.forEachRemaining(row -> System.out.println("label " + row.get("label"))));
        System.out.println("ask " + host.queryAsk("ASK { <https://w3id.org/secoop/id/kazakhstan> ?p ?o }"));
        System.out.println("construct " + host.queryConstruct("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 7").size());
        System.out.println("describe " + (host.queryDescribe("DESCRIBE <https://w3id.org/secoop/id/kazakhstan>").size() > 0));
    }

    private static void write(String address, String token) {
        String authorization = "Bearer " + token;
        // Of queries and updates; a graph store request has its own headers.
        RegistryRequestModifier.get().addPrefix(address, (parameters, headers) -> headers.put("Authorization", authorization));
        try (RDFConnection host = connect(address)) {
            host.update("INSERT DATA { GRAPH <" + GRAPH + "> { <urn:s> <urn:p> 'ü' } }");
            System.out.println("after update " + host.fetch(GRAPH).size());
            var graph = GraphFactory.createDefaultGraph();
            graph.add(NodeFactory.createURI("urn:s"), NodeFactory.createURI("urn:p"), NodeFactory.createLiteral("ö"));
            store(address, authorization).POST(graph);
            System.out.println("after POST " + host.fetch(GRAPH).size());
            store(address, authorization).PUT(graph);
            System.out.println("after PUT " + host.fetch(GRAPH).size());
            // Not DELETE of the graph store: Jena 4.5 leaves the headers of that request out.
            host.update("DROP GRAPH <" + GRAPH + ">");
            System.out.println("left " + host.queryAsk("ASK { GRAPH ?g { ?s ?p ?o } }"));
        }
    }

    private static GSP store(String address, String authorization) {
        return GSP.service(address + "rdf-graph-store").graphName(GRAPH).httpHeader("Authorization", authorization);
    }
}
