namespace KnowledgeGraph.Tests.Query;

public class FunctionTests
{
    // The examples of SPARQL 1.1 §17.4.3 and the W3C function tests, with the rules for language tags and directions.
    [Theory]
    [InlineData("STRLEN('chat')", "\"4\"^^xsd:integer")]
    [InlineData("STRLEN('chat'@en)", "\"4\"^^xsd:integer")]
    [InlineData("STRLEN('食べ物\\U0001F600')", "\"4\"^^xsd:integer")]
    [InlineData("STRLEN(4)", "error")]
    [InlineData("SUBSTR('foobar', 4)", "\"bar\"")]
    [InlineData("SUBSTR('foobar'@en, 4)", "\"bar\"@en")]
    [InlineData("SUBSTR('foobar', 4, 1)", "\"b\"")]
    [InlineData("SUBSTR('foobar'@en, 4, 1)", "\"b\"@en")]
    [InlineData("SUBSTR('a\\U0001F600b', 2, 1)", "\"\U0001F600\"")]
    [InlineData("SUBSTR('12345', 1.5, 2.6)", "\"234\"")]
    [InlineData("SUBSTR('12345', 0, 3)", "\"12\"")]
    [InlineData("SUBSTR('12345', 5, -3)", "\"\"")]
    [InlineData("SUBSTR('12345', -3, 5)", "\"1\"")]
    [InlineData("SUBSTR('12345', '0'^^xsd:double / 0e0, 3)", "\"\"")]
    [InlineData("SUBSTR('12345', -42, 1e0 / 0)", "\"12345\"")]
    [InlineData("SUBSTR('12345', 'x')", "error")]
    [InlineData("UCASE('foo'@en)", "\"FOO\"@en")]
    [InlineData("UCASE('straße')", "\"STRASSE\"")]
    [InlineData("LCASE('BAR')", "\"bar\"")]
    [InlineData("STRSTARTS('foobar'@en, 'foo'@en)", "true")]
    [InlineData("STRSTARTS('foobar'@en, 'foo')", "true")]
    [InlineData("STRSTARTS('foobar', 'foo'@en)", "error")]
    [InlineData("STRSTARTS('foobar'@en, 'foo'@fr)", "error")]
    [InlineData("STRENDS('foobar'@EN, 'bar'@en)", "true")]
    [InlineData("STRENDS('foobar', 'foo')", "false")]
    [InlineData("CONTAINS('abc'@en--ltr, 'b'@en--ltr)", "true")]
    [InlineData("CONTAINS('abc'@en--ltr, 'b')", "true")]
    [InlineData("CONTAINS('abc'@en--ltr, 'b'@en)", "error")]
    [InlineData("CONTAINS('foobar', '')", "true")]
    [InlineData("STRBEFORE('abc', 'b')", "\"a\"")]
    [InlineData("STRBEFORE('abc'@en, 'bc')", "\"a\"@en")]
    [InlineData("STRBEFORE('abc'@en, 'b'@cy)", "error")]
    [InlineData("STRBEFORE('abc'@en, '')", "\"\"@en")]
    [InlineData("STRBEFORE('abc'@en, 'xyz')", "\"\"")]
    [InlineData("STRBEFORE('abc', 'xyz'@en)", "error")]
    [InlineData("STRAFTER('abc', 'b')", "\"c\"")]
    [InlineData("STRAFTER('abc'@en, 'ab')", "\"c\"@en")]
    [InlineData("STRAFTER('abc'@en, ''@en)", "\"abc\"@en")]
    [InlineData("STRAFTER('abc'@en, 'z'@en)", "\"\"")]
    [InlineData("ENCODE_FOR_URI('Los Angeles')", "\"Los%20Angeles\"")]
    [InlineData("ENCODE_FOR_URI('~bébé'@en)", "\"~b%C3%A9b%C3%A9\"")]
    [InlineData("CONCAT('foo', 'bar')", "\"foobar\"")]
    [InlineData("CONCAT('foo'@en, 'bar'@en)", "\"foobar\"@en")]
    [InlineData("CONCAT('foo'@en, 'bar')", "\"foobar\"")]
    [InlineData("CONCAT('a'@en--ltr, 'b'@en--ltr)", "\"ab\"@en--ltr")]
    [InlineData("CONCAT('a'@en--ltr, 'b'@en--rtl)", "\"ab\"")]
    [InlineData("CONCAT('a'@en--ltr, 'b', 'c'@en--ltr)", "\"abc\"")]
    [InlineData("CONCAT()", "\"\"")]
    [InlineData("CONCAT('a'@en)", "\"a\"@en")]
    [InlineData("CONCAT('a', 1)", "error")]
    [InlineData("LANGMATCHES('de-DE-1996', 'de-de')", "true")]
    [InlineData("LANGMATCHES('de-DEVA', 'de-DE')", "false")]
    [InlineData("LANGMATCHES('fr', '*')", "true")]
    [InlineData("LANGMATCHES('', '*')", "false")]
    [InlineData("LANGMATCHES('de', '')", "false")]
    [InlineData("REPLACE('abcd', 'b', 'Z')", "\"aZcd\"")]
    [InlineData("REPLACE('abab'@en, 'B', 'Z', 'i')", "\"aZaZ\"@en")]
    [InlineData("REPLACE('abab', 'B.', 'Z', 'i')", "\"aZb\"")]
    [InlineData("REPLACE('banana', 'ana', '*')", "\"b*na\"")]
    [InlineData("REPLACE('abcd', '(ab)|(a)', '[1=$1][2=$2]')", "\"[1=ab][2=]cd\"")]
    [InlineData("REPLACE('abracadabra', 'a.*?a', '*')", "\"*c*bra\"")]
    [InlineData("REPLACE('AAAA', 'A+?', 'b')", "\"bbbb\"")]
    [InlineData("REPLACE('abc', 'b', '\\\\$x')", "\"a$xc\"")]
    [InlineData("REPLACE('abc', 'b', '$')", "error")]
    [InlineData("REPLACE('abc', 'b', '\\\\x')", "error")]
    [InlineData("REPLACE('abc', 'x*', '-')", "error")]
    [InlineData("REPLACE('abc', '(b)', '<$0$11$2>')", "\"a<bb1>c\"")]
    [InlineData("REPLACE('a.b', '.', '$1', 'q')", "\"a$1b\"")]
    [InlineData("REPLACE('abc', '(', 'x')", "error")]
    public void Strings(string expression, string expected) => Check(expression, expected);

