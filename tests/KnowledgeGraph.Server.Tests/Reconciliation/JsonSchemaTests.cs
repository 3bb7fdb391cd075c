using System.Text.Json;

namespace KnowledgeGraph.Server.Tests.Reconciliation;

/// <summary>The validator accepts the specification's own valid examples and refuses the invalid ones.</summary>
public sealed class JsonSchemaTests
{
    [Fact]
    public void TheSchemasAreAtHand() => Assert.SkipUnless(
        ReconciliationSchemas.IsAtHand,
        "the specification of the Reconciliation API is not at hand (KG_RECONCILIATION, or the web): "
        + "ANSWERS WERE NOT CHECKED BY ITS SCHEMAS");

    [Theory]
    [InlineData("0.2")]
    [InlineData("1.0-draft")]
    public void AgreesWithTheExamplesOfTheSpecification(string version)
    {
        Assert.SkipWhen(ReconciliationSchemas.Folder is null,
            "no clone of the Reconciliation API's specification (KG_RECONCILIATION): THE VALIDATOR WAS NOT CHECKED");
        var examples = Path.Combine(ReconciliationSchemas.Folder!, version, "examples");
        var checkedCount = 0;
        foreach (var folder in Directory.EnumerateDirectories(examples)
            .Where(folder =>
                File.Exists(Path.Combine(ReconciliationSchemas.Folder!, version, "schemas", Path.GetFileName(folder) + ".json"))))
        {
            var schema = ReconciliationSchemas.Of(version, Path.GetFileName(folder));
            foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
            {
                using var document = JsonDocument.Parse(File.ReadAllText(file));
                var problems = schema.Problems(document.RootElement);
                var isValid = Path.GetFileName(Path.GetDirectoryName(file)) == "valid";
                Assert.True(isValid == (problems.Count == 0), file + ": " + string.Join("; ", problems));
                checkedCount++;
            }
        }

        Assert.InRange(checkedCount, 40, 1000);
    }

    [Theory]
    [InlineData("""{ "type": "object", "required": ["a"] }""", """{ "b": 1 }""")]
    [InlineData("""{ "properties": { "a": { "type": "integer" } } }""", """{ "a": 1.5 }""")]
    [InlineData("""{ "items": { "oneOf": [ { "type": "string" }, { "type": "number" } ] } }""", """[ "a", true ]""")]
    [InlineData("""{ "patternProperties": { "^x": { "enum": [1] } } }""", """{ "xy": 2 }""")]
    [InlineData("""{ "properties": { "a": {} }, "additionalProperties": false }""", """{ "b": 1 }""")]
    [InlineData("""{ "properties": { "a": {} }, "additionalProperties": { "type": "string" } }""", """{ "a": 1, "b": 1 }""")]
    [InlineData("""{ "items": { "$ref": "#/definitions/x" }, "definitions": { "x": { "minItems": 2 } } }""", """[ [1] ]""")]
    public void RefusesWhatTheSchemaForbids(string schema, string document)
    {
        using var parsed = JsonDocument.Parse(schema);
        using var value = JsonDocument.Parse(document);

        Assert.NotEmpty(new JsonSchema("test", parsed.RootElement, _ => throw new InvalidOperationException()).Problems(value.RootElement));
    }
}
