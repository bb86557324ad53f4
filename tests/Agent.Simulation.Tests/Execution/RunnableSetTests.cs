using Agent.Simulation.Execution;
using Agent.Simulation.Randomness;
using Akka.Dispatch;

namespace Agent.Simulation.Tests.Execution;

public class RunnableSetTests
{
    [Fact]
    public void Take_AnyOrderOfAdding_GivesThemByPath()
    {
        var paths = Enumerable.Range(0, 5000).Select(i => $"/user/{i}").ToArray();
        new SeededRandom(1).Shuffle(paths);
        var set = new RunnableSet();
        foreach (var path in paths)
        {
            set.Add(path, new ActionRunnable(() => { }));
        }

        var taken = Enumerable.Range(0, paths.Length).Select(_ => set.Take(0).Path).ToList();

        Assert.Equal(paths.Order(StringComparer.Ordinal), taken);
        Assert.Equal(0, set.Count);
    }

    [Fact]
    public void Take_RandomAddsAndTakes_AgreesWithASortedList()
    {
        var random = new SeededRandom(2);
        var set = new RunnableSet();
        var model = new List<(string Path, int Number)>();
        var numbers = new Dictionary<IRunnable, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < 20000; i++)
        {
            if (model.Count == 0 || random.Chance(0.55))
            {
                var run = new ActionRunnable(() => { });
                numbers.Add(run, i);
                var path = $"/user/{random.Next(300)}";
                set.Add(path, run);
                var at = model.FindIndex(m => string.CompareOrdinal(m.Path, path) > 0);
                model.Insert(at < 0 ? model.Count : at, (path, i));
            }
            else
            {
                var at = random.Next(model.Count);
                var taken = set.Take(at);
                Assert.Equal(model[at], (taken.Path, numbers[taken.Run]));
                model.RemoveAt(at);
            }

            Assert.Equal(model.Count, set.Count);
        }
    }
}