    [Theory]
    [InlineData("STR(<http://example.org/x>)", "\"http://example.org/x\"")]
    [InlineData("STR(01.50)", "\"01.50\"")]
    [InlineData("STR('a'@en)", "\"a\"")]
    [InlineData("STR(<<( :a :b :c )>>)", "error")]
    [InlineData("STR(BNODE())", "error")]
    [InlineData("LANG('a'@en-GB)", "\"en-GB\"")]
    [InlineData("LANG('a')", "\"\"")]
    [InlineData("LANG(:a)", "error")]
    [InlineData("LANGDIR('a'@en--rtl)", "\"rtl\"")]
    [InlineData("LANGDIR('a'@en)", "\"\"")]
    [InlineData("LANGDIR(:a)", "error")]
    [InlineData("hasLANG('a'@en)", "true")]
    [InlineData("hasLANG('a')", "false")]
    [InlineData("hasLANG(:a)", "false")]
    [InlineData("hasLANGDIR('a'@en--ltr)", "true")]
    [InlineData("hasLANGDIR('a'@en)", "false")]
    [InlineData("DATATYPE(1)", "<http://www.w3.org/2001/XMLSchema#integer>")]
    [InlineData("DATATYPE('a')", "<http://www.w3.org/2001/XMLSchema#string>")]
    [InlineData("DATATYPE('a'@en)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>")]
    [InlineData("DATATYPE('a'@en--ltr)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString>")]
    [InlineData("DATATYPE('a'^^:t)", "<http://example.org/t>")]
    [InlineData("DATATYPE(:a)", "error")]
    [InlineData("IRI('../x')", "<http://example.org/x>")]
    [InlineData("URI(:y)", "<http://example.org/y>")]
    [InlineData("IRI('a'@en)", "error")]
    [InlineData("IRI('a b')", "error")]
    [InlineData("STRDT('123', xsd:integer)", "\"123\"^^xsd:integer")]
    [InlineData("STRDT('a', xsd:string)", "\"a\"")]
    [InlineData("STRDT('a'@en, xsd:string)", "error")]
    [InlineData("STRDT('a', rdf:langString)", "error")]
    [InlineData("STRLANG('abc', 'en')", "\"abc\"@en")]
    [InlineData("STRLANG('abc', '')", "error")]
    [InlineData("STRLANG('abc', 'no tag')", "error")]
    [InlineData("STRLANG(123, 'en')", "error")]
    [InlineData("STRLANGDIR('abc', 'en', 'ltr')", "\"abc\"@en--ltr")]
    [InlineData("STRLANGDIR('abc', 'en', 'LTR')", "error")]
    [InlineData("STRLANGDIR('abc', '', 'ltr')", "error")]
    [InlineData("isIRI(:a)", "true")]
    [InlineData("isLITERAL('a')", "true")]
    [InlineData("isBLANK(BNODE())", "true")]
    [InlineData("isNUMERIC('1'^^xsd:byte)", "true")]
    [InlineData("isNUMERIC('1200'^^xsd:byte)", "false")]
    [InlineData("isNUMERIC('1')", "false")]
    [InlineData("isTRIPLE(<<( :a :b :c )>>)", "true")]
    [InlineData("OBJECT(TRIPLE(:a, :b, 'c'))", "\"c\"")]
    [InlineData("SUBJECT(<<( :a :b :c )>>)", "<http://example.org/a>")]
    [InlineData("PREDICATE(<<( :a :b :c )>>)", "<http://example.org/b>")]
    [InlineData("TRIPLE('a', :b, :c)", "error")]
    [InlineData("TRIPLE(:a, 'b', :c)", "error")]
    [InlineData("TRIPLE(<<( :a :b :c )>>, :b, :c)", "error")]
    [InlineData("SUBJECT(:a)", "error")]
    [InlineData("STRLEN(STRUUID())", "\"36\"^^xsd:integer")]
    [InlineData("REGEX(STR(UUID()), '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')", "true")]
    [InlineData("UUID() = UUID()", "false")]
    public void Terms(string expression, string expected) => Check(expression, expected);

