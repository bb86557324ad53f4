using Akka.Actor;

namespace StandIns.Akka.Tests.Systems;

public sealed class ActorPathTests
{
    private static readonly ActorPath Root = new RootActorPath(new Address("akka", "test"));

    [Theory]
    [InlineData("akka://test/user/a", new[] { "user", "a" }, 0)]
    [InlineData("akka://test/user/a#17", new[] { "user", "a" }, 17)]
    [InlineData("akka://test/", new string[0], 0)]
    [InlineData("akka.tcp://test@host:2552/user", new[] { "user" }, 0)]
    public void Parse_Path_ReadsNamesAndUid(string text, string[] names, long uid)
    {
        var path = ActorPath.Parse(text);

        Assert.Equal(names, path.Elements);
        Assert.Equal(uid, path.Uid);
        Assert.Equal(names.Length, path.Depth);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/user/a")]
    [InlineData("user")]
    [InlineData("http://test/user")]
    public void TryParse_OtherText_Fails(string text) => Assert.False(ActorPath.TryParse(text, out _));

    [Fact]
    public void ToString_OfAPath_HasTheFormThatIsAskedFor()
    {
        var path = (Root / "user" / "a").WithUid(17);

        Assert.Equal("akka://test/user/a", path.ToString());
        Assert.Equal("/user/a", path.ToStringWithoutAddress());
        Assert.Equal("akka://test/user/a#17", path.ToStringWithUid());
        Assert.Equal("akka.tcp://other@host:1/user/a", path.ToStringWithAddress(new Address("akka.tcp", "other", "host", 1)));
        Assert.Equal("akka://test/", Root.ToString());
    }

    [Fact]
    public void Equals_SameNames_DoesNotLookAtTheUid()
    {
        var one = (Root / "user" / "a").WithUid(1);
        var two = (Root / "user" / "a").WithUid(2);

        Assert.Equal(one, two);
        Assert.True(one == two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, Root / "user" / "b");
        Assert.NotEqual(one, Root / "user");
        Assert.NotEqual(Root / "user", new RootActorPath(new Address("akka", "other")) / "user");
    }

    [Fact]
    public void Parent_OfAPath_IsThePathAbove()
    {
        var path = Root / new[] { "user", "a", "b" };

        Assert.Equal(Root / "user" / "a", path.Parent);
        Assert.Equal(Root, path.Root);
        Assert.Equal("b", path.Name);
        Assert.Equal(path.Parent / "c", path.Parent.Child("c"));
    }

    [Fact]
    public void CompareTo_SiblingPaths_OrdersByName()
    {
        var paths = new[] { Root / "user" / "b", Root / "user" / "a", Root / "user" / "B" };

        Assert.Equal(["B", "a", "b"], paths.Order().Select(path => path.Name));
    }

    [Fact]
    public void Address_Parts_MakeItsText()
    {
        Assert.Equal("akka://test", new Address("akka", "test").ToString());
        Assert.Equal("akka.tcp://test@host:2552", new Address("akka.tcp", "test", "HOST", 2552).ToString());
        Assert.True(new Address("akka", "test").HasLocalScope);
        Assert.True(new Address("akka", "test", "host", 1).HasGlobalScope);
        Assert.Equal(new Address("akka", "test", "host", 1), new Address("akka", "test", "Host", 1));
        Assert.NotEqual(new Address("akka", "test"), new Address("akka", "other"));
    }
}
