using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Simulation.Randomness;

namespace Agent.Simulation.Runtime;

/// <summary>An image that a simulated runtime has.</summary>
internal sealed record SimulatedImage(string Name, string Id, RegistryImage Source)
{
    /// <summary>The image of a name; its identifier depends on nothing else.</summary>
    public static SimulatedImage Of(string name, RegistryImage source)
    {
        var random = new SeededRandom(0).For(name);
        var digits = string.Concat(Enumerable.Range(0, 4).Select(_ => random.NextBits().ToString("x16", CultureInfo.InvariantCulture)));
        return new SimulatedImage(name, "sha256:" + digits, source);
    }

    public Image ToMessage()
    {
        var image = new Image
        {
            Id = Id,
            RepoTags = { Name },
            RepoDigests = { Name.Split(':')[0] + "@" + Id },
            Size = Source.Size,
            Username = Source.Username,
            Spec = new ImageSpec { Image = Name },
        };
        if (Source.Uid is { } uid)
        {
            image.Uid = new Int64Value { Value = uid };
        }

        return image;
    }
}