    [Theory]
    [InlineData("ABS(-1.5)", "\"1.5\"^^xsd:decimal")]
    [InlineData("ABS('-3'^^xsd:int)", "\"3\"^^xsd:integer")]
    [InlineData("ROUND(2.5)", "\"3\"^^xsd:decimal")]
    [InlineData("ROUND(-2.5)", "\"-2\"^^xsd:decimal")]
    [InlineData("CEIL(10.5e0)", "\"1.1E1\"^^xsd:double")]
    [InlineData("FLOOR('-10.5'^^xsd:float)", "\"-1.1E1\"^^xsd:float")]
    [InlineData("FLOOR('a')", "error")]
    [InlineData("1 + 2", "\"3\"^^xsd:integer")]
    [InlineData("9223372036854775807 + 1", "\"9223372036854775808\"^^xsd:integer")]
    [InlineData("36028797018963967 * 36028797018963967", "\"1298074214633706835075030044377089\"^^xsd:integer")]
    [InlineData("1 / 4", "\"0.25\"^^xsd:decimal")]
    [InlineData("1 / 0", "error")]
    [InlineData("1 / 0e0", "\"INF\"^^xsd:double")]
    [InlineData("1.10 + 2.20", "\"3.3\"^^xsd:decimal")]
    [InlineData("1.0 + 1e0", "\"2.0E0\"^^xsd:double")]
    [InlineData("'1'^^xsd:float * 2", "\"2.0E0\"^^xsd:float")]
    [InlineData("'1'^^xsd:short + '1'^^xsd:byte", "\"2\"^^xsd:integer")]
    [InlineData("'1' + 1", "error")]
    [InlineData("-(3)", "\"-3\"^^xsd:integer")]
    [InlineData("+'a'", "error")]
    [InlineData("RAND() >= 0 && RAND() < 1", "true")]
    public void Numbers(string expression, string expected) => Check(expression, expected);

