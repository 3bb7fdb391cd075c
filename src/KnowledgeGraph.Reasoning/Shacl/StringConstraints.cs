using System.Collections.Immutable;
using System.Text;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>sh:minLength, sh:maxLength, sh:pattern, sh:languageIn and sh:uniqueLang (SHACL §4.4).</summary>
internal static class StringConstraints
{
    /// <summary>Reads them from a shape.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source)
    {
        if (source.Count("minLength") is var (least, _))
        {
            yield return new Length("MinLength", ComparisonOperator.GreaterOrEqual, "shorter", least);
        }

        if (source.Count("maxLength") is var (most, _))
        {
            yield return new Length("MaxLength", ComparisonOperator.LessOrEqual, "longer", most);
        }

        if (Text(source, "pattern") is { } pattern)
        {
            yield return new Pattern(pattern, Text(source, "flags"));
        }

        if (source.Single("languageIn") is { } list)
        {
            yield return new LanguageIn(
            [
                .. source.List("languageIn", list).Select(tag => IsString(tag)
                    ? ((Literal)tag).Lexical
                    : throw source.Wrong("languageIn", list, $"a list of xsd:string, where {tag} stands")),
            ]);
        }

        source.RequireProperty("uniqueLang");
        if (source.IsTrue("uniqueLang"))
        {
            yield return new UniqueLanguage();
        }
    }

    private static Literal? Text(ShapeSource source, string name) =>
        source.Single(name) is { } value ? IsString(value) ? (Literal)value : throw source.Wrong(name, value, "an xsd:string") : null;

    private static bool IsString(Term term) => term is Literal literal && literal.Datatype == Xsd.String;

    private sealed class Length(string name, ComparisonOperator comparison, string words, Term bound) : Constraint(Named(name))
    {
        public override string Message => $"The value has no string, or one that is {words} than {((Literal)bound).Lexical} characters.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) => new ExpressionCheck(
            run,
            new Expression.Comparison(
                comparison, new Expression.Call(BuiltInFunction.StrLen, [ExpressionCheck.Text]), new Expression.Constant(bound)));
    }

    private sealed class Pattern(Literal pattern, Literal? flags) : Constraint(Named("Pattern"))
    {
        public override string Message => $"The value does not match the pattern {pattern}{(flags is null ? "" : $" with flags {flags}")}.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            // SHACL §4.4.3: the value of sh:pattern is a valid pattern of REGEX, which then is true or false for any string.
            var row = new SolutionBatch(0, 1) { Count = 1 };
            var result = new TermId[1];
            var probe = run.Compiler.Compile(Matches(new Expression.Constant(new Literal(""))), new Dictionary<Variable, int>());
            probe.Evaluate(row, run.Context, result);
            return result[0].IsUndefined
                ? throw new ShaclException(
                    $"sh:pattern is {pattern}{(flags is null ? "" : $", sh:flags {flags}")}; expected a regular expression of XPath.",
                    shape.Node, new Triple(shape.Node, ShaclVocabulary.Term("pattern"), pattern))
                : new ExpressionCheck(run, Matches(ExpressionCheck.Text));
        }

        private Expression.Call Matches(Expression text)
        {
            ImmutableArray<Expression> arguments = [text, new Expression.Constant(pattern)];
            return new Expression.Call(BuiltInFunction.Regex, flags is null ? arguments : arguments.Add(new Expression.Constant(flags)));
        }
    }

    private sealed class LanguageIn(ImmutableArray<string> ranges) : Constraint(Named("LanguageIn"))
    {
        public override string Message => $"The value has none of the languages {string.Join(", ", ranges)}.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            var arena = new TermArena();
            ImmutableArray<byte[]> wanted = [.. ranges.Select(Encoding.UTF8.GetBytes)];
            return new IdCheck(run, value =>
            {
                if (value.Tag != TermTag.LanguageString)
                {
                    return false;
                }

                arena.Clear();
                var tag = run.Context.Terms.View(value, arena).Language;
                foreach (var range in wanted)
                {
                    if (Matches(tag, range))
                    {
                        return true;
                    }
                }

                return false;
            });
        }

        // langMatches (SPARQL 1.1 §17.4.3.13): basic filtering of RFC 4647 §3.3.1.
        private static bool Matches(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> range) =>
            range is [(byte)'*']
            || (tag.Length >= range.Length && Ascii.EqualsIgnoreCase(tag[..range.Length], range)
                && (tag.Length == range.Length || tag[range.Length] == (byte)'-'));
    }

    private sealed class UniqueLanguage() : Constraint(Named("UniqueLang"))
    {
        public override string Message => "Two values have the same language.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            var arena = new TermArena();
            var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
            return new FocusCheck(run, (focus, nodes, findings) =>
            {
                if (nodes.Of(focus).Length < 2)
                {
                    return;
                }

                counts.Clear();
                foreach (var value in nodes.Of(focus))
                {
                    if (value.Tag == TermTag.LanguageString)
                    {
                        arena.Clear();
                        var tag = Encoding.UTF8.GetString(run.Context.Terms.View(value, arena).Language).ToLowerInvariant();
                        counts[tag] = counts.GetValueOrDefault(tag) + 1;
                    }
                }

                // One result for each language that is used more than once.
                foreach (var count in counts.Values)
                {
                    if (count > 1)
                    {
                        findings.Add(focus);
                    }
                }
            });
        }
    }
}
