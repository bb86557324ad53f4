using Agent.Cri.Protocol;
using Agent.Runtime.Processes;
using Agent.Runtime.State;
using Agent.Runtime.Tests.Harness;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Runtime.Tests.State;

public sealed class StateStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_WhatWasSaved_IsTheSame()
    {
        var store = Open();
        store.Save(Sandbox("s"));
        store.Save(Container("c"));
        var run = ContainerRun.NotStarted.Started(new ProcessIdentity(12, 3456, "boot"), DateTimeOffset.UnixEpoch.AddTicks(1));
        store.Save("c", run);

        Assert.Equal(Sandbox("s"), Assert.Single(Open().LoadSandboxes()));
        Assert.Equal(Container("c"), Assert.Single(Open().LoadContainers()));
        Assert.Equal(run, Open().LoadRun("c"));
    }

    [Fact]
    public void Save_Files_AreForTheOwnerAlone()
    {
        var store = Open();
        store.Save(Container("c"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Join(store.ContainerFolder("c"), "container.json")));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(store.ContainerFolder("c")));
    }

    [Fact]
    public void LoadRun_NoFile_IsNotStarted()
    {
        var store = Open();
        store.Save(Container("c"));

        Assert.Same(ContainerRun.NotStarted, store.LoadRun("c"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"process\":{\"pid\":\"x\"}}")]
    public void LoadRun_Corrupt_IsNullAndSetAside(string content)
    {
        var store = Open();
        store.Save(Container("c"));
        File.WriteAllText(Path.Join(store.ContainerFolder("c"), "run.json"), content);

        Assert.Null(store.LoadRun("c"));
        Assert.Equal(content, File.ReadAllText(Assert.Single(Directory.GetFiles(_folder["corrupt"]))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"c\",\"sandboxId\":\"s\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"config\":{\"labels\":7}}")]
    [InlineData("{\"id\":\"other\",\"sandboxId\":\"s\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"config\":{}}")]
    public void LoadContainers_OneCorrupt_IsSetAsideAndTheOthersAreThere(string content)
    {
        var store = Open();
        store.Save(Container("c"));
        store.Save(Container("d"));
        File.WriteAllText(Path.Join(store.ContainerFolder("c"), "container.json"), content);

        Assert.Equal("d", Assert.Single(store.LoadContainers()).Id);
        Assert.Equal(["c"], store.LostContainers);
        Assert.EndsWith("-c", Assert.Single(Directory.GetDirectories(_folder["corrupt"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FolderWithoutARecord_IsRemoved()
    {
        var store = Open();
        Directory.CreateDirectory(store.ContainerFolder("half"));
        File.WriteAllText(Path.Join(store.ContainerFolder("half"), "container.json.tmp"), "{");

        Assert.Empty(store.LoadContainers());
        Assert.False(Directory.Exists(store.ContainerFolder("half")));
    }

    [Fact]
    public void Delete_SavedOrNot_LeavesNothing()
    {
        var store = Open();
        store.Save(Sandbox("s"));
        store.Save(Container("c"));
        for (var n = 0; n < 2; n++)
        {
            store.DeleteContainer("c");
            store.DeleteSandbox("s");
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder["containers"]));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["sandboxes"]));
    }

    private StateStore Open() => new(_folder.Path, TimeProvider.System, NullLogger<StateStore>.Instance);

    private static SandboxRecord Sandbox(string id) => new()
    {
        Id = id,
        RuntimeHandler = "",
        CreatedAt = DateTimeOffset.UnixEpoch.AddTicks(123456789),
        Boot = "boot",
        IsStopped = true,
        Config = new PodSandboxConfig { Metadata = new PodSandboxMetadata { Name = "n", Attempt = 3 }, Labels = { ["a"] = "ä" } },
    };

    private static ContainerRecord Container(string id) => new()
    {
        Id = id,
        SandboxId = "s",
        CreatedAt = DateTimeOffset.UnixEpoch.AddDays(1),
        Config = new ContainerConfig
        {
            Metadata = new ContainerMetadata { Name = "n" },
            StopSignal = Signal.Sigusr1,
            Envs = { new KeyValue { Key = "K", Value = ByteString.CopyFrom(0, 255, 128) } },
            Linux = new LinuxContainerConfig { SecurityContext = new LinuxContainerSecurityContext { RunAsUser = new Int64Value { Value = 0 } } },
        },
    };
}