    [Theory]
    [InlineData("NOW()", "\"2024-05-06T07:08:09Z\"^^xsd:dateTime")]
    [InlineData("YEAR('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "\"2011\"^^xsd:integer")]
    [InlineData("MONTH('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "\"1\"^^xsd:integer")]
    [InlineData("DAY('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "\"10\"^^xsd:integer")]
    [InlineData("HOURS('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "\"14\"^^xsd:integer")]
    [InlineData("MINUTES('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "\"45\"^^xsd:integer")]
    [InlineData("SECONDS('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "\"13.815\"^^xsd:decimal")]
    [InlineData("TIMEZONE('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "\"-PT5H\"^^xsd:dayTimeDuration")]
    [InlineData("TIMEZONE('2011-01-10T14:45:13.815Z'^^xsd:dateTime)", "\"PT0S\"^^xsd:dayTimeDuration")]
    [InlineData("TIMEZONE('2011-01-10T14:45:13.815'^^xsd:dateTime)", "error")]
    [InlineData("TZ('2011-01-10T14:45:13.815-05:00'^^xsd:dateTime)", "\"-05:00\"")]
    [InlineData("TZ('2011-01-10T14:45:13.815Z'^^xsd:dateTime)", "\"Z\"")]
    [InlineData("TZ('2011-01-10T14:45:13.815'^^xsd:dateTime)", "\"\"")]
    [InlineData("YEAR('2011-01-10'^^xsd:date)", "\"2011\"^^xsd:integer")]
    [InlineData("YEAR('-0044'^^xsd:gYear)", "\"-44\"^^xsd:integer")]
    [InlineData("HOURS('2011-01-10'^^xsd:date)", "error")]
    [InlineData("YEAR('2011-01-10')", "error")]
    [InlineData("'2011-01-31'^^xsd:date + 'P1M'^^xsd:yearMonthDuration", "\"2011-02-28\"^^xsd:date")]
    [InlineData("'2011-01-31T00:00:00Z'^^xsd:dateTime - '2011-01-30T12:00:00Z'^^xsd:dateTime", "\"PT12H\"^^xsd:dayTimeDuration")]
    [InlineData("'2011-01-31T00:00:00Z'^^xsd:dateTime - 'PT1S'^^xsd:dayTimeDuration", "\"2011-01-30T23:59:59Z\"^^xsd:dateTime")]
    [InlineData("'2011-01-31'^^xsd:date + 1", "error")]
    public void Dates(string expression, string expected) => Check(expression, expected);

