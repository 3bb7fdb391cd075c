using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// Makes a dataset of the shape of ours at any size: facts in the default graph, and in a named graph per source the claims that reify them
/// (RDF 1.2), with speaker, polarity and place. Same arguments, same bytes.
/// </summary>
internal static class ClaimData
{
    public const string Usage = """
        claims: writes N-Quads of facts and of the claims that say so, in the shape of the shipped graph.

        usage: claims --out FILE.nq [--quads N] [--claims N] [--seed N]

          --quads   about how many quads (default 10000000)
          --claims  how many claims, seven quads each with their facts (default a tenth of the quads)
          --seed    where the random numbers begin (default 7)

        Writes FILE.nq.meta.json beside it: how many claims, facts, speakers and sources there are.
        """;

    private const string Vocabulary = "http://bench.example/v#";
    private const string Things = "http://bench.example/id/";

    // Speakers and sources of real corpora: few say much.
    private const double Skew = 2.2;

    // The quads of a claim: reifies, speaker, polarity, place (paragraph, start, end).
    private const int QuadsOfClaim = 6;

    public static int Execute(Arguments arguments, TextWriter output)
    {
        var file = arguments.Required("--out");
        var quads = arguments.Number("--quads", 10_000_000);
        var claims = arguments.Number("--claims", Math.Max(1, quads / 10));
        if ((long)claims * (QuadsOfClaim + 1) > quads)
        {
            throw new UsageException($"{claims} claims make more than {quads} quads.");
        }

        var shape = new Shape(claims, Math.Max(1, claims * 3 / 4), Math.Max(1, claims / 200), Math.Max(1, claims / 100));
        using (var text = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" })
        {
            var random = new Random(arguments.Number("--seed", 7));
            var written = Claims(text, random, shape) + Facts(text, shape) + Labels(text, shape);
            Filling(text, random, shape, quads - written);
        }

        File.WriteAllText(file + ".meta.json", JsonSerializer.Serialize(new { counts = shape.Counts }) + "\n");
        output.WriteLine($"{file}: {shape.Claims} claims of {shape.Facts} facts by {shape.Speakers} speakers in {shape.Sources} sources");
        return 0;
    }

    // Every fact has a claim; a quarter of the claims say again, or deny, what another one says.
    private static long Claims(StreamWriter text, Random random, Shape shape)
    {
        for (var claim = 0; claim < shape.Claims; claim++)
        {
            var fact = claim < shape.Facts ? claim : random.Next(shape.Facts);
            var graph = $" <{Things}source/{Skewed(random, shape.Sources)}> .\n";
            var subject = $"<{Things}claim/{claim}> <{Vocabulary}";
            var start = random.Next(4_000);
            text.Write($"<{Things}claim/{claim}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( {Fact(fact, shape)} )>>{graph}");
            text.Write($"{subject}speaker> <{Things}speaker/{Skewed(random, shape.Speakers)}>{graph}");
            text.Write($"{subject}polarity> <{Vocabulary}{(random.Next(10) == 0 ? "denied" : "asserted")}>{graph}");
            Integer(text, subject, "paragraph", random.Next(40), graph);
            Integer(text, subject, "start", start, graph);
            Integer(text, subject, "end", start + 5 + random.Next(60), graph);
        }

        return (long)shape.Claims * QuadsOfClaim;
    }

    private static long Facts(StreamWriter text, Shape shape)
    {
        for (var fact = 0; fact < shape.Facts; fact++)
        {
            text.Write($"{Fact(fact, shape)} .\n");
        }

        return shape.Facts;
    }

    private static long Labels(StreamWriter text, Shape shape)
    {
        for (var speaker = 0; speaker < shape.Speakers; speaker++)
        {
            text.Write($"<{Things}speaker/{speaker}> <http://www.w3.org/2000/01/rdf-schema#label> \"Speaker {speaker}\"@en .\n");
        }

        for (var source = 0; source < shape.Sources; source++)
        {
            text.Write($"<{Things}source/{source}> <{Vocabulary}title> \"Source number {source}\"@en .\n");
        }

        return shape.Speakers + (long)shape.Sources;
    }

    // What a graph holds besides claims: mentions of things in sources.
    private static void Filling(StreamWriter text, Random random, Shape shape, long count)
    {
        for (long i = 0; i < count; i++)
        {
            text.Write($"<{Things}mention/{i / 4}> <{Vocabulary}");
            switch (i % 4)
            {
                case 0:
                    text.Write($"of> <{Things}actor/{Skewed(random, shape.Facts / 4 + 1)}>");
                    break;
                case 1:
                    text.Write($"in> <{Things}source/{Skewed(random, shape.Sources)}>");
                    break;
                case 2:
                    text.Write($"words> \"word {random.Next(50_000)}\"@en");
                    break;
                default:
                    text.Write($"at> \"{random.Next(4_000)}\"^^<http://www.w3.org/2001/XMLSchema#integer>");
                    break;
            }

            text.Write(" .\n");
        }
    }

    // No two facts are the same: the object tells them apart.
    private static string Fact(int fact, Shape shape) =>
        $"<{Things}actor/{fact % (shape.Facts / 4 + 1)}> <{Vocabulary}relation{fact % 12}> <{Things}deed/{fact}>";

    private static void Integer(StreamWriter text, string subject, string name, int value, string graph) =>
        text.Write($"{subject}{name}> \"{value}\"^^<http://www.w3.org/2001/XMLSchema#integer>{graph}");

    private static int Skewed(Random random, int count) => (int)(Math.Pow(random.NextDouble(), Skew) * count);

    private sealed record Shape(int Claims, int Facts, int Speakers, int Sources)
    {
        public Dictionary<string, int> Counts =>
            new() { ["claim"] = Claims, ["fact"] = Facts, ["speaker"] = Speakers, ["source"] = Sources };
    }
}
