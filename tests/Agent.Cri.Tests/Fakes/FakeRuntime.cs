using System.Globalization;
using Agent.Cri.Protocol;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace Agent.Cri.Tests.Fakes;

/// <summary>A container runtime that keeps books and runs nothing. Safe for any thread.</summary>
public sealed partial class FakeRuntime(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, PodSandboxStatus> _sandboxes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string SandboxId, ContainerStatus Status)> _containers =
        new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Image> _images = new(StringComparer.Ordinal);
    private int _ids;

    /// <summary>What <c>Version</c> answers; to be replaced between two runs of the runtime.</summary>
    public VersionResponse RuntimeVersion { get; set; } = new()
    {
        Version = "0.1.0",
        RuntimeName = "fake",
        RuntimeVersion = "v1.0.0",
        RuntimeApiVersion = "v1",
    };

    /// <summary>The condition RuntimeReady.</summary>
    public bool RuntimeReady { get; set; } = true;

    /// <summary>The condition NetworkReady.</summary>
    public bool NetworkReady { get; set; } = true;

    /// <summary>What <c>RuntimeConfig</c> answers.</summary>
    public CgroupDriver CgroupDriver { get; set; } = CgroupDriver.Cgroupfs;

    /// <summary>What <c>UpdateRuntimeConfig</c> told last.</summary>
    public string PodCidr { get; private set; } = "";

    internal VersionResponse Version(VersionRequest _) => RuntimeVersion;

    internal StatusResponse Status(StatusRequest _) => new()
    {
        Status = new RuntimeStatus
        {
            Conditions =
            {
                new RuntimeCondition { Type = "RuntimeReady", Status = RuntimeReady },
                new RuntimeCondition { Type = "NetworkReady", Status = NetworkReady },
            },
        },
        RuntimeHandlers = { new RuntimeHandler { Name = "", Features = new RuntimeHandlerFeatures() } },
    };

    private static RpcException NotFound(string kind, string id)
        => new(new Status(StatusCode.NotFound, $"an error occurred when try to find {kind} \"{id}\": not found"));

    private static bool Matches(MapField<string, string> selector, MapField<string, string> labels)
        => selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private string NextId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_ids}");

    private long Now() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