    [Theory]
    [InlineData("MD5('abc')", "\"900150983cd24fb0d6963f7d28e17f72\"")]
    [InlineData("SHA1('abc')", "\"a9993e364706816aba3e25717850c26c9cd0d89d\"")]
    [InlineData("SHA256('abc')", "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"")]
    [InlineData("STRLEN(SHA384('食べ物'))", "\"96\"^^xsd:integer")]
    [InlineData("STRLEN(SHA512(''))", "\"128\"^^xsd:integer")]
    [InlineData("MD5('abc'@en)", "error")]
    [InlineData("MD5(1)", "error")]
    public void Hashes(string expression, string expected) => Check(expression, expected);

    // SPARQL 1.1 §17.5 and the W3C cast tests.
    [Theory]
    [InlineData("xsd:string(:a)", "\"http://example.org/a\"")]
    [InlineData("xsd:string('0'^^xsd:boolean)", "\"false\"")]
    [InlineData("xsd:string(-1.0)", "\"-1\"")]
    [InlineData("xsd:string(0E1)", "\"0\"")]
    [InlineData("xsd:string('-7.875'^^xsd:float)", "\"-7.875\"")]
    [InlineData("xsd:string(BNODE())", "error")]
    [InlineData("xsd:boolean('true')", "true")]
    [InlineData("xsd:boolean('1')", "true")]
    [InlineData("xsd:boolean('yes')", "error")]
    [InlineData("xsd:boolean(0.0)", "false")]
    [InlineData("xsd:boolean(2)", "true")]
    [InlineData("xsd:boolean('NaN'^^xsd:double)", "false")]
    [InlineData("xsd:boolean('2002-10-10T17:00:00Z'^^xsd:dateTime)", "error")]
    [InlineData("xsd:integer('13')", "\"13\"^^xsd:integer")]
    [InlineData("xsd:integer(' 13 ')", "\"13\"^^xsd:integer")]
    [InlineData("xsd:integer('1.5')", "error")]
    [InlineData("xsd:integer(-2.5)", "\"-2\"^^xsd:integer")]
    [InlineData("xsd:integer(1e3)", "\"1000\"^^xsd:integer")]
    [InlineData("xsd:integer('INF'^^xsd:double)", "error")]
    [InlineData("xsd:integer(true)", "\"1\"^^xsd:integer")]
    [InlineData("xsd:integer(:a)", "error")]
    [InlineData("xsd:byte(127)", "\"127\"^^xsd:byte")]
    [InlineData("xsd:byte(128)", "error")]
    [InlineData("xsd:decimal('+33.3300')", "\"33.33\"^^xsd:decimal")]
    [InlineData("xsd:decimal('1E0')", "error")]
    [InlineData("xsd:decimal(-7.875e0)", "\"-7.875\"^^xsd:decimal")]
    [InlineData("xsd:decimal('NaN'^^xsd:float)", "error")]
    [InlineData("xsd:double('-10.2E3')", "\"-1.02E4\"^^xsd:double")]
    [InlineData("xsd:double('string')", "error")]
    [InlineData("xsd:double(false)", "\"0.0E0\"^^xsd:double")]
    [InlineData("xsd:float(1.25)", "\"1.25E0\"^^xsd:float")]
    [InlineData("xsd:float('1e400')", "\"INF\"^^xsd:float")]
    [InlineData("xsd:dateTime('2002-10-10T17:00:00Z')", "\"2002-10-10T17:00:00Z\"^^xsd:dateTime")]
    [InlineData("xsd:dateTime('2002-10-10'^^xsd:date)", "\"2002-10-10T00:00:00\"^^xsd:dateTime")]
    [InlineData("xsd:dateTime('2002-10-10')", "error")]
    [InlineData("xsd:dateTime(1)", "error")]
    [InlineData("xsd:date('2002-10-10T17:00:00Z'^^xsd:dateTime)", "\"2002-10-10Z\"^^xsd:date")]
    [InlineData("xsd:time('2002-10-10T17:00:00Z'^^xsd:dateTime)", "\"17:00:00Z\"^^xsd:time")]
    [InlineData("xsd:gYear('2002-10-10'^^xsd:date)", "\"2002\"^^xsd:gYear")]
    [InlineData("xsd:duration('P1Y')", "\"P1Y\"^^xsd:duration")]
    [InlineData("xsd:dayTimeDuration('P1YT5S'^^xsd:duration)", "\"PT5S\"^^xsd:dayTimeDuration")]
    [InlineData("xsd:double()", "error")]
    public void Casts(string expression, string expected) => Check(expression, expected);

    [Fact]
    public void GivesOneBlankNodePerLabelAndSolution()
    {
        var harness = new ExpressionHarness();
        var nodes = harness.Column("IF(sameTerm(BNODE(?a), BNODE(?b)), BNODE(?a), 'other')", ["'x'", "'x'", "'x'", "1"], ["'x'", "'y'", "'x'", "1"]);
        Assert.True(nodes[0].IsBlankNode);
        Assert.Equal("\"other\"", harness.Show(nodes[1]));
        Assert.True(nodes[2].IsBlankNode);
        Assert.NotEqual(nodes[0], nodes[2]);
        Assert.True(nodes[3].IsUndefined);
    }

    [Fact]
    public void SharesBlankNode_BetweenExpressionsOfOneSolution()
    {
        var harness = new ExpressionHarness();
        var batch = harness.Batch(["'x'", "'x'"], ["UNDEF", "UNDEF"]);
        var first = new KnowledgeGraph.Store.TermId[2];
        harness.Compiler.Compile(ExpressionHarness.Parse("BNODE(?a)"), ExpressionHarness.Slots).Evaluate(batch, harness.Context, first);
        first.CopyTo(batch.Column(1), 0);
        var second = new KnowledgeGraph.Store.TermId[2];
        harness.Compiler.Compile(ExpressionHarness.Parse("BNODE('x')"), ExpressionHarness.Slots).Evaluate(batch, harness.Context, second);
        Assert.Equal(first, second);
        Assert.NotEqual(first[0], first[1]);
    }

    [Fact]
    public void RefusesText_ThatTheBudgetHasNoRoomFor()
    {
        var harness = new ExpressionHarness(limitBytes: 100_000);
        var text = new string('a', 9_000);
        var twelve = string.Join(", ", Enumerable.Repeat("?a", 12));
        Assert.Throws<KnowledgeGraph.Query.Execution.QueryMemoryException>(
            () => harness.Evaluate($"CONCAT({twelve})", $"'{text}'"));
    }

    private static void Check(string expression, string expected)
    {
        var harness = new ExpressionHarness();
        Assert.Equal(expected, harness.Evaluate(expression));
    }
}
