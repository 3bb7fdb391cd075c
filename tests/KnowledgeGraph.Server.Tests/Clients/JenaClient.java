import org.apache.jena.query.ResultSet;
import org.apache.jena.rdfconnection.RDFConnection;
import org.apache.jena.rdfconnection.RDFConnectionRemote;

/** What Jena's remote connection makes of the host; one line a finding. java JenaClient.java HOST */
public final class JenaClient {
    public static void main(String[] args) {
        try (RDFConnection host = RDFConnectionRemote.service(args[0])
            .queryEndpoint("sparql").updateEndpoint("sparql").gspEndpoint("rdf-graph-store").build()) {
            read(host);
        }
    }

    private static void read(RDFConnection host) {
        host.queryResultSet(
            "SELECT ?label { <https://w3id.org/secoop/id/kazakhstan> <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label",
            (ResultSet rows) -> rows.forEachRemaining(row -> System.out.println("label " + row.get("label"))));
        System.out.println("ask " + host.queryAsk("ASK { <https://w3id.org/secoop/id/kazakhstan> ?p ?o }"));
        System.out.println("construct " + host.queryConstruct("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 7").size());
        System.out.println("describe " + (host.queryDescribe("DESCRIBE <https://w3id.org/secoop/id/kazakhstan>").size() > 0));
    }
}
