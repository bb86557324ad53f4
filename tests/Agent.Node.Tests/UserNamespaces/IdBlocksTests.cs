using Agent.Node.UserNamespaces;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.UserNamespaces;

public sealed class IdBlocksTests
{
    private static readonly IdBlocks None = IdBlocks.Empty(new IdRange(100, 35), 10);

    [Fact]
    public void Take_Pods_GetTheLowestFreeBlocksAndKeepThem()
    {
        var (one, first) = None.Take("a");
        var (two, second) = one.Take("b");
        var (three, again) = two.Take("a");

        Assert.Equal((100L, 110L, 100L), (first!.Value, second!.Value, again!.Value));
        Assert.Equal(100L, three.Without("a").Take("c").First);
    }

    [Fact]
    public void Take_AllTaken_GivesNone()
    {
        var full = ((string[])["a", "b", "c"]).Aggregate(None, (blocks, uid) => blocks.Take(uid).Blocks);

        Assert.Null(full.Take("d").First);
        Assert.Equal(110L, full.Take("b").First);
    }

    [Fact]
    public void Take_BlocksOfAnotherSizeFromBefore_AreNotReachedInto() => Assert.Equal(120L, None.With("old", 105).Take("new").First);

    [Fact]
    public void Take_AnyOrder_NeverGivesABlockTwice() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(-5, 5).ListOf().ToArbitrary(), steps =>
        {
            var blocks = None;
            foreach (var step in steps)
            {
                blocks = step < 0 ? blocks.Without($"p{-step}") : blocks.Take($"p{step}").Blocks;
            }

            return blocks.ByPod.Values.Distinct().Count() == blocks.ByPod.Count
                && blocks.ByPod.Values.All(first => first >= 100 && first % 10 == 0 && first + 10 <= 135);
        }));

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"uidMappings":[]}""")]
    [InlineData("""{"uidMappings":[{"hostId":"x"}]}""")]
    public void Read_OtherFile_IsNone(string text) => Assert.Null(IdMappingFile.Read(text));

    [Fact]
    public void Write_IsTheKubeletsFormAndReadAgain()
    {
        var text = IdMappingFile.Write(131072, 65536);

        Assert.Equal(
            """{"uidMappings":[{"hostId":131072,"containerId":0,"length":65536}],"gidMappings":[{"hostId":131072,"containerId":0,"length":65536}]}""", text);
        Assert.Equal(131072, IdMappingFile.Read(text));
    }
}
