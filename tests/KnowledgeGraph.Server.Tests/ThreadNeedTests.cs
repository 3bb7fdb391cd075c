using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Tests;

/// <summary>How many threads stay ready for requests: few for short ones, one more for each that takes long or waits.</summary>
public sealed class ThreadNeedTests
{
    private readonly ThreadNeed _need = new(2);

    [Fact]
    public void StaysWithAFew_WhileRequestsAreShort()
    {
        for (var i = 0; i < 100; i++)
        {
            var begun = Enumerable.Range(0, 8).Select(_ => _need.Begin()).ToList();
            _need.Tick();
            begun.ForEach(_need.End);
        }

        Assert.Equal(2, _need.Ready);
        Assert.True(_need.IsIdle);
    }

    [Fact]
    public void AddsOneForEachRequestThatTakesLong()
    {
        _need.Begin();
        _need.Begin();
        _need.Tick();
        Assert.Equal(2, _need.Ready);
        _need.Begin();

        _need.Tick();
        Assert.Equal(4, _need.Ready);
        _need.Tick();
        Assert.Equal(5, _need.Ready);
    }

    [Fact]
    public void AddsOneAtOnce_ForWhatSaysThatItWaits()
    {
        _need.Wait(1);
        _need.Wait(1);
        Assert.Equal(4, _need.Ready);
        Assert.False(_need.IsIdle);

        _need.Wait(-2);
        Assert.True(_need.IsIdle);
        Assert.Equal(4, _need.Ready);
    }

    [Fact]
    public void GoesBack_SomeTicksAfterTheLastNeed()
    {
        var begun = Enumerable.Range(0, 6).Select(_ => _need.Begin()).ToList();
        Tick(ThreadNeed.KeptTicks * 3);
        Assert.Equal(8, _need.Ready);

        begun.ForEach(_need.End);
        Tick(ThreadNeed.KeptTicks);
        Assert.Equal(8, _need.Ready);
        Tick(ThreadNeed.KeptTicks * 2);
        Assert.Equal(2, _need.Ready);
    }

    [Fact]
    public void EndsWhatBeganAnyTimeAgo()
    {
        var old = _need.Begin();
        _need.Tick();
        var before = _need.Begin();
        _need.Tick();
        var now = _need.Begin();

        _need.End(before);
        _need.End(now);
        Assert.False(_need.IsIdle);
        _need.End(old);
        Assert.True(_need.IsIdle);
    }

    [Fact]
    public void HasAnEnd()
    {
        _need.Wait(100_000);

        Assert.InRange(_need.Ready, 64, 1000);
    }

    private void Tick(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _need.Tick();
        }
    }
}
