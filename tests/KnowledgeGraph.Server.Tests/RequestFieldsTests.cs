using KnowledgeGraph.Server.Http;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Fields of query strings and forms.</summary>
public sealed class RequestFieldsTests
{
    [Theory]
    [InlineData("a=1", "1")]
    [InlineData("a=", "")]
    [InlineData("a", "")]
    [InlineData("b=2&a=1", "1")]
    [InlineData("&&a=1&", "1")]
    [InlineData("a=x+y%20z%2B", "x y z+")]
    [InlineData("a=1=2", "1=2")]
    [InlineData("%61=1", "1")]
    [InlineData("a=%F0%9F%98%80%C3%A9", "😀é")]
    [InlineData("a=😀", "😀")]
    [InlineData("a=100%", "100%")]
    [InlineData("a=%4", "%4")]
    [InlineData("a=%zz%41", "%zzA")]
    [InlineData("a=%2541", "%41")]
    [InlineData("a=+", " ")]
    [InlineData("a=++%2b+", "  + ")]
    public void DecodesOnce(string text, string value) => Assert.Equal(value, Of(text).Single("a"));

    [Fact]
    public void KeepsEveryValueInOrder() => Assert.Equal(["2", "1", ""], Of("a=2&b=x&a=1&a").All("a"));

    [Theory]
    [InlineData("a=%FF")]
    [InlineData("a=%ED%A0%80")]
    [InlineData("%C3=1")]
    [InlineData("a=%C3x")]
    public void RefusesWhatIsNotUtf8(string text) => Assert.Throws<ProblemException>(() => Of(text));

    [Fact]
    public void RefusesSeveralValues_WhereOneIsMeant()
    {
        var fields = Of("a=1&a=1");

        Assert.Throws<ProblemException>(() => fields.Single("a"));
        Assert.Null(fields.Single("b"));
        Assert.False(fields.Has("b"));
    }

    private static RequestFields Of(string form) => RequestFields.OfAddress(new DefaultHttpContext().Request).With(form);
}
