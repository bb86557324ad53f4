using Agent.Cri.Protocol;
using Agent.Runtime.Containers;

namespace Agent.Runtime.Tests.Containers;

public class InventoryTests
{
    [Fact]
    public void Reserve_Taken_TellsByWhom()
    {
        var inventory = new Inventory();

        Assert.Null(inventory.Reserve("name", "1"));
        Assert.Equal("1", inventory.Reserve("name", "2"));
        inventory.Release("name");
        Assert.Null(inventory.Reserve("name", "2"));
    }

    [Fact]
    public void NameOf_Attempts_AreDifferentNames() => Assert.NotEqual(
        Inventory.NameOf("s", new ContainerMetadata { Name = "n", Attempt = 1 }), Inventory.NameOf("s", new ContainerMetadata { Name = "n", Attempt = 2 }));
}
