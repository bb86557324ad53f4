using Akka.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace StandIns.Akka.Tests.Configuration.Hocon;

public class HoconRoundTripTests
{
    private static readonly string[] Keys = ["a", "b", "key-1", "with space", "dotted.key", "ünï"];

    [Fact]
    public void ParseString_GeneratedTree_GivesEveryValueBack() =>
        Check.One(FsCheck.Config.QuickThrowOnFailure, Prop.ForAll(Assignments.ToArbitrary(), list =>
        {
            var hocon = string.Join('\n', list.Select(item => Write(item.Path, item.Text, item.Style)));
            var parsed = ConfigurationFactory.ParseString(hocon);
            foreach (var (path, text, _) in Surviving(list))
            {
                var read = parsed.GetString(string.Join('.', path.Select(key => $"\"{key}\"")));
                Assert.Equal(text.Trim(), read);
            }
        }));

    [Fact]
    public void WithFallback_GeneratedTrees_EqualsOneTextAfterTheOther() =>
        Check.One(FsCheck.Config.QuickThrowOnFailure, Prop.ForAll(Assignments.ToArbitrary(), Assignments.ToArbitrary(), (lower, upper) =>
        {
            var low = string.Join('\n', lower.Select(item => Write(item.Path, item.Text, item.Style)));
            var high = string.Join('\n', upper.Select(item => Write(item.Path, item.Text, item.Style)));
            var merged = ConfigurationFactory.ParseString(high).WithFallback(ConfigurationFactory.ParseString(low));
            foreach (var (path, text, _) in Surviving([.. lower, .. upper]))
            {
                Assert.Equal(text.Trim(), merged.GetString(string.Join('.', path.Select(key => $"\"{key}\""))));
            }
        }));

    private static Gen<Assignment[]> Assignments =>
        (from path in Gen.Elements(Keys).NonEmptyListOf().Where(keys => keys.Count <= 4)
         from text in ArbMap.Default.GeneratorFor<NonNull<string>>().Where(text => text.Get.Trim() != "null")
         from style in Gen.Choose(0, 3)
         select new Assignment([.. path], text.Get, style)).ArrayOf();

    /// <summary>An assignment hides earlier ones at its own path, below it, and at the paths above it.</summary>
    private static IEnumerable<Assignment> Surviving(Assignment[] all) =>
        all.Where((item, index) => !all.Skip(index + 1).Any(later => Covers(later.Path, item.Path) || Covers(item.Path, later.Path)));

    private static bool Covers(string[] upper, string[] path) => path.Take(upper.Length).SequenceEqual(upper);

    private static string Write(string[] path, string text, int style)
    {
        var keys = path.Select(key => $"\"{key}\"").ToArray();
        var value = $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"";
        return style switch
        {
            0 => $"{string.Join('.', keys)} = {value}",
            1 => $"{string.Join(" { ", keys)} = {value}{new string('}', keys.Length - 1)}",
            2 => $"{string.Join(" : {\n", keys)} : {value},\n{string.Concat(Enumerable.Repeat("}\n", keys.Length - 1))}",
            _ => $"# comment\n{string.Join(" . ", keys)}\n= {value} // comment",
        };
    }

    private sealed record Assignment(string[] Path, string Text, int Style);
}
