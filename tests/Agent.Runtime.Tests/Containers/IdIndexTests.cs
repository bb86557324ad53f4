using Agent.Runtime.Containers;
using Grpc.Core;

namespace Agent.Runtime.Tests.Containers;

public class IdIndexTests
{
    [Fact]
    public void Find_WholeIdOrItsBeginning_IsTheItem()
    {
        var index = Filled();

        Assert.Equal("one", index.Find("abc1"));
        Assert.Equal("three", index.Find("x"));
        Assert.Null(index.Find("nothing"));
        Assert.Null(index.Find(""));
    }

    [Fact]
    public void Find_SeveralBeginWithIt_Throws() =>
        Assert.Equal(StatusCode.InvalidArgument, Assert.Throws<RpcException>(() => Filled().Find("abc")).StatusCode);

    [Fact]
    public void Get_Missing_IsNotFound()
    {
        var error = Assert.Throws<RpcException>(() => Filled().Get("nothing"));

        Assert.Equal((StatusCode.NotFound, "thing \"nothing\": not found"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public void NewId_Ids_AreOfContainerdsForm()
    {
        Assert.Matches("^[0-9a-f]{64}$", IdIndex<string>.NewId());
        Assert.NotEqual(IdIndex<string>.NewId(), IdIndex<string>.NewId());
    }

    private static IdIndex<string> Filled()
    {
        var index = new IdIndex<string>("thing");
        index.Add("abc1", "one");
        index.Add("abc2", "two");
        index.Add("xyz", "three");
        return index;
    }
}
