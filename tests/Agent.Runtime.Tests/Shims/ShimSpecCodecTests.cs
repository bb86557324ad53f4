using Agent.Runtime.Shims;

namespace Agent.Runtime.Tests.Shims;

public class ShimSpecCodecTests
{
    [Fact]
    public void Decode_FullSpec_IsTheSame()
    {
        var spec = new ShimSpec
        {
            Arguments = ["sh", "-c", "ü \n"],
            Environment = ["A=1"u8.ToArray(), [(byte)'B', (byte)'=', 0xFF]],
            WorkingDirectory = "/w",
            User = new ProcessUser(1, 2, [3, 4]),
            Capabilities = ulong.MaxValue,
            AmbientCapabilities = 5,
            NoNewPrivileges = true,
            JoinsNamespace = true,
            Mounts = new MountPlan
            {
                Scratch = "/s",
                Binds = [new BindMount("/a", "/b", true, false, BindPropagation.Bidirectional)],
                MaskedPaths = ["/m"],
                ReadOnlyPaths = ["/r", "/q"],
                ReadOnlyRoot = true,
            },
        };

        Assert.Equivalent(spec, ShimSpecCodec.Decode(ShimSpecCodec.Encode(spec)), strict: true);
    }

    [Fact]
    public void Decode_SmallestSpec_IsTheSame()
    {
        var spec = new ShimSpec { Arguments = ["x"], Environment = [], WorkingDirectory = "/" };

        Assert.Equivalent(spec, ShimSpecCodec.Decode(ShimSpecCodec.Encode(spec)), strict: true);
    }

    [Fact]
    public void Decode_AnythingElse_IsRefused()
    {
        var bytes = ShimSpecCodec.Encode(new ShimSpec { Arguments = ["x"], Environment = [], WorkingDirectory = "/" });

        Assert.Throws<InvalidDataException>(() => ShimSpecCodec.Decode([]));
        Assert.Throws<InvalidDataException>(() => ShimSpecCodec.Decode("hello world"u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => ShimSpecCodec.Decode(bytes[..^1]));
    }
}
